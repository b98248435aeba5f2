"""The doors to tickets, and to what support is shown."""

from typing import Any

from tests.doors import Row, World
from tests.people import Person, new_op
from tests.site import Site
from tests.tickets.shared import ask_support, asked, copy_of, fill

T = "/teams/{team}"
EVERYONE = "200  200  200   200   200     200"
KNOWN = "   200  200  200   200   200     401"
MADE = "    201  201  201   201   201     401"
DONE = "    204  204  204   204   204     401"
ADMINS = "  201  201  403   403   404     401"
COPY = copy_of()


_tickets: dict[str, str] = {}


def ticket_of(person: Person) -> str:
    """A ticket of theirs, made when it is first asked for: ten a day may be."""
    if person.email not in _tickets:
        _tickets[person.email] = ask_support(person)
    return _tickets[person.email]


def shower(world: World, who: str) -> Person:
    """Somebody new in their place: each may share only so often in a day."""
    return world.person(who) if who == "nobody" else Person(world.cast.site, who).sign_in()


def own_ticket(world: World, who: str) -> dict[str, str]:
    return {"ticket": "A" * 22 if who == "nobody" else ask_support(world.asker)}


def filling(world: World, who: str) -> dict[str, str]:
    """A view of the asker's own, which waits for its copy."""
    if who == "nobody":
        return {"view": "A" * 22}
    owner = world.asker
    project, _ = owner.open_project(owner.found_team())
    return {
        "view": owner.post(f"{project}/views", asked(owner, ask_support(owner), COPY), op=new_op())["view"]
    }


def filled(world: World, who: str) -> dict[str, str]:
    found = filling(world, who)
    if who != "nobody":
        fill(world.asker, found["view"], COPY)
    return found


def grant(world: World, who: str, _: object) -> dict[str, Any]:
    ticket = "A" * 22 if who == "nobody" else ticket_of(world.asker)
    return asked(world.cast.nobody, ticket, COPY)


def question(*_: object) -> dict[str, str]:
    return {"subject": "Đổi ngôn ngữ", "topic": "usage", "text": "Ở đâu?"}


def words(*_: object) -> dict[str, str]:
    return {"text": "Tôi đã thử lại."}


def part(*_: object) -> dict[str, Any]:
    return {"number": 0, "text": COPY}


def of_somebody(kind: str, site: Site) -> str:
    """A ticket or view of somebody whom nobody knows."""
    erin = Person(site, "erin").sign_in()
    if kind == "ticket":
        return ask_support(erin)
    project, _ = erin.open_project(erin.found_team())
    return str(erin.post(f"{project}/views", asked(erin, ask_support(erin), COPY))["view"])


TICKETS = [
    Row("GET", "/tickets", KNOWN),
    Row("GET", "/me/news", KNOWN),
    Row("GET", "/support-terms", EVERYONE),
    Row("POST", "/tickets", MADE, question, asker=shower),
    Row("GET", "/tickets/{ticket}", KNOWN, ids=own_ticket, asker=shower),
    Row("PUT", "/tickets/{ticket}/reading", DONE, ids=own_ticket, asker=shower),
    Row("POST", "/tickets/{ticket}/entries", MADE, words, ids=own_ticket, asker=shower),
    Row("PUT", "/tickets/{ticket}/closure", KNOWN, ids=own_ticket, asker=shower),
    Row("DELETE", "/tickets/{ticket}/closure", KNOWN, ids=own_ticket, asker=shower),
    Row("POST", T + "/projects/{project}/views", ADMINS, grant),
    Row("PUT", "/views/{view}/copy", DONE, part, ids=filling, asker=shower),
    Row("PUT", "/views/{view}/sharing", DONE, ids=filled, asker=shower),
    Row("DELETE", "/views/{view}", DONE, ids=filling, asker=shower),
]
