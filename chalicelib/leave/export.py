"""Exports: made in the browser from what its member may read anyway; here it is only entered that one was made.

So no content goes through another door, and no size is too large for a function's answer.
"""

from chalicelib.clock import now
from chalicelib.ids import short_id_from
from chalicelib.store.records import Record
from chalicelib.store.space import Outcome
from chalicelib.teams.member import Member
from chalicelib.teams.role import ADMINS


class Export(Record, kind="export", set="board"):
    """That a member took along what they may read; `whole`: they may read all of the team."""

    by: str
    at: int
    whole: bool


def enter(by: Member, op: str, after: int | None) -> Outcome:
    """Enter an export in the team's feed. Said before it is made: one that is broken off was begun."""
    made = {"by": by.id, "at": now(), "whole": by.role in ADMINS}
    change = {"kind": "export", "id": short_id_from(by.team, by.id, op), "set": made}
    return by.commit(op, after, "team.export", lambda state: [change])
