"""The doors to signing in, to one's own sessions and to one's own factors: everyone has their own, nobody another's."""

from typing import Any

from tests.doors import Row, World
from tests.factors.device import Device
from tests.factors.protected import PASSWORD, Protected
from tests.people import Person

#          owner admin member guest stranger nobody
OWN = "    200  200  200   200   200     401"
EVERYONE = "200 200  200   200   200     200"
DONE, MADE = OWN.replace("200", "204"), OWN.replace("200", "201")
NOBODYS = {"challenge": "AAAA", "user": {"id": "AAAA"}}


def proof_code(world: World, who: str, _: object) -> dict[str, str]:
    """Mailed to the one who asks."""
    if who == "nobody":
        return {"attempt": "A" * 22, "code": "ABCDEFGH"}
    attempt = world.asker.post("/session/proof/mail", None)["attempt"]
    return {"attempt": attempt, "code": world.cast.site.mails(world.asker.email)[0]["code"]}


def stranger(world: World, _: str) -> Person:
    """A browser where nobody is signed in."""
    return Person(world.cast.site, "ai")


def newcomer(world: World, who: str) -> Person:
    """Somebody of their own, whom the row may change as it likes."""
    return world.person(who) if who == "nobody" else Protected(world.cast.site, who)


def with_passkey(world: World, who: str) -> Person:
    if who == "nobody":
        return world.person(who)
    made = Protected(world.cast.site, who)
    made.with_passkey()
    return made


def keeper(world: World) -> tuple[Protected, Device]:
    """Somebody with a password and a passkey, the same for all rows of a cast."""
    if "keeper" not in vars(world.cast):
        held = Protected(world.cast.site).with_password()
        world.cast.keeper = held, held.with_passkey()  # type: ignore[attr-defined]
    return world.cast.keeper  # type: ignore[attr-defined,no-any-return]


def own_password(world: World, *_: object) -> dict[str, str]:
    return {"email": keeper(world)[0].email, "password": PASSWORD}


def asked_step(world: World, _: str) -> dict[str, str]:
    asked = world.asker.post("/sign-in/passkey", None)
    world.options = asked["options"]  # type: ignore[attr-defined]
    return {"step": asked["step"]}


def signed(world: World, *_: object) -> dict[str, Any]:
    return {"passkey": keeper(world)[1].get(getattr(world, "options", NOBODYS))}


def new_passkey(world: World, who: str, _: object) -> dict[str, Any]:
    asked = {"step": "A" * 22, "options": NOBODYS}
    if who != "nobody":
        asked = world.asker.post("/me/passkeys/options", None)
    device = Device(world.cast.site.origin)
    return {"step": asked["step"], "name": "Máy", "passkey": device.create(asked["options"])}  # type: ignore[arg-type]


def new_app(world: World, who: str, _: object) -> dict[str, Any]:
    if not isinstance(world.asker, Protected):
        return {"step": "A" * 22, "code": "000000"}
    return world.asker.app_asked()


FACTORS = [
    Row("POST", "/sign-in/password", EVERYONE.replace("200", "201"), own_password, asker=stranger),
    Row("POST", "/sign-in/passkey", EVERYONE, asker=stranger),
    Row(
        "POST", "/sign-in/steps/{step}", EVERYONE.replace("200", "201"), signed,
        ids=asked_step, asker=stranger, absent=410,
    ),
    Row("GET", "/me/sessions", OWN),
    Row("DELETE", "/me/sessions", DONE),
    Row("DELETE", "/me/sessions/{browser}", DONE),
    Row("GET", "/session/proof", OWN),
    Row("POST", "/session/proof/mail", OWN.replace("200", "202")),
    Row("POST", "/session/proof/passkey", OWN),
    Row("POST", "/session/proof", DONE, proof_code),
    Row("GET", "/me/factors", OWN),
    Row("PUT", "/me/password", DONE, lambda *_: {"password": PASSWORD}),
    Row("DELETE", "/me/password", DONE),
    Row("POST", "/me/passkeys/options", OWN),
    Row("POST", "/me/passkeys", MADE, new_passkey),
    Row("PATCH", "/me/passkeys/{passkey}", DONE, lambda *_: {"name": "Máy mới"}),
    Row("DELETE", "/me/passkeys/{passkey}", DONE),
    Row("POST", "/me/totp", OWN),
    Row("PUT", "/me/totp", OWN, new_app, asker=newcomer),
    Row("DELETE", "/me/totp", DONE),
    Row("POST", "/me/recovery-codes", MADE, asker=with_passkey),
    Row("DELETE", "/me/two-step", DONE),
]  # fmt: skip
