"""Terms that are granted and not paid for: entered once under their id, and ended by whoever may."""

from chalicelib.billing import standing
from chalicelib.billing.plan import Name
from chalicelib.clock import now
from chalicelib.store import rows
from chalicelib.store.billing_tables import Term


def grant(team: str, id: str, plan: Name, ends_at: int | None) -> None:
    """Put the team on a plan from now on until then (milliseconds), or without end; once for each id."""
    rows.insert(Term(team, id, plan=plan, from_at=now(), ends_at=ends_at))
    standing.forget()


def end(team: str, plan: str, at: int) -> None:
    """End at that time (milliseconds) what was granted of a plan until then; the time of grace begins. What was paid for,
    and what was granted later, stays."""
    for row in rows.under(Term, team):
        granted = row.plan == plan and row.months is None and row.from_at <= at
        if granted and (row.ends_at is None or row.ends_at > at):
            rows.change(row, [Term.ends_at.set(at)], Term.team.exists())
    standing.forget()
