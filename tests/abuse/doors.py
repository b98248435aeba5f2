"""The doors to reporting abuse, and to how one's team is restricted."""

from tests.abuse.restricting import restrict
from tests.doors import Row, World
from tests.people import Person

T, P = "/teams/{team}", "/teams/{team}/projects/{project}"
#           owner admin member guest stranger nobody
TEAM = "    200  200  200   200   404     401"
OWNER = "   200  403  403   403   404     401"
KNOWN = "   200  200  200   200   200     401"


def a_task(world: World, *_: object) -> dict[str, object]:
    return {"reason": "spam", "attached": [{"kind": "title", "task": world.task, "text": "Cửa"}]}


def an_invitation(world: World, who: str, _: object) -> dict[str, str]:
    """Into a team that nobody of the cast is in."""
    founder = Person(world.cast.site, "erin").sign_in()
    token = world.link(founder, founder.found_team("Làm giàu nhanh"), "guest")
    return {"token": token, "reason": "recruitment", "team_name": "Làm giàu nhanh", "invited_by": "erin"}


def warned_team(world: World, who: str) -> dict[str, str]:
    """A team of alice's with the others in it as in hers, that the desk has warned; made once for a world."""
    if "warned" not in vars(world):
        alice = world.cast.alice
        world.warned = alice.found_team()  # type: ignore[attr-defined]
        for name, role in (("dana", "admin"), ("bob", "member"), ("gus", "guest")):
            alice.let_in(world.person(name), world.warned, role)  # type: ignore[attr-defined]
        restrict(world.cast.site, world.warned, "warn")  # type: ignore[attr-defined]
    return {"team": world.warned}  # type: ignore[attr-defined]


ABUSE = [
    Row("POST", P + "/reports", TEAM.replace("200", "201"), a_task),
    Row("POST", "/joinings/reports", KNOWN.replace("200", "201"), an_invitation),
    Row("GET", "/me/reports", KNOWN),
    Row("GET", T + "/restriction", TEAM),
    Row("POST", T + "/appeals", OWNER.replace("200", "204"), lambda *_: {"words": "Nhầm"}, ids=warned_team),
]
