"""What the table of doors needs: for each row a project of its own, and objects that nothing else uses."""

import json
import re
import secrets
from collections.abc import Callable
from typing import Any, NamedTuple

import httpx

from tests.conftest import Cast
from tests.factors.device import Device
from tests.people import Person, new_id
from tests.sponsorship.things import Applications

# Made by who is going to use it, and gone soon: nobody owns them.
PASSING = ("attempt", "step")
ALONE = ("ticket", "view")  # of somebody whom nobody of the cast knows: each meets only their own
PEOPLE = ("alice", "dana", "bob", "gus", "charlie", "nobody")


class World(Applications):
    """alice's team with a fresh project that gus is admitted to, one that is hidden from him, and charlie's team."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.team, self.other_team = cast.team, cast.other_team
        self.project, self.lists = cast.alice.open_project(cast.team, "Cửa")
        cast.alice.put(f"{self.project}/guests/{cast.members['gus']}")
        self.task = cast.alice.add_task(self.project, self.lists[0], "Cửa")
        self.asker = cast.nobody

    def person(self, name: str) -> Person:
        found: Person = getattr(self.cast, name)
        return found

    def picture(self) -> list[Any]:
        """What a refused request must leave as it was: every log it could have written to, read out."""
        alice, charlie = self.cast.alice, self.cast.charlie
        mine, others = [self.project, self.cast.hidden], [self.cast.other_project]
        return [
            alice.get(f"/teams/{self.team}"),
            charlie.get(f"/teams/{self.other_team}"),
            *(alice.get(f"{path}/entries", params={"after": 0}) for path in mine),
            *(charlie.get(f"{path}/entries", params={"after": 0}) for path in others),
        ]

    def fresh(self, kind: str, name: str) -> str:
        """The id of a new object of alice's team that the person called `name` may be going to use."""
        return self.alone(kind) if kind in ALONE else str(getattr(self, f"fresh_{kind}")(name))

    def alone(self, kind: str) -> str:
        from tests.tickets.doors import of_somebody

        return of_somebody(kind, self.cast.site)

    def fresh_team(self, _: str) -> str:
        return self.team

    def fresh_project(self, _: str) -> str:
        return self.project.rpartition("/")[2]

    def fresh_list(self, _: str) -> str:
        id = new_id()
        self.cast.alice.post(f"{self.project}/lists", {"id": id, "name": "L"})
        return id

    def fresh_label(self, _: str) -> str:
        id = new_id()
        self.cast.alice.post(f"{self.project}/labels", {"id": id, "name": "L", "color": "red"})
        return id

    def fresh_task(self, _: str) -> str:
        return self.cast.alice.add_task(self.project, self.lists[0])

    def fresh_comment(self, name: str) -> str:
        """bob's: so others meet what is not theirs."""
        id = new_id()
        self.cast.bob.post(f"{self.project}/tasks/{self.task}/comments", {"id": id, "text": "của bob"})
        return f"{self.cast.members['bob']}.{id}"

    def fresh_member(self, _: str) -> str:
        """Somebody new in the team, as a guest."""
        token = self.link(self.cast.alice, self.team, "guest")
        joined = Person(self.cast.site, "mới").sign_in().post("/joinings", {"token": token, "name": "Mới"})
        return str(joined["member"])

    def fresh_invitation(self, _: str) -> str:
        body = {"email": f"{secrets.token_hex(4)}@example.vn", "role": "member"}
        return str(self.cast.alice.post(f"/teams/{self.team}/invitations", body)["id"])

    def fresh_link(self, _: str) -> str:
        return str(self.cast.alice.post(f"/teams/{self.team}/links", {"role": "guest"})["id"])

    def fresh_browser(self, name: str) -> str:
        """Another session of theirs; for the signed out, anyone's."""
        email = None if name == "nobody" else self.person(name).email
        return browser_of(Person(self.cast.site, name, email).sign_in())

    def fresh_number(self, _: str) -> str:
        """The entry that every ledger begins with."""
        return "1"

    def fresh_passkey(self, name: str) -> str:
        """A passkey of theirs; for the signed out, a passkey of nobody."""
        return new_id() if name == "nobody" else passkey_of(self.person(name))

    def fresh_order(self, _: str) -> str:
        """The one that the team has made."""
        from tests.billing.doors import order_of

        return str(order_of(self.cast.alice, self.team)["reference"])

    def fresh_document(self, _: str) -> str:
        return "service"

    def foreign(self, kind: str) -> str:
        """The id of such an object in charlie's team."""
        charlie, project = self.cast.charlie, self.cast.other_project
        if kind in ("team", "project"):
            return {"team": self.other_team, "project": project.rpartition("/")[2]}[kind]
        if kind == "list":
            return self.cast.other_lists[0]
        if kind == "member":
            return str(charlie.get(f"/teams/{self.other_team}")["me"])
        made: dict[str, Callable[[], str]] = {
            "task": lambda: charlie.add_task(project, self.cast.other_lists[0]),
            "label": lambda: charlie_label(charlie, project),
            "comment": lambda: (
                f"{self.foreign('member')}.{charlie_comment(charlie, project, self.foreign('task'))}"
            ),
            "invitation": lambda: charlie.post(
                f"/teams/{self.other_team}/invitations", {"email": f"{new_id()}@a.vn", "role": "guest"}
            )["id"],
            "link": lambda: charlie.post(f"/teams/{self.other_team}/links", {"role": "guest"})["id"],
            "number": lambda: "999",
            "order": lambda: self.foreign_order(),
            **dict.fromkeys(ALONE, lambda: self.alone(kind)),
            "document": lambda: "invoice",  # which a paid order alone has
            "passkey": lambda: passkey_of(Person(self.cast.site, "erin").sign_in()),
            "browser": lambda: browser_of(Person(self.cast.site, "erin").sign_in()),
        }
        return (made | self.foreign_applications())[kind]()

    def foreign_order(self) -> str:
        from tests.billing.doors import order_of

        return str(order_of(self.cast.charlie, self.other_team)["reference"])

    @staticmethod
    def link(by: Person, team: str, role: str) -> str:
        """A fresh join link's token."""
        return str(by.post(f"/teams/{team}/links", {"role": role})["url"].partition("#")[2])


