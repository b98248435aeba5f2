"""What members do on a board: one verb at a time, or all that an outbox gathered as one entry."""

from typing import Annotated, Any, Literal

import msgspec

from chalicelib.projects import comment, label, project, task
from chalicelib.projects import list as list_
from chalicelib.projects.project import ProjectMember
from chalicelib.projects.verbs import Verb, VerbTable
from chalicelib.refusals import Refused
from chalicelib.shapes import shaped
from chalicelib.store import pages, space
from chalicelib.store.space import Outcome, Proposal

VERBS = VerbTable([*list_.VERBS, *label.VERBS, *task.VERBS, *comment.VERBS])
Seq = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class BatchOp(msgspec.Struct, forbid_unknown_fields=True):
    """One write of an outbox, as a request in miniature; `path` is relative to the project."""

    op: Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Za-z_-]{16,40}(?!\n)$")]
    method: Literal["POST", "PUT", "PATCH", "DELETE"]
    path: Annotated[str, msgspec.Meta(max_length=200)]
    body: Any = None


class Batch(msgspec.Struct, forbid_unknown_fields=True):
    """What an outbox gathered. `after` is the oldest seq that its ops were made on."""

    after: Seq
    ops: Annotated[list[BatchOp], msgspec.Meta(min_length=1, max_length=100)]


def do(by: ProjectMember, op: str, after: int | None, verb: Verb, ids: dict[str, str], body: Any) -> Outcome:
    """One verb; raises what it is refused with."""
    return project.commit_one(by, verb.proposal(by, op, after, ids, body))


def do_all(by: ProjectMember, batch: Batch) -> list[Outcome]:
    """All ops in order, the accepted ones in one entry; each outcome stands for itself.

    A refused op has an Outcome whose `error` is its Refused; the others go on.
    """
    by.must_be_open()
    results: dict[int, Outcome] = {}
    proposals: list[tuple[int, Proposal]] = []
    for index, one in enumerate(batch.ops):
        try:
            verb, ids = VERBS.match(one.method, one.path)
            shape = verb.body or verb.query
            body = shaped({} if one.body is None else one.body, shape) if shape is not None else None
            proposals.append((index, verb.proposal(by, one.op, batch.after, ids, body)))
        except Refused as refused:
            results[index] = Outcome(seq=0, error=refused, repeated=False, changes=[])
    outcomes = project.commit(by, [proposal for _, proposal in proposals]) if proposals else []
    for (index, _), outcome in zip(proposals, outcomes, strict=True):
        results[index] = outcome
    return [results[index] for index in range(len(batch.ops))]


def pages_of(by: ProjectMember) -> bytes:
    """The board as gzip NDJSON: its pages as they are stored, and the log's tail after them."""
    return pages.board(by.space)[0]


def texts_of(by: ProjectMember, task: str | None = None) -> bytes:
    """All descriptions and comments, or one task's, in the board's form; Refused("not_found") without that task."""
    if task is not None and space.state(by.space).get("task", task) is None:
        raise Refused("not_found")
    return pages.texts(by.space, task)[0]


def entries_after(by: ProjectMember, after: int, limit: int) -> dict[str, Any]:
    """The head's seq, and up to `limit` entries after `after`, oldest first."""
    now_known = space.state(by.space)
    found = [
        {"seq": entry.seq, "ops": entry.ops} | ({} if entry.back is None else {"back": entry.back})
        for entry in now_known.entries_after(after)[:limit]
    ]
    return {"seq": now_known.seq, "entries": found}
