"""The doors of recovery: open to anyone, each behind a step that this browser took before."""

from typing import Any

from tests.contacts.contacts import new_address
from tests.doors import Row, World
from tests.people import Person
from tests.recovery.ageing import hours_pass
from tests.recovery.lost import Lost, Owner, WithoutMail

#           owner admin member guest stranger nobody
EVERYONE = "200  200  200   200   200     200"
SENT = EVERYONE.replace("200", "202")
STEP, LOST = "/sign-in/steps/{step}/recovery", "/recoveries/{step}"
NONE = {"check": "A" * 22, "code": "000000"}


def stranger(world: World, _: str) -> Person:
    """A browser where nobody is signed in."""
    return Person(world.cast.site, "ai")


def follow(world: World, gone: Person, path: str) -> dict[str, str]:
    """The asker goes on where `gone` stands."""
    world.asker.cookies = dict(gone.cookies)
    world.gone = gone  # type: ignore[attr-defined]
    return {"step": path.split("/")[-1 if path.startswith("/recoveries") else -2]}


def at_step(world: World, _: str) -> dict[str, str]:
    lost = Lost(Owner(world.cast.site, aged=False))
    return follow(world, lost, lost.path)


def begun(world: World, _: str) -> dict[str, str]:
    lost = Lost(Owner(world.cast.site, aged=False))
    lost.start()
    return follow(world, lost, lost.path)


def ready(world: World, _: str) -> dict[str, str]:
    hoa = Owner(world.cast.site, phone=False, aged=False)
    lost = Lost(hoa)
    lost.start()
    hours_pass(world.cast.site, hoa.id, 72.1)
    return follow(world, lost, lost.path)


def asked(world: World, _: str) -> dict[str, str]:
    hoa = Owner(world.cast.site, app=False, aged=False)
    lost = WithoutMail(hoa)
    step = lost.post("/recoveries", {"phone": hoa.number})["step"]
    return follow(world, lost, f"/recoveries/{step}")


def proved(world: World, _: str) -> dict[str, str]:
    lost = WithoutMail(Owner(world.cast.site, app=False, aged=False))
    lost.prove_number()
    return follow(world, lost, lost.path)


def waited(world: World, _: str) -> dict[str, str]:
    hoa = Owner(world.cast.site, app=False, aged=False)
    lost = WithoutMail(hoa)
    lost.start()
    hours_pass(world.cast.site, hoa.id, 72.1)
    lost.prove_number()
    return follow(world, lost, lost.path)


def phone_code(world: World, *_: object) -> dict[str, str]:
    gone = getattr(world, "gone", None)
    return gone.phone_code() if gone else NONE


def address_code(world: World, *_: object) -> dict[str, str]:
    gone = getattr(world, "gone", None)
    return gone.address_code() if gone else NONE


def number_code(world: World, *_: object) -> dict[str, Any]:
    gone = getattr(world, "gone", None)
    return {"code": world.cast.site.mails(gone.number)[0]["code"]} if gone else {"code": "000000"}


def own_number(world: World, *_: object) -> dict[str, str]:
    return {"phone": Owner(world.cast.site, app=False, aged=False).number}


RECOVERY = [
    Row("POST", STEP, SENT, ids=at_step, asker=stranger, absent=410),
    Row("POST", STEP + "/checks", SENT, ids=begun, asker=stranger, absent=410),
    Row("PUT", STEP + "/phone", EVERYONE, phone_code, ids=begun, asker=stranger, absent=410),
    Row(
        "POST", STEP + "/session", EVERYONE.replace("200", "201"), lambda *_: {},
        ids=ready, asker=stranger, absent=410,
    ),
    Row("POST", "/recoveries", SENT, own_number, asker=stranger),
    Row("POST", LOST + "/account", EVERYONE, number_code, ids=asked, asker=stranger, absent=410),
    Row(
        "POST", LOST + "/address", SENT, lambda *_: {"email": new_address()},
        ids=proved, asker=stranger, absent=410,
    ),
    Row("PUT", LOST + "/address", SENT, address_code, ids=proved, asker=stranger, absent=410),
    Row("POST", LOST + "/completion", EVERYONE, ids=waited, asker=stranger, absent=410),
]  # fmt: skip
