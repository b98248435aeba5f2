"""Approvals: what one agent asks for and another confirms. That they are two is a condition on the row, so it holds
whichever process they meet; what was confirmed is done by the product, as an errand.
"""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from chalicelib.clock import now
from chalicelib.desk import errand
from chalicelib.ids import base62, long_id_from
from chalicelib.refusals import Refused
from chalicelib.store import rows
from chalicelib.store.tables import Approval as Row

What = Literal["grant-plan", "revoke-plan"]
KINDS: tuple[What, ...] = get_args(What)
QUEUE = "approvals"
MOST = 100


class Approval(msgspec.Struct):
    """One thing asked for: `decision` None while it waits for a second agent. Times in milliseconds."""

    id: str
    what: str
    team: str
    note: str | None
    asked_by: str
    asked_at: int
    decided_by: str | None
    decided_at: int | None
    decision: str | None


def ask(agent: str, op: str, what: What, team: str, note: str) -> Approval:
    """Ask for it; a repeated op finds what it asked."""
    at = now()
    # The newest are listed first, and an op that is repeated within the hour is found by its own id.
    for row in rows.newest(Row, QUEUE, MOST):
        if row.id.endswith(_of(agent, op)):
            return _told(row)
    row = Row(
        QUEUE,
        f"{base62(at, 8)}{_of(agent, op)}",
        what=what,
        team=team,
        note=note,
        asked_by=agent,
        asked_at=at,
    )
    rows.insert(row)
    return _told(row)


def newest() -> list[Approval]:
    """What was asked of late, the newest first."""
    return [_told(row) for row in rows.newest(Row, QUEUE, MOST)]


def find(id: str) -> Approval:
    """One of them; Refused("not_found")."""
    row = rows.find(Row, QUEUE, id) if len(id) == 20 else None
    if row is None:
        raise Refused("not_found")
    return _told(row)


def confirm(agent: str, id: str) -> Approval:
    """Confirm what another agent asked; the product then does it. Refused: second_agent, decided, not_found."""
    row = _row(id)
    if row.asked_by == agent:
        raise Refused("second_agent")
    another = (Row.asked_by != agent) & Row.decided_by.does_not_exist()
    actions = [Row.decided_by.set(agent), Row.decided_at.set(now()), Row.decision.set("confirmed")]
    if not rows.change(row, actions, another):
        row = _row(id)
        # The same agent again, whose first request perhaps ended before the errand was left.
        if (row.decided_by, row.decision) != (agent, "confirmed"):
            raise Refused("decided")
    errand.ask(row.asked_by, row.id, msgspec.convert(row.what, What), row.team, note=row.note)
    return _told(row)


def decline(agent: str, id: str) -> Approval:
    """Turn it down, or take back what one asked oneself. Refused: decided, not_found."""
    row = _row(id)
    actions = [Row.decided_by.set(agent), Row.decided_at.set(now()), Row.decision.set("declined")]
    if not rows.change(row, actions, Row.id.exists() & Row.decided_by.does_not_exist()):
        raise Refused("decided")
    return _told(row)


def _row(id: str) -> Row:
    row = rows.find(Row, QUEUE, id) if len(id) == 20 else None
    if row is None:
        raise Refused("not_found")
    return row


def _of(agent: str, op: str) -> str:
    return long_id_from("approval", agent, op)[-12:]


def _told(row: Row) -> Approval:
    decided = None if row.decided_at is None else int(row.decided_at)
    return Approval(
        row.id,
        row.what,
        row.team,
        row.note,
        row.asked_by,
        int(row.asked_at),
        row.decided_by,
        decided,
        row.decision,
    )
