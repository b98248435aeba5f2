"""What finance does at the desk: enter bank statements, give payments that name no order to one, see how orders stand.

The desk cannot open an order: who buys stands sealed there. Whether the price is reached is looked at by the product,
as an errand that is left with every payment.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from chalicelib.billing import payment, standing
from chalicelib.billing.order import OPEN
from chalicelib.billing.payment import Line
from chalicelib.clock import now
from chalicelib.desk import errand
from chalicelib.desk.errand import Errand
from chalicelib.refusals import Refused
from chalicelib.store import rows
from chalicelib.store.billing_tables import Order, Reference, Term, Usage

MOST = 200  # transfers a statement; it is entered before Lambda ends


class Entered(msgspec.Struct):
    """What became of a line: the order's reference that it names, None for none; "known" was entered before."""

    id: str
    amount: int
    reference: str | None
    team: str | None
    entered: Literal["new", "known"]


class UnmatchedPayment(msgspec.Struct):
    """A payment that names no order, as the bank tells of it. `entered_at` in milliseconds."""

    payment: str
    id: str
    amount: int
    at: str
    text: str
    entered_at: int


class OrderSeen(msgspec.Struct):
    """How an order stands, without who buys: what came in, in đồng, and what the product found when it looked last."""

    reference: str
    team: str
    state: Literal["to_accept", "to_pay", "paid", "expired"]
    created_at: int
    accepted_at: int | None
    paid_at: int | None
    came: int
    errands: list[Errand]


class TermSeen(msgspec.Struct):
    """One stretch of a plan: so many months that were paid, or granted until a time (None: without end)."""

    plan: str
    from_at: int
    months: int | None
    ends_at: int | None


class PlanSeen(msgspec.Struct):
    """Which plan a team is on, until when, what it stores, its terms, and what was asked of late."""

    team: str
    plan: str
    state: str
    until: int | None
    stored: int | None
    terms: list[TermSeen]
    errands: list[Errand]


def enter(agent: str, lines: list[Line], dry: bool) -> list[Entered]:
    """Enter the lines, each once; `dry` only says what each would be."""
    told = []
    for line in lines:
        reference = payment.named(line.text)
        verdict = payment.enter(line, reference, dry)
        team = None if reference == payment.NONE else team_of(reference)
        if team and not dry:
            _look(agent, reference, payment.hashed(line.id))
        told.append(Entered(line.id, line.amount, None if team is None else reference, team, verdict))
    return told


def unmatched() -> list[UnmatchedPayment]:
    """The payments that name no order, the newest first."""
    found = [(row, payment.opened(row)) for row in payment.under(payment.NONE)]
    listed = [
        UnmatchedPayment(row.id, line.id, line.amount, line.at, line.text, int(row.entered_at))
        for row, line in found
    ]
    return sorted(listed, key=lambda one: -one.entered_at)


def assign(agent: str, id: str, reference: str) -> None:
    """Give a payment that names none to an order. Refused: not_found."""
    team_of(reference)
    if not payment.assign(id, reference):
        raise Refused("not_found")
    _look(agent, reference, id)


def order(reference: str) -> OrderSeen:
    """How an order stands. Refused: not_found."""
    team = team_of(reference)
    row = rows.find(Order, team, reference)
    if row is None:
        raise Refused("not_found")
    state: Literal["to_accept", "to_pay", "paid", "expired"]
    if row.paid_at is not None:
        state = "paid"
    elif now() >= row.created_at + OPEN:
        state = "expired"
    else:
        state = "to_accept" if row.accepted_at is None else "to_pay"
    return OrderSeen(
        reference, team, state, int(row.created_at), _int(row.accepted_at), _int(row.paid_at), payment.total(reference),
        errand.of(reference),
    )  # fmt: skip


def plan(team: str) -> PlanSeen:
    """How a team stands; a team that there is not is on the free plan like any new one."""
    held, size = standing.of(team), rows.find(Usage, team)
    terms = [
        TermSeen(row.plan, int(row.from_at), _int(row.months), _int(row.ends_at))
        for row in rows.under(Term, team)
    ]
    return PlanSeen(
        team, held.plan.name, held.state, held.until, None if size is None else int(size.bytes),
        sorted(terms, key=lambda one: -one.from_at), errand.of(team),
    )  # fmt: skip


def team_of(reference: str) -> str:
    """The team that a reference is of. Refused: not_found."""
    row = rows.find(Reference, reference) if payment.NAMED.fullmatch(reference) else None
    if row is None:
        raise Refused("not_found")
    return str(row.team)


def _look(agent: str, reference: str, payment_id: str) -> None:
    errand.ask(agent, f"settle {reference} {payment_id}", "settle-order", reference)


def _int(value: float | None) -> int | None:
    return None if value is None else int(value)
