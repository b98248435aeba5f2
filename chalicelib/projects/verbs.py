"""Verbs: everything a member can do on a project's board, one row each.

A verb reads the board as it is now and gives the changes that carry it out, or refuses. The single
routes and the outbox's batch both go through this table, so there is one set of rules.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from chalicelib.billing import usage
from chalicelib.projects.project import ProjectMember
from chalicelib.refusals import Refused
from chalicelib.store.reducer import Change
from chalicelib.store.space import Proposal, State
from chalicelib.teams.role import CAN

Decide = Callable[["Doing"], list[Change]]


class Doing(msgspec.Struct):
    """One verb being done: who, on which ids, with what body, on which state of the board."""

    by: ProjectMember
    ids: Mapping[str, str]
    body: Any
    state: State
    op: str

    def find(self, kind: str, id: str | None = None) -> Mapping[str, Any]:
        """The record the path names (or `id`); Refused("not_found") when there is none."""
        record = self.state.get(kind, self.ids[kind] if id is None else id)
        if record is None:
            raise Refused("not_found")
        return record

    def must_be_new(self, kind: str) -> None:
        if self.state.get(kind, self.body.id) is not None:
            raise Refused("exists", id=self.body.id)


class Verb(msgspec.Struct, frozen=True):
    """`method` and `path` (under the project), what it is called in the log, who may, what it takes.

    `named` gives the log's word where it depends on the body (moving is an edit of the position).
    `grows`: refused while the team stores more than its plan holds.
    """

    method: str
    path: str
    name: str
    can: str
    decide: Decide
    summary: str
    body: Any = None
    query: Any = None
    status: int = 200
    exclusive: bool = False
    refuses: tuple[str, ...] = ()
    named: Callable[[Any], str] | None = None
    grows: bool = False

    def proposal(
        self, by: ProjectMember, op: str, after: int | None, ids: Mapping[str, str], body: Any
    ) -> Proposal:
        """What to append; refuses at once what the role or an archived project does not allow."""
        by.must_be_open()
        if by.member.role not in CAN[self.can]:
            raise Refused("not_allowed")

        def decide(state: State) -> list[Change]:
            if self.grows:
                usage.must_have_room(by.member.team)
            return self.decide(Doing(by, ids, body, state, op))

        name = self.named(body) if self.named else self.name
        return Proposal(op, after, by.member.id, name, decide, exclusive=self.exclusive)


def pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]{1,64})", path))


class VerbTable:
    """All verbs, found by method and path."""

    def __init__(self, verbs: Iterable[Verb]) -> None:
        self.verbs = list(verbs)
        self.patterns = [(verb, pattern(verb.path)) for verb in self.verbs]

    def match(self, method: str, path: str) -> tuple[Verb, dict[str, str]]:
        """The verb and the ids in `path`; Refused("no_route") when there is none."""
        for verb, shape in self.patterns:
            found = shape.fullmatch(path) if verb.method == method else None
            if found:
                return verb, found.groupdict()
        raise Refused("no_route")
