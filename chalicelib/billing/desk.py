"""What the operator may order about plans; given as infra/finance says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, get_args

import msgspec

from chalicelib.billing import order, payment, standing
from chalicelib.billing.plan import DAY, PLANS, Name
from chalicelib.clock import now
from chalicelib.ids import is_long_id, short_id_from
from chalicelib.store import rows, space
from chalicelib.store.billing_tables import Term


class NotSo(Exception):
    """An order that cannot be carried out; the text says why."""


def look(team: str) -> dict[str, Any]:
    """The team's standing."""
    held = standing.of(_known(team))
    return {"plan": held.plan.name, "state": held.state, "until": held.until}


def grant(team: str, plan: str, until: str | None = None) -> dict[str, Any]:
    """Put the team on a plan from now on, until the end of a day (2027-03-31, Vietnam's) or without end. The same
    order again on one day changes nothing."""
    if plan not in get_args(Name) or plan == "free":
        raise NotSo(f"{plan} is none of {', '.join(name for name in PLANS if name != 'free')}")
    ends = None
    if until is not None:
        day = datetime.fromisoformat(until).replace(tzinfo=standing.VIETNAM)
        ends = round(day.timestamp() * 1000) + DAY
    id = f"grant-{short_id_from(_known(team), plan, until or '', str(now() // DAY))}"
    rows.insert(Term(team, id, plan=plan, from_at=now(), ends_at=ends))
    standing.forget()
    return look(team)


def revoke(team: str, plan: str) -> dict[str, Any]:
    """End what was granted of a plan; the time of grace begins. What was paid for stays."""
    for row in rows.under(Term, _known(team)):
        if row.plan == plan and row.months is None and (row.ends_at is None or row.ends_at > now()):
            rows.change(row, [Term.ends_at.set(now())], Term.team.exists())
    standing.forget()
    return look(team)


def payments(lines: list[dict[str, Any]], dry: bool = False) -> dict[str, Any]:
    """Enter the lines of a bank statement; what became of each. The same statement again enters nothing."""
    told = []
    for one in lines:
        line = msgspec.convert(one, payment.Line)
        reference = payment.named(line.text)
        before = order.settle(reference) if not dry else None
        state = before.state if before else None
        verdict = payment.enter(line, reference, dry)
        told.append(
            {"id": line.id, "reference": reference, "entered": verdict}
            | _outcome(line, reference, state, dry, verdict)
        )
    return {"lines": told}


def _outcome(
    line: payment.Line, reference: str, state: str | None, dry: bool, verdict: str
) -> dict[str, Any]:
    """What a line does for its order, in the operator's words."""
    held = order.settle(reference) if not dry else order.named(reference)
    if held is None:
        return {"says": "names no order: assign it, or send it back"}
    came = payment.total(reference) + (line.amount if dry and verdict == "new" else 0)
    short = held.facts.amount - came
    if state == "paid" and verdict == "new":
        return {"says": "paid already: this is a second payment"}
    if short > 0:
        return {"says": f"short of {short} dong"}
    late = "late, " if state == "expired" else ""
    over = f", {-short} dong too much" if short else ""
    return {"says": f"{late}{'would be paid' if dry else held.state}{over}"}


def unmatched() -> dict[str, Any]:
    """The payments that name no order: ids and amounts; what the bank said of them is sealed for the desk."""
    found = payment.under(payment.NONE)
    return {"lines": [{"id": one.id, "amount": int(one.amount)} for one in found]}


def assign(id: str, reference: str) -> dict[str, Any]:
    """Give a payment that named none to an order."""
    if order.named(reference) is None:
        raise NotSo(f"there is no order {reference[:20]!r}")
    if not payment.assign(id, reference):
        raise NotSo(f"no payment {id[:40]!r} waits to be assigned")
    held = order.settle(reference)
    return {"reference": reference, "state": held.state if held else "", "paid": payment.total(reference)}


def _known(team: str) -> str:
    if not is_long_id(team) or space.state(team).get("team", "team") is None:
        raise NotSo(f"there is no team {team[:40]!r}")
    return team


ORDERS: dict[str, Callable[..., dict[str, Any]]] = {
    "plan": look,
    "plan-grant": grant,
    "plan-revoke": revoke,
    "payments": payments,
    "payments-unmatched": unmatched,
    "payments-assign": assign,
}
