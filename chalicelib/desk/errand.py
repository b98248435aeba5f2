"""Errands: what the desk wants done that needs keys it has not. The desk writes a row; the product's minute job does it,
in its own process, and writes down what came of it. What an errand may be is listed here, and who does it in
jobs/errands.py.

An errand is done at least once and its outcome stands once, so whatever it is may be repeated.
"""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from chalicelib.clock import now
from chalicelib.desk.reason import Reader
from chalicelib.ids import long_id_from
from chalicelib.store import rows
from chalicelib.store.tables import Errand as Row

# About an account: try the waiting mails now; forget limits reached while signing in; begin the wait of a lost device;
# sign out everywhere. About an order: look whether it is paid. About a team: put it on a plan, end what was granted;
# tell its owner what the abuse desk decided (the note says which). About a ticket: mail its person that there is an
# answer.
What = Literal[
    "resend-mails", "lift-limits", "start-recovery", "end-sessions", "settle-order", "grant-plan", "revoke-plan",
    "tell-owner", "tell-answer",
]  # fmt: skip
KINDS: tuple[What, ...] = get_args(What)
WAITING = "waiting"
WAITS = 24 * 3600 * 1000  # milliseconds after which one that keeps failing is given up
Outcome = Literal["done", "nothing", "refused", "failed"]


class Errand(msgspec.Struct):
    """One errand: `outcome` None while it is being carried out; `many` of what (mails, limits, sessions) it was, for an
    order the đồng that are missing. `note` and `words`: the reason, from the list and as it was typed. Times in
    milliseconds."""

    id: str
    what: str
    agent: str
    note: str | None
    words: str | None
    asked_at: int
    done_at: int | None
    outcome: str | None
    many: int | None


def id_of(agent: str, op: str) -> str:
    """The id of the errand that this request leaves."""
    return long_id_from("errand", agent, op)


def ask(
    agent: str, op: str, what: What, about: str, *, account: str | None = None, note: str | None = None,
    reason: bytes | None = None, reader: Reader | None = None,
) -> Errand:  # fmt: skip
    """Leave an errand; a repeated op finds the one it left. `reason` is what reason.seal() sealed to it."""
    id = id_of(agent, op)
    row = rows.find(Row, about, id)
    if row is None:
        row = Row(
            WAITING, id, what=what, about=about, account=account, agent=agent, note=note, asked_at=now(), body=reason
        )  # fmt: skip
        if not rows.insert(row):
            row = rows.find(Row, WAITING, id) or row
    return _told(row, reader)


def of(about: str, reader: Reader | None = None) -> list[Errand]:
    """The errands about something, the newest first; reasons in words only with a `reader`."""
    waiting = [row for row in rows.under(Row, WAITING) if row.about == about]
    done = {row.id: row for row in rows.under(Row, about)}
    found = [*done.values(), *(row for row in waiting if row.id not in done)]
    return sorted((_told(row, reader) for row in found), key=lambda one: -one.asked_at)


def find(about: str, id: str) -> Row | None:
    """One errand's row; it changes its place when it is done."""
    # In this order: the waiting row goes only after the one that says what came of it is there.
    return rows.find(Row, WAITING, id) or rows.find(Row, about, id)


def waiting() -> list[Row]:
    """What is to be done, in no order."""
    return rows.under(Row, WAITING)


def finish(row: Row, outcome: Outcome, many: int | None = None) -> None:
    """Write down what came of it; of two who did it the first is believed."""
    rows.insert(
        Row(
            row.about, row.id, what=row.what, about=row.about, account=row.account, agent=row.agent, note=row.note,
            asked_at=row.asked_at, done_at=now(), outcome=outcome, many=many, body=row.body,
        )
    )  # fmt: skip
    rows.remove(Row(WAITING, row.id))


def forget(about: str) -> None:
    """Remove what was done for an account that is erased."""
    for row in [*rows.under(Row, about), *(one for one in waiting() if one.about == about)]:
        rows.remove(row)


def _told(row: Row, reader: Reader | None = None) -> Errand:
    return Errand(
        row.id,
        row.what,
        row.agent,
        row.note,
        reader.words(row) if reader else None,
        int(row.asked_at),
        _int(row.done_at),
        row.outcome,
        _int(row.many),
    )


def _int(value: float | None) -> int | None:
    return None if value is None else int(value)
