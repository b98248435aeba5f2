"""Seats: which teams an account sits in. A seat only leads to the team; the team's own log says who is a member."""

from chalicelib.store import rows
from chalicelib.store.tables import Seat


def take(account: str, team: str) -> None:
    """Written before the team's log names the member, so that no member is without a way in."""
    rows.put(Seat(account, team))


def give_up(account: str, team: str) -> None:
    rows.remove(Seat(account, team))


def teams(account: str) -> list[str]:
    return [row.team for row in rows.under(Seat, account)]
