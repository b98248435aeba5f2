"""The rows of the table of doors that are about leaving: a team of their own is erased, or stays."""

from tests.doors import Row, World

T = "/teams/{team}"
TEAM = "    200  200  200   200   404     401"
OWNER = "   200  403  403   403   404     401"
KNOWN = "   200  200  200   200   200     401"
NAME = "Nhóm sẽ xóa"


def another_team(world: World, who: str) -> dict[str, str]:
    """A team of alice's with the others in it as in hers; made once for a world."""
    if "leaving" not in vars(world):
        alice = world.cast.alice
        world.leaving = alice.found_team(NAME)  # type: ignore[attr-defined]
        for name, role in (("dana", "admin"), ("bob", "member"), ("gus", "guest")):
            alice.let_in(world.person(name), world.leaving, role)  # type: ignore[attr-defined]
    return {"team": world.leaving}  # type: ignore[attr-defined]


def closing_team(world: World, who: str) -> dict[str, str]:
    """The same, about to be erased."""
    team = another_team(world, who)["team"]
    world.cast.alice.put(f"/teams/{team}/erasure", {"name": NAME})
    return {"team": team}


LEAVING = [
    Row("POST", T + "/exports", TEAM.replace("200", "201")),
    Row("PUT", T + "/erasure", OWNER, lambda *_: {"name": NAME}, ids=another_team),
    Row("DELETE", T + "/erasure", OWNER, ids=closing_team),
    Row("GET", "/me/certificates", KNOWN),
]
