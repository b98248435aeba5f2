"""The rows of the table of doors that are about plans and orders."""

from typing import Any

from tests.billing.buying import BUYER, hashes, order
from tests.contacts.contacts import new_number, set_to
from tests.doors import Row, World
from tests.people import Person

T = "/teams/{team}"
ONE = T + "/orders/{order}"
MEMBERS = " 200  200  200   403   404     401"
OWNER = "   200  403  403   403   404     401"
_made: dict[str, dict[str, Any]] = {}


def order_of(owner: Person, team: str) -> dict[str, Any]:
    """The team's order, made when it is first asked for: a team may order ten times a day."""
    if team not in _made:
        set_to(owner, "phone", new_number())
        _made[team] = order(owner, team)
    return _made[team]


def agreed(world: World, *_: object) -> dict[str, str]:
    return hashes(order_of(world.cast.alice, world.team))


def bought(world: World, *_: object) -> dict[str, object]:
    order_of(world.cast.alice, world.team)  # a phone is verified on the way
    return {"months": 1, "buyer": BUYER}


BILLING = [
    Row("GET", T + "/plan", MEMBERS),
    Row("GET", T + "/orders", OWNER),
    Row("POST", T + "/orders", OWNER.replace("200", "201"), bought),
    Row("PUT", ONE + "/acceptance", OWNER, agreed),
    Row("GET", ONE + "/documents/{document}", OWNER),
]
