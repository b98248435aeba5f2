"""Projects: a team's record of each, and the way into a project's own space."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

import msgspec

from chalicelib.billing import usage
from chalicelib.clock import now
from chalicelib.ids import SHORT
from chalicelib.projects.place import spread
from chalicelib.refusals import Refused
from chalicelib.store import space
from chalicelib.store.records import Record
from chalicelib.store.reducer import Change
from chalicelib.store.space import Outcome, Proposal, State
from chalicelib.teams.member import Member, accepted, must, present

Id = Annotated[str, msgspec.Meta(pattern=SHORT, max_length=12)]  # `$` would let a line end pass
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern=r"\S")]

PROJECTS_AT_MOST = 500


class Project(Record, kind="project", set="board"):
    """A project as its team knows it; its lists and tasks live in the space `<team>/<project>`."""

    name: Name
    created_at: int
    created_by: str
    archived_at: int | None = None
    guests: dict[str, bool] = {}


class FirstList(msgspec.Struct, forbid_unknown_fields=True):
    id: Id
    name: Name


class ProjectMember:
    """A member inside one project: the way to its board. `space` is the project's log."""

    def __init__(self, member: Member, id: str, record: Mapping[str, Any]) -> None:
        self.member = member
        self.id = id
        self.record = record
        self.space = space_of(member.team, id)

    @classmethod
    def of(cls, member: Member, id: str) -> "ProjectMember":
        """The project for this member; guests find only those they were admitted to."""
        record = member.state.get("project", id)
        if record is None or not visible(record, member):
            raise Refused("not_found")
        return cls(member, id, record)

    def must_be_open(self) -> None:
        if "archived_at" in self.record:
            raise Refused("archived")


def space_of(team: str, project: str) -> str:
    return f"{team}/{project}"


def visible(record: Mapping[str, Any], member: Member) -> bool:
    return member.role != "guest" or bool(record.get("guests", {}).get(member.id))


def create(by: Member, op: str, after: int | None, id: str, name: str, lists: list[FirstList]) -> Outcome:
    """Open a project with its first lists.

    The project's own space is begun before the team's record points at it: a crash between leaves a space
    nobody can reach, and the retry finds it begun. Raises Refused("exists") when the id is taken.
    """
    begin = [
        {"kind": "list", "id": one.id, "set": {"name": one.name, "position": position}}
        for one, position in zip(lists, spread(len(lists)), strict=True)
    ]
    if begin and by.state.get("project", id) is None:
        first = Proposal(op, 0, by.id, "list.create", only_first(begin))
        space.commit(space_of(by.team, id), [first])

    def decide(state: State) -> list[Change]:
        must(state, by.id, "project.create")
        usage.must_have_room(by.team)
        if state.get("project", id) is not None:
            raise Refused("exists", id=id)
        if len(state.of("project")) >= PROJECTS_AT_MOST:
            raise Refused("full", limit=PROJECTS_AT_MOST)
        fields: dict[str, Any] = {"name": name, "created_at": now(), "created_by": by.id, "guests": {}}
        return [{"kind": "project", "id": id, "set": fields}]

    return by.commit(op, after, "project.create", decide)


def only_first(changes: list[Change]) -> Callable[[State], list[Change]]:
    return lambda state: [] if state.seq else changes


def change(
    by: ProjectMember, op: str, after: int | None, verb: str, can: str, fields: Mapping[str, Any]
) -> Outcome:
    """Merge `fields` into the project's record (name, archived_at, guests), as who `can`."""

    def decide(state: State) -> list[Change]:
        must(state, by.member.id, can)
        record = state.get("project", by.id)
        if record is None:
            raise Refused("not_found")
        for guest, admitted in fields.get("guests", {}).items():
            if state.get("member", guest) is None:
                raise Refused("not_found")
            if admitted and present(state, guest)["role"] != "guest":
                raise Refused("invalid", field="member", reason="not_a_guest")
        merged = {name: value for name, value in fields.items() if record.get(name) != value}
        return [{"kind": "project", "id": by.id, "set": merged}] if merged else []

    return by.member.commit(op, after, verb, decide)


def commit(by: ProjectMember, proposals: list[Proposal]) -> list[Outcome]:
    """Append what members do on the board; each outcome stands for itself."""
    return space.commit(by.space, proposals)


def commit_one(by: ProjectMember, proposal: Proposal) -> Outcome:
    """Append one change; raises what it was refused with."""
    return accepted(space.commit(by.space, [proposal])[0])
