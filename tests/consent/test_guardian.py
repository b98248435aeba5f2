"""A person under 16 and their guardian: both consents, or no place in the team."""

import json
import re
import secrets
import time
from typing import Any

import pytest

from chalicelib.consent import receipt
from tests.doors import problem
from tests.engine_rows import rewrite, rows
from tests.people import Person
from tests.site import Site


class School:
    """thu's team has members under 16; an is invited, whose guardian reads mail at `guardian`."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.thu = Person(site, "thu").sign_in()
        self.team = self.thu.found_team("Lớp 9A")
        self.thu.put(f"/teams/{self.team}/minors")
        self.an = Person(site, "an").sign_in()
        self.guardian = f"me-{secrets.token_hex(4)}@example.vn"
        self.parent = Person(site, "parent")
        self.token = self.invite()

    def invite(self, under_16: bool = True) -> str:
        body = {"email": self.an.email, "role": "member", "under_16": under_16}
        self.thu.post(f"/teams/{self.team}/invitations", body)
        return self.mailed(self.an.email, "join")

    def mailed(self, to: str, page: str) -> str:
        found = re.search(rf"/{page}#(\S+)", self.site.mails(to)[0]["text"])
        assert found is not None
        return found[1]

    def asks(self, **other: Any) -> Any:
        body = {"token": self.token, "name": "An", "email": self.guardian, **self.wording()} | other
        return self.an.ask("POST", "/guardianships", body)

    def wording(self) -> dict[str, str]:
        held = self.an.get("/guardian-terms")
        return {name: held[name] for name in ("version", "hash")}

    def link(self) -> str:
        return self.mailed(self.guardian, "guardian")

    def looks(self, link: str) -> Any:
        return self.parent.ask("POST", "/guardianships/preview", {"token": link})

    def answers(self, link: str, action: str, **other: str) -> Any:
        body = {"token": link, "action": action, **self.wording()} | other
        return self.parent.ask("POST", "/guardianships/answer", body)

    def is_in(self) -> bool:
        return self.an.ask("GET", f"/teams/{self.team}").status_code == 200

    def names(self) -> list[str]:
        members = self.thu.get(f"/teams/{self.team}")["members"]
        return sorted(one["name"] for one in members if "left_at" not in one)

    def consents(self) -> list[tuple[str, str]]:
        found = self.an.get("/consents")
        assert "broken_at" not in found
        return [(one["by"], one["action"]) for one in found["consents"] if one["kind"] == "guardian"]


@pytest.fixture
def school(site: Site) -> School:
    return School(site)


def test_nobody_under_16_joins_without_a_guardian(school: School) -> None:
    shown = school.an.post("/joinings/preview", {"token": school.token})
    assert shown["under_16"] is True
    answer = school.an.ask("POST", "/joinings", {"token": school.token, "name": "An"})
    assert (answer.status_code, problem(answer)) == (409, "guardian_required")
    assert not school.is_in()
    assert not [row for row in rows(school.site, "seat") if row["team"] == school.team][1:]


def test_one_consent_is_not_enough_and_both_are(school: School) -> None:
    asked = school.asks()
    assert (asked.status_code, asked.json()) == (202, {"waiting_for": "guardian"})
    assert not school.is_in()
    assert school.consents() == [("self", "accepted")]
    link = school.link()
    shown = school.looks(link).json()
    assert (shown["state"], shown["team"], shown["person"]) == ("asked", "Lớp 9A", "An")
    assert "receipt" not in shown
    assert not school.is_in(), "looking is no consent"
    given = school.answers(link, "accepted")
    assert given.status_code == 200, given.text
    assert school.is_in()
    assert school.names() == ["An", "thu"]
    assert school.consents() == [("self", "accepted"), ("guardian", "accepted")]
    keys = school.an.get("/.well-known/receipt-keys.json")["keys"]
    found = receipt.proven(json.dumps(given.json()["receipt"]).encode(), keys)
    assert (found.by, found.action, found.kind) == ("guardian", "accepted", "guardian")
    again = school.answers(link, "accepted")
    assert again.json()["receipt"]["receipt"] == given.json()["receipt"]["receipt"]
    assert school.consents() == [("self", "accepted"), ("guardian", "accepted")]
    assert school.looks(link).json()["state"] == "consented"


def test_declining_is_as_easy_and_ends_it(school: School) -> None:
    school.asks()
    link = school.link()
    assert school.answers(link, "declined").json()["state"] == "ended"
    assert not school.is_in()
    assert problem(school.answers(link, "accepted")) == "guardian_over"
    assert school.consents() == [("self", "accepted"), ("guardian", "declined")]
    ended = school.looks(link).json()
    assert (ended["state"], ended["team"], ended["person"]) == ("ended", "", "")
    assert school.asks().status_code == 202, "another guardian may be asked"


def test_taking_it_back_is_as_easy_and_brings_the_person_out(school: School) -> None:
    school.asks()
    link = school.link()
    school.answers(link, "accepted")
    taken = school.answers(link, "withdrawn")
    assert taken.json()["state"] == "ended"
    assert taken.json()["receipt"]["receipt"]["action"] == "withdrawn"
    assert not school.is_in()
    assert school.names() == ["thu"]
    assert problem(school.answers(link, "accepted")) == "guardian_over"
    assert school.consents()[-1] == ("guardian", "withdrawn")


def test_the_team_sees_what_the_guardian_was_shown(school: School) -> None:
    register = f"/teams/{school.team}/disclosures"
    assert school.thu.get(register) == {"disclosures": []}
    school.asks()
    assert school.thu.get(register) == {"disclosures": []}
    for _ in range(2):
        school.looks(school.link())
    (one,) = school.thu.get(register)["disclosures"]
    assert (one["to"], one["what"], one["person"]) == ("guardian", "names", "An")
    own = next(c for c in school.an.get("/consents")["consents"] if c["kind"] == "guardian")
    assert one["consent"] == own["entry"], "it rests on the invited person's own consent"


@pytest.mark.parametrize("link", ["", "x", "a" * 22, "a" * 22 + ".b", "%2F.%2F"])
def test_a_wrong_link_leads_nowhere(school: School, link: str) -> None:
    answers = (school.looks(link or " "), school.answers(link or " ", "accepted"))
    assert {problem(answer) for answer in answers} == {"guardian_over"}


def test_a_link_is_of_one_question(school: School) -> None:
    school.asks()
    id = school.link().partition(".")[0]
    other = School(school.site)
    other.asks()
    secret = other.link().partition(".")[2]
    assert problem(school.looks(f"{id}.{secret}")) == "guardian_over"


def test_the_guardian_is_somebody_else_and_the_wording_the_one_in_force(school: School) -> None:
    assert problem(school.asks(email=f" {school.an.email.upper()} ")) == "guardian_same"
    assert problem(school.asks(hash="0" * 64)) == "wording_changed"
    assert school.site.mails(school.guardian) == []
    school.asks()
    assert problem(school.answers(school.link(), "accepted", hash="0" * 64)) == "wording_changed"
    assert not school.is_in()


def test_an_unanswered_question_ends(school: School) -> None:
    school.asks()
    link = school.link()
    row = next(r for r in rows(school.site, "guardianship") if r["id"] == link.partition(".")[0])
    assert abs(int(row["expires_at"]) - time.time() - 14 * 24 * 3600) < 60
    rewrite(school.site, "guardianship", row, expires_at=int(time.time()) - 1)
    assert school.looks(link).json()["state"] == "ended"
    assert problem(school.answers(link, "accepted")) == "guardian_over"
    assert not school.is_in()


def test_a_revoked_invitation_is_not_saved_by_a_guardian(school: School) -> None:
    school.asks()
    (one,) = school.thu.get(f"/teams/{school.team}")["invitations"]
    school.thu.delete(f"/teams/{school.team}/invitations/{one['id']}")
    assert problem(school.answers(school.link(), "accepted")) == "invitation_over"
    assert not school.is_in()
    assert school.consents() == [("self", "accepted")]


def test_only_a_team_that_says_so_invites_people_under_16(site: Site) -> None:
    thu = Person(site, "thu").sign_in()
    team = thu.found_team()
    for path, body in (("invitations", {"email": "a@example.vn"}), ("links", {})):
        refused = thu.ask("POST", f"/teams/{team}/{path}", {"role": "member", "under_16": True} | body)
        assert (problem(refused), refused.json()["field"]) == ("invalid", "under_16")
    thu.put(f"/teams/{team}/minors")
    assert thu.get(f"/teams/{team}")["minors"] is True
    url = thu.post(f"/teams/{team}/links", {"role": "member", "under_16": True})["url"]
    an = Person(site, "an").sign_in()
    token = url.partition("#")[2]
    assert problem(an.ask("POST", "/joinings", {"token": token, "name": "An"})) == "guardian_required"
    thu.delete(f"/teams/{team}/minors")
    assert thu.get(f"/teams/{team}")["minors"] is False
    assert problem(an.ask("POST", "/joinings", {"token": token, "name": "An"})) == "guardian_required"


def test_somebody_of_age_is_not_asked(school: School) -> None:
    school.token = school.invite(under_16=False)
    assert problem(school.asks()) == "invalid"
    assert school.an.post("/joinings", {"token": school.token, "name": "An"})["team"] == school.team
