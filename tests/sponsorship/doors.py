"""The rows of the table of doors that are about sponsorship, at the product."""

from typing import Any

from tests.doors import Row, World
from tests.sponsorship.applying import SAID, applied, asked_more, attach, draft_with_file, path, send
from tests.sponsorship.files import pdf

T = "/teams/{team}/sponsorships"
ONE = T + "/{sponsorship}"
FILE = ONE + "/files/{file}"
EVERYONE = "200  200  200   200   200     200"
OWNER = "   200  403  403   403   404     401"
MADE, DONE = OWNER.replace("200", "201"), OWNER.replace("200", "204")


def consent(world: World, who: str, ids: dict[str, str]) -> dict[str, str]:
    """With everything filled in before, where it is alice's own draft."""
    own = path(world.team, draft_with_file(world.cast.alice, world.team)[0])
    world.cast.alice.put(own, SAID)
    terms = world.cast.nobody.get("/sponsorship-terms")
    return {name: terms[name] for name in ("version", "hash")}


def questioned(world: World, who: str) -> dict[str, str]:
    """An application that something was asked about."""
    alice = world.cast.alice
    draft_with_file(alice, world.team)
    id = applied(alice, world.team)
    asked_more(world.cast.site, id)
    return {"sponsorship": id}


def half_sent(world: World, who: str) -> dict[str, str]:
    id, _ = draft_with_file(world.cast.alice, world.team)
    return {
        "sponsorship": id,
        "file": send(world.cast.alice, path(world.team, id), "a.pdf", pdf(), skip=(0,)),
        "part": "0",
    }


def sent(world: World, who: str) -> dict[str, str]:
    id, _ = draft_with_file(world.cast.alice, world.team)
    return {"sponsorship": id, "file": send(world.cast.alice, path(world.team, id), "a.pdf", pdf())}


def another(world: World, who: str) -> dict[str, str]:
    id, _ = draft_with_file(world.cast.alice, world.team)
    return {"sponsorship": id, "file": attach(world.cast.alice, path(world.team, id))}


def a_part(*_: Any) -> bytes:
    return pdf()


SPONSORSHIP = [
    Row("GET", "/sponsorship-terms", EVERYONE),
    Row("GET", T, OWNER),
    Row("POST", T, MADE),
    Row("PUT", ONE, OWNER, lambda *_: SAID),
    Row("PUT", ONE + "/submission", OWNER, consent),
    Row("POST", ONE + "/answers", MADE, lambda *_: {"words": "Đã gửi thêm."}, ids=questioned),
    Row("POST", ONE + "/files", MADE, lambda *_: {"name": "a.pdf", "size": 1000}),
    Row("PUT", FILE + "/parts/{part}", DONE, a_part, ids=half_sent),
    Row("PUT", FILE + "/completion", OWNER, ids=sent),
    Row("GET", FILE, OWNER),
    Row("DELETE", FILE, OWNER, ids=another),
    Row("DELETE", ONE, DONE),
]
