"""The doors to one's own data and to closing the account."""

from tests.doors import Row, World
from tests.people import Person

#      owner admin member guest stranger nobody
OWN = "200  200  200   200   200     401"


def newcomer(world: World, who: str) -> Person:
    """Closing is felt by the rows after it: somebody new closes in their place."""
    return world.person(who) if who == "nobody" else Person(world.cast.site, who).sign_in()


def closed(world: World, who: str) -> Person:
    """Somebody whose account is closing, signed in again."""
    if who == "nobody":
        return world.person(who)
    made = newcomer(world, who)
    made.post("/me/closing", {})
    return made.sign_in()


MINE = [
    Row("GET", "/me/data", OWN),
    Row("GET", "/me/closing", OWN),
    Row("GET", "/me/closing", OWN, asker=closed),
    Row("POST", "/me/closing", OWN, lambda *_: {"teams": []}, asker=newcomer),
    Row("DELETE", "/me/closing", OWN.replace("200", "204"), asker=closed),
]
