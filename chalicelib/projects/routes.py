"""The doors to projects and their boards. Every verb of the table gets its own route, and the batch takes them all."""

from typing import Annotated, Any

import msgspec

from chalicelib.billing import usage
from chalicelib.clock import now
from chalicelib.projects import board, feed, project, search
from chalicelib.projects.project import FirstList, Id, Name, ProjectMember
from chalicelib.projects.verbs import Verb
from chalicelib.refusals import Refused
from chalicelib.store.space import Outcome
from chalicelib.teams.member import Member
from chalicelib.web import access
from chalicelib.web.answers import BatchDone, Entries, FeedPage, Written
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature
from chalicelib.web.shapes import NewName, Seq

feature = Feature("projects")
PROJECTS = "/teams/{team}/projects"
P = PROJECTS + "/{project}"
NDJSON = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}
ENTRIES_AT_MOST = 500


class NewProject(msgspec.Struct, forbid_unknown_fields=True):
    id: Id
    name: Name
    lists: Annotated[list[FirstList], msgspec.Meta(max_length=20)] = []


class EntriesQuery(msgspec.Struct):
    after: Seq
    limit: Annotated[int, msgspec.Meta(ge=1, le=ENTRIES_AT_MOST)] = ENTRIES_AT_MOST


class FeedQuery(msgspec.Struct):
    before: Seq | None = None


class SearchQuery(msgspec.Struct):
    q: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Found(msgspec.Struct):
    """`where`: "title", "description" or "comment"."""

    id: str
    title: str
    where: str


class FoundTasks(msgspec.Struct):
    tasks: list[Found]


@feature.route(
    "POST",
    PROJECTS,
    access=access.team("project.create"),
    body=NewProject,
    returns={201: Written},
    refuses=("exists", "full", "storage_full"),
)
def create(by: Member, ask: Ask) -> Answer:
    """Open a project"""
    if len({one.id for one in ask.body.lists}) != len(ask.body.lists):
        raise Refused("invalid", field="lists", reason="same_id_twice")
    return written(project.create(by, ask.op, ask.after, ask.body.id, ask.body.name, ask.body.lists), 201)


@feature.route("PATCH", P, access=access.project("project.edit"), body=NewName, returns={200: Written})
def rename(by: ProjectMember, ask: Ask) -> Answer:
    """Rename a project"""
    return written(
        project.change(by, ask.op, ask.after, "project.rename", "project.edit", {"name": ask.body.name})
    )


@feature.route("PUT", P + "/archive", access=access.project("project.archive"), returns={200: Written})
def archive(by: ProjectMember, ask: Ask) -> Answer:
    """Archive a project: it can be read and restored, not changed"""
    fields = {} if "archived_at" in by.record else {"archived_at": now()}
    return written(project.change(by, ask.op, ask.after, "project.archive", "project.archive", fields))


@feature.route("DELETE", P + "/archive", access=access.project("project.archive"), returns={200: Written})
def restore(by: ProjectMember, ask: Ask) -> Answer:
    """Restore an archived project"""
    return written(
        project.change(by, ask.op, ask.after, "project.restore", "project.archive", {"archived_at": None})
    )


@feature.route("PUT", P + "/guests/{member}", access=access.project("project.admit"), returns={200: Written})
def admit(by: ProjectMember, ask: Ask) -> Answer:
    """Let a guest into the project"""
    return written(
        project.change(
            by, ask.op, ask.after, "project.admit", "project.admit", {"guests": {ask.ids["member"]: True}}
        )
    )


@feature.route(
    "DELETE", P + "/guests/{member}", access=access.project("project.admit"), returns={200: Written}
)
def dismiss(by: ProjectMember, ask: Ask) -> Answer:
    """Take a guest out of the project"""
    return written(
        project.change(
            by, ask.op, ask.after, "project.dismiss", "project.admit", {"guests": {ask.ids["member"]: None}}
        )
    )


@feature.route("GET", P + "/board", access=access.project("project.read"), returns={200: bytes})
def read_board(by: ProjectMember, ask: Ask) -> Answer:
    """The board: its pages as they are stored, and the log's tail after them"""
    return Answer(board.pages_of(by), 200, dict(NDJSON))


@feature.route("GET", P + "/texts", access=access.project("project.read"), returns={200: bytes})
def read_texts(by: ProjectMember, ask: Ask) -> Answer:
    """All descriptions and comments, in the board's form"""
    return Answer(board.texts_of(by), 200, dict(NDJSON))


@feature.route("GET", P + "/texts/{task}", access=access.project("project.read"), returns={200: bytes})
def read_texts_of(by: ProjectMember, ask: Ask) -> Answer:
    """One task's description and comments, in the board's form"""
    return Answer(board.texts_of(by, ask.ids["task"]), 200, dict(NDJSON))


@feature.route(
    "GET", P + "/entries", access=access.project("project.read"), query=EntriesQuery, returns={200: Entries}
)
def entries(by: ProjectMember, ask: Ask) -> Answer:
    """What came after a seq"""
    return Answer(board.entries_after(by, ask.query.after, ask.query.limit))


@feature.route(
    "POST",
    P + "/entries",
    access=access.project("project.read"),
    body=board.Batch,
    returns={200: BatchDone},
    refuses=("archived",),
    keyed=False,
)
def batch(by: ProjectMember, ask: Ask) -> Answer:
    """Everything an outbox gathered, each op with its own key and its own result"""
    outcomes = board.do_all(by, ask.body)
    results = [result(one, outcome, ask) for one, outcome in zip(ask.body.ops, outcomes, strict=True)]
    after = board.entries_after(by, ask.body.after, ENTRIES_AT_MOST)
    return Answer({"seq": after["seq"], "results": results, "entries": after["entries"]})


@feature.route(
    "GET", P + "/feed", access=access.project("project.read"), query=FeedQuery, returns={200: FeedPage}
)
def activity(by: ProjectMember, ask: Ask) -> Answer:
    """What happened in the project, newest first"""
    items, before = feed.of_project(by.space, ask.query.before, usage.since(by.member.team))
    return Answer({"items": items} | ({} if before is None else {"before": before}))


@feature.route(
    "GET", P + "/search", access=access.project("project.read"), query=SearchQuery, returns={200: FoundTasks}
)
def find(by: ProjectMember, ask: Ask) -> Answer:
    """Tasks whose title, description or comments hold the words, exact accents first"""
    return Answer({"tasks": search.tasks(by, ask.query.q)})


def result(one: board.BatchOp, outcome: Outcome, ask: Ask) -> dict[str, Any]:
    if isinstance(outcome.error, Refused):
        problem = outcome.error.problem(ask.language, ask.request_id)
        return {"op": one.op, "status": outcome.error.status, "problem": problem}
    if outcome.error is not None:
        raise outcome.error
    return {"op": one.op, "status": 200, "seq": outcome.seq}


def written(outcome: Outcome, status: int = 200) -> Answer:
    return Answer({"seq": outcome.seq}, status)


def single(verb: Verb) -> None:
    """The route of one verb."""

    def handle(by: ProjectMember, ask: Ask) -> Answer:
        body = ask.body if verb.body is not None else ask.query
        return written(board.do(by, ask.op, ask.after, verb, dict(ask.ids), body), verb.status)

    feature.route(
        verb.method,
        P + verb.path,
        access=access.project(verb.can),
        body=verb.body,
        query=verb.query,
        returns={verb.status: Written},
        refuses=("archived", *verb.refuses),
        summary=verb.summary,
    )(handle)


for each in board.VERBS.verbs:
    single(each)
