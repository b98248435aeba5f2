"""The doors to one's own contacts, and the one behind a notice's link."""

from tests.contacts.contacts import ask, new_address, new_number, notice, set_to
from tests.doors import Row, World
from tests.people import Person

#           owner admin member guest stranger nobody
EVERYONE = "200  200  200   200   200     200"
OWN = "     200  200  200   200   200     401"
SENT = OWN.replace("200", "202")
DONE = OWN.replace("200", "204")


def asked(kind: str, value: str, world: World, who: str) -> dict[str, str]:
    """Verified by the one who asks."""
    return {"verification": "A" * 22, "code": "000000"} if who == "nobody" else ask(world.asker, kind, value)


def newcomer(world: World, who: str) -> Person:
    """A change of their address would be felt by the rows after it: somebody new changes in their place."""
    return world.person(who) if who == "nobody" else Person(world.cast.site, who).sign_in()


def a_notice(world: World, *_: object) -> dict[str, str]:
    """That somebody new got, about their first number."""
    minh = Person(world.cast.site, "minh").sign_in()
    set_to(minh, "phone", new_number())
    link = notice(world.cast.site, minh.email)
    return {"alert": link.alert, "token": link.token}


CONTACTS = [
    Row("GET", "/me/contacts", OWN),
    Row("POST", "/me/email/verifications", SENT, lambda *_: {"email": new_address()}, asker=newcomer),
    Row("PUT", "/me/email", OWN, lambda w, who, _: asked("email", new_address(), w, who), asker=newcomer),
    Row("POST", "/me/phone/verifications", SENT, lambda *_: {"phone": new_number()}, asker=newcomer),
    Row("PUT", "/me/phone", OWN, lambda w, who, _: asked("phone", new_number(), w, who), asker=newcomer),
    Row("DELETE", "/me/phone", DONE, asker=newcomer),
    Row("POST", "/not-me", EVERYONE, a_notice),
]
