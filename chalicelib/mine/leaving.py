"""What becomes of the teams that somebody owns, asked before their account closes."""

from typing import Annotated, Literal

import msgspec

from chalicelib.accounts.session import SignedIn
from chalicelib.ids import LONG, SHORT
from chalicelib.leave import erasure
from chalicelib.refusals import Refused
from chalicelib.teams import member, ownership, team
from chalicelib.teams.member import Member

# A team whose erasing was asked for with the closing is due within so many milliseconds of it.
TOGETHER = 10 * 60 * 1000


class Heir(msgspec.Struct):
    """A member who may take a team over."""

    id: str
    name: str
    role: str


class Owned(msgspec.Struct):
    """A team that I own: who may take it over, the first in line first, and how many others are in it, guests included."""

    id: str
    name: str
    heirs: list[Heir]
    others: int


class Choice(msgspec.Struct, forbid_unknown_fields=True):
    """Hand the team over to `member` at once, or have it erased in thirty days, as the account is."""

    team: Annotated[str, msgspec.Meta(pattern=LONG)]
    then: Literal["hand_over", "erase"]
    member: Annotated[str, msgspec.Meta(pattern=SHORT)] | None = None


def owned(by: SignedIn) -> list[Owned]:
    """The teams to be asked about."""
    return [shown(place) for place in asked(by)]


def asked(by: SignedIn) -> list[Member]:
    """Those that it owns and that are not to be erased already."""
    return [place for place in ownership.owned(by) if not member.is_closing(place.state)]


def shown(place: Member) -> Owned:
    found = [Heir(id, one["name"], one["role"]) for id, one in ownership.heirs(place.state, place.id)]
    return Owned(place.team, team.name_of(place.state), found, len(ownership.others(place.state, place.id)))


def settle(by: SignedIn, op: str, choices: list[Choice]) -> None:
    """Hand over what is to be handed over, and begin the thirty days of what is to be erased. A choice about a team that
    is not owned (any more) is passed over, so that sending the same again goes on where it was cut off.

    Refused before anything is done: teams_unanswered (with the `teams`), invalid; then as a hand-over is: not_found,
    not_allowed.
    """
    places, chosen = asked(by), {one.team: one for one in choices}
    open = [place.team for place in places if place.team not in chosen]
    if open:
        raise Refused("teams_unanswered", teams=open)
    for place in places:
        choice = chosen[place.team]
        if choice.then == "hand_over" and choice.member in (None, place.id):
            raise Refused("invalid", field="teams.member", reason="missing")
    for place in sorted(places, key=lambda place: chosen[place.team].then == "erase"):
        heir = chosen[place.team].member
        if chosen[place.team].then == "erase":
            erasure.begin(place, op, None, at_once=False)
        elif heir is not None:
            member.hand_over(place, op, None, heir)


def keep_teams(id: str, closes_at: int) -> None:
    """An account was kept that would have been erased at `closes_at`: so are the teams that were to go with it."""
    for place in ownership.owned(SignedIn(id, "", "", 0)):
        due = team.erases_at(place.state)
        if due is not None and abs(due - closes_at) <= TOGETHER:
            try:
                erasure.call_off(place, f"kept-{closes_at}", None)
            except Refused:
                continue  # its erasing has begun
