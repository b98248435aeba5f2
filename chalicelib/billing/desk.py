"""What the operator may order about plans; given as infra/finance says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, get_args

from chalicelib.billing import standing
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


def _known(team: str) -> str:
    if not is_long_id(team) or space.state(team).get("team", "team") is None:
        raise NotSo(f"there is no team {team[:40]!r}")
    return team


ORDERS: dict[str, Callable[..., dict[str, Any]]] = {
    "plan": look,
    "plan-grant": grant,
    "plan-revoke": revoke,
}