def browser_of(person: Person) -> str:
    """The id of the session a person asks with."""
    return str(next(one["id"] for one in person.get("/me/sessions")["sessions"] if one["this"]))


def passkey_of(person: Person) -> str:
    """The id of a new passkey."""
    asked = person.post("/me/passkeys/options", None)
    made = Device(person.site.origin).create(asked["options"])
    return str(person.post("/me/passkeys", {"step": asked["step"], "name": "Máy", "passkey": made})["id"])


def charlie_label(charlie: Person, project: str) -> str:
    id = new_id()
    charlie.post(f"{project}/labels", {"id": id, "name": "L", "color": "blue"})
    return id


def charlie_comment(charlie: Person, project: str, task: str) -> str:
    id = new_id()
    charlie.post(f"{project}/tasks/{task}/comments", {"id": id, "text": "của charlie"})
    return id


def missing(kind: str) -> str:
    """A well-formed id of nothing."""
    if kind == "number":
        return "998"
    if kind == "part":
        return "19"
    if kind in ("team", "sponsorship", *PASSING):
        return secrets.token_hex(11)
    return f"{new_id()}.{new_id()}" if kind == "comment" else new_id()


Body = Callable[[World, str, dict[str, str]], Any]


class Row(NamedTuple):
    """One door: `who` is the status per person, in the order of PEOPLE.

    `body` and `query` are made per request from (world, person's name, the path's ids). `ids` makes ids of
    the path otherwise than World.fresh. `asker` gives who asks. `absent` is the status for an object that is
    not there, where it is not 404; `looks_first`: the object is looked for before the role is checked.
    """

    method: str
    path: str
    who: str
    body: Body | None = None
    query: Body | None = None
    ids: Callable[[World, str], dict[str, str]] | None = None
    asker: Callable[[World, str], Person] | None = None
    absent: int = 404
    looks_first: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.who.split()[0]}-{self.who.split()[2]}"

    @property
    def kinds(self) -> list[str]:
        return re.findall(r"\{(\w+)\}", self.path)

    def status(self, name: str) -> int:
        return int(self.who.split()[PEOPLE.index(name)])

    def without(self, name: str, kind: str) -> int:
        """The status when the object of that kind in the path is foreign or missing."""
        own = self.status(name)
        if own == 401 or (own == 404 and kind not in PASSING):
            return own
        if kind in ("team", "project"):
            return 404
        return self.absent if own < 300 or self.looks_first else own


def ask(row: Row, world: World, name: str, **other: str) -> httpx.Response:
    """The row's request by a person, on objects of their own except for the ids given in `other`."""
    world.asker = person = row.asker(world, name) if row.asker else world.person(name)
    given = (row.ids(world, name) if row.ids and not set(row.kinds) <= set(other) else {}) | other
    ids = {kind: given[kind] if kind in given else world.fresh(kind, name) for kind in row.kinds}
    body = None if row.body is None else row.body(world, name, ids)
    query = None if row.query is None else row.query(world, name, ids)
    return person.ask(row.method, row.path.format(**ids), body, params=query)


def problem(answer: httpx.Response) -> str:
    """The code of a refusal, after looking at its form."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    told = json.loads(answer.text)
    assert {"type", "title", "status", "code", "detail", "request_id"} <= set(told), told
    said = (told["status"], bool(told["request_id"]), bool(told["detail"].strip()))
    assert said == (answer.status_code, True, True), told
    assert "{" not in told["detail"], told
    return str(told["code"])
