"""Tickets: what a person asks support, and what is answered; each a case that only the two of them open.

Where a ticket stands is its state: `open` waits for the desk, `answered` and `waiting` (the desk has asked back) for its
person, `closed` for nobody. Whoever writes moves it on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from chalicelib.accounts import seat
from chalicelib.accounts.session import SignedIn
from chalicelib.billing import standing
from chalicelib.billing.plan import DAY, PLANS, Support
from chalicelib.cases import case
from chalicelib.cases.case import ACCOUNT, Case
from chalicelib.clock import now
from chalicelib.ids import is_long_id, long_id_from
from chalicelib.refusals import Refused
from chalicelib.store.busy import Busy
from chalicelib.teams.member import Member

KIND: case.Kind = "ticket"
State = Literal["open", "answered", "waiting", "closed"]
Topic = Literal["usage", "sign_in", "payment", "fault", "other"]
What = Literal["text", "closed", "reopened", "shared", "ended"]
# Whose turn it is, or who may want to know that it is over.
NEWS = frozenset({"answered", "waiting", "closed"})
REOPENED_WITHIN = 30 * DAY
SHOWN_AT_MOST = 100  # of one person's, the newest
TRIES = 5


class Facts(msgspec.Struct):
    """What a ticket is about. `error` is the id of the request that failed, "" where it is about none."""

    subject: str
    topic: Topic
    language: str
    error: str = ""
    closed_at: int | None = None


class Said(case.Once):
    """One entry: a `text`, or that something happened. `view` is the id of what was shown to support."""

    what: What = "text"
    text: str = ""
    view: str = ""


def start(by: SignedIn, op: str, facts: Facts, text: str, team: str | None) -> Case:
    """Hand in a ticket with its first words; the same one again for the same op. Refused("not_found") for a team that
    the person is not in."""
    if team is not None:
        Member.of(by, team)
    held = case.start(KIND, by.id, "open", facts, team, long_id_from(by.id, op, KIND), facts.topic)
    case.say_once(held, ACCOUNT, Said(op, "text", text))
    case.see(held)
    return held


def find(account: str, id: str) -> Case:
    """The account's own ticket; Refused("not_found")."""
    held = case.by_account(KIND, id, account) if is_long_id(id) else None
    if held is None:
        raise Refused("not_found")
    return held


def mine(account: str) -> list[Case]:
    """The account's tickets, the one that changed last first."""
    newest = sorted(case.of_account(account, KIND), key=lambda row: -row.changed_at)
    found = (case.by_account(KIND, row.id, account) for row in newest[:SHOWN_AT_MOST])
    return [one for one in found if one is not None]


def write(account: str, id: str, op: str, text: str) -> Case:
    """Write on; it is the desk's turn again. Refused: not_found, ticket_closed."""
    held = find(account, id)
    if held.state == "closed" and not _was_said(held, ACCOUNT, op):
        raise Refused("ticket_closed")
    place = case.say_once(held, ACCOUNT, Said(op, "text", text))
    held = turn(lambda: find(account, id), place, "open")
    case.see(held)
    return held


def close(account: str, id: str, op: str) -> Case:
    """It needs no answer any more."""
    held = find(account, id)
    shut(held, ACCOUNT, op)
    case.see(held)
    return find(account, id)


def reopen(account: str, id: str, op: str) -> Case:
    """Open it again, within REOPENED_WITHIN of its closing; one that is open stays as it is. Refused: ticket_over."""
    held = find(account, id)
    facts = held.facts(Facts)
    if held.state == "closed":
        if now() > (facts.closed_at or 0) + REOPENED_WITHIN:
            raise Refused("ticket_over")
        facts.closed_at = None
        move(held, "open", facts)
        case.say_once(held, ACCOUNT, Said(op, "reopened"))
    case.see(held)
    return find(account, id)


def see(account: str, id: str) -> None:
    """Its person has read it as it stands."""
    case.see(find(account, id))


def unseen(account: str) -> list[str]:
    """The ids of the tickets that say something which their person has not read."""
    return case.unseen(account, KIND, NEWS)


def entries(held: Case) -> list[case.Entry]:
    """Everything said in it, in order."""
    return case.entries(held)


def turn(read: Callable[[], Case], place: int, state: State) -> Case:
    """After the words at `place` it stands so, unless more was said since: a late retry takes nobody's turn back.
    Gives it as it stands then; Busy when it changes without end."""
    for _ in range(TRIES):
        held = read()
        last = max(one.number for one in case.entries(held) if said(one).what == "text")
        if held.state in (state, "closed") or place != last:
            return held
        if case.change(held, state):
            return read()
    raise Busy(1.0, "a ticket is written to from many sides")


def shut(held: Case, by: str, op: str) -> None:
    """Close it, whoever does; one that is closed stays as it is."""
    if held.state != "closed":
        facts = held.facts(Facts)
        facts.closed_at = now()
        move(held, "closed", facts)
        case.say_once(held, by, Said(op, "closed"))


def move(held: Case, state: State, facts: Facts) -> None:
    """Refused("ticket_changed") when somebody else did meanwhile: whoever decides has seen how it stands."""
    if not case.change(held, state, facts):
        raise Refused("ticket_changed")


def reopens_until(held: Case, facts: Facts) -> int | None:
    """Until when a closed ticket can be opened again; None for one that is open."""
    return None if held.state != "closed" else (facts.closed_at or 0) + REOPENED_WITHIN


def said(entry: case.Entry) -> Said:
    return msgspec.json.decode(entry.body, type=Said)


def hours(account: str) -> dict[str, Support]:
    """When somebody answers: "" without a team, and by each of the account's teams."""
    return {"": PLANS["free"].support} | {
        team: standing.known(team).plan.support for team in seat.teams(account)
    }


def _was_said(held: Case, by: str, op: str) -> bool:
    return any(one.by == by and said(one).op == op for one in case.entries(held))
