"""A suspended team: nobody writes, everybody reads and exports, its owner hands over, appeals, leaves or erases; and
what the desk decides holds from the next request on."""

import re
from typing import Any

import pytest

from chalicelib.surfaces import product
from chalicelib.web.access import SUSPENDED
from chalicelib.web.endpoints import Endpoint
from tests.abuse.restricting import restrict
from tests.doors import problem
from tests.engine_rows import rows
from tests.people import Person, new_id
from tests.site import Site

WITHIN = [
    one
    for feature in product.FEATURES
    for one in feature.endpoints
    if one.access.level in ("team", "project")
]
OPEN = {
    ("PUT", "/teams/{team}/ownership"),
    ("POST", "/teams/{team}/exports"),
    ("PUT", "/teams/{team}/erasure"),
    ("DELETE", "/teams/{team}/erasure"),
    ("POST", "/teams/{team}/appeals"),
    ("POST", "/teams/{team}/projects/{project}/reports"),
}


class Place:
    """A team of lan's with a project, in which minh is an admin."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.lan, self.minh = Person(site, "lan").sign_in(), Person(site, "minh").sign_in()
        self.team = self.lan.found_team("Nhóm bán hàng")
        self.minhs = self.lan.let_in(self.minh, self.team, "admin")
        self.project, self.lists = self.lan.open_project(self.team)

    def ask(self, person: Person, one: Endpoint) -> Any:
        ids = {"team": self.team, "project": self.project.rpartition("/")[2]}
        path = re.sub(r"\{(\w+)\}", lambda found: ids.get(found[1], new_id()), one.path)
        return person.ask(one.method, path, {} if one.writes else None)

    def add(self) -> int:
        task = {"id": new_id(), "title": "Việc", "list": self.lists[0]}
        return self.lan.ask("POST", f"{self.project}/tasks", task).status_code

    def kept(self) -> list[int]:
        spaces = (self.team, self.project.replace("/teams/", "").replace("/projects/", "/"))
        return [int(one["seq"]) for one in rows(self.site, "log") if one["space"] in spaces]


@pytest.fixture
def place(site: Site) -> Place:
    return Place(site)


def test_every_write_is_refused_and_every_reading_is_not(place: Place) -> None:
    restrict(place.site, place.team, "suspend")
    before = place.kept()
    left_open = set()
    for one in WITHIN:
        answer = place.ask(place.lan, one)
        code = problem(answer) if answer.status_code >= 400 else ""
        if one.writes and code == "team_suspended":
            assert answer.status_code == 403, one
        elif one.writes:
            left_open.add((one.method, one.path))
        else:
            assert code in ("", "not_found", "invalid"), (one.path, answer.text)
    assert left_open == OPEN
    assert {one.access.can for one in WITHIN if (one.method, one.path) in OPEN} == SUSPENDED - {"team.leave"}
    exported = 1
    assert len(place.kept()) == len(before) + exported, "nothing else was written"


def test_it_holds_from_the_next_request_and_lifting_restores_everything(place: Place) -> None:
    batch = {"after": 0, "ops": []}
    assert place.add() == 201
    restrict(place.site, place.team, "suspend")
    assert place.add() == 403
    assert problem(place.lan.ask("POST", f"{place.project}/entries", batch)) == "team_suspended"
    restrict(place.site, place.team, "lift")
    assert place.add() == 201
    told = place.lan.get(f"/teams/{place.team}/restriction")
    assert (told["level"], told["reason"], told["can_appeal"]) == ("none", None, False)


def test_nobody_comes_in_and_nobody_is_put_out(place: Place) -> None:
    link = place.lan.post(f"/teams/{place.team}/links", {"role": "member"})["url"].partition("#")[2]
    restrict(place.site, place.team, "suspend")
    erin = Person(place.site, "erin").sign_in()
    refused = erin.ask("POST", "/joinings", {"token": link, "name": "Erin"})
    assert (refused.status_code, problem(refused)) == (403, "team_suspended")
    put_out = place.lan.ask("DELETE", f"/teams/{place.team}/members/{place.minhs}")
    assert problem(put_out) == "team_suspended"


def test_its_owner_may_export_hand_over_leave_and_erase(place: Place) -> None:
    restrict(place.site, place.team, "suspend")
    lan, minh, team = place.lan, place.minh, f"/teams/{place.team}"
    lan.post(f"{team}/exports", None)
    me = lan.get(team)["me"]
    lan.put(f"{team}/ownership", {"member": place.minhs})
    lan.delete(f"{team}/members/{me}")
    assert lan.ask("GET", team).status_code == 404
    minh.put(f"{team}/erasure", {"name": "Nhóm bán hàng"})
    minh.delete(f"{team}/erasure")


def test_the_owner_reads_why_and_appeals_once_for_each_decision(place: Place) -> None:
    lan, team = place.lan, f"/teams/{place.team}"
    assert problem(lan.ask("POST", f"{team}/appeals", {"words": "Sớm"})) == "nothing_to_appeal"
    restrict(place.site, place.team, "suspend")
    told = lan.get(f"{team}/restriction")
    assert (told["level"], told["reason"], told["can_appeal"]) == ("suspended", "recruitment", True)
    lan.post(f"{team}/appeals", {"words": "Chúng tôi bán bánh mì"}, op="a" * 20)
    lan.post(f"{team}/appeals", {"words": "Chúng tôi bán bánh mì"}, op="a" * 20)
    assert problem(lan.ask("POST", f"{team}/appeals", {"words": "Lần nữa"})) == "appealed"
    told = lan.get(f"{team}/restriction")
    assert (told["can_appeal"], told["appeal"]["state"]) == (False, "open")
    assert told["appeal"]["words"] == "Chúng tôi bán bánh mì"
    seen = place.minh.get(f"{team}/restriction")
    assert seen["reason"] == "recruitment"
    assert "appeal" not in {name for name, value in seen.items() if value is not None}
    lan.put(f"{team}/ownership", {"member": place.minhs})
    assert problem(place.minh.ask("POST", f"{team}/appeals", {"words": "Tôi nữa"})) == "appealed"
    restrict(place.site, place.team, "lift", "warn")
    place.minh.post(f"{team}/appeals", {"words": "Về lời nhắc"})
