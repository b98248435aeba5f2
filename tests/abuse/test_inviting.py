"""How many a new team may invite, and one whose invitations the desk limited: wide enough for a school."""

from tests.abuse.restricting import restrict
from tests.doors import problem
from tests.people import Person, new_id
from tests.site import Site

PUPILS = 40


def invite(person: Person, team: str) -> str:
    body = {"email": f"{new_id()}@a.vn", "role": "guest"}
    answer = person.ask("POST", f"/teams/{team}/invitations", body)
    return problem(answer) if answer.status_code >= 400 else ""


def link(person: Person, team: str) -> str:
    return str(person.post(f"/teams/{team}/links", {"role": "guest"})["url"].partition("#")[2])


def test_a_school_brings_forty_pupils_on_its_first_day(site: Site) -> None:
    teacher = Person(site, "thầy").sign_in()
    team = teacher.found_team("Lớp điện 12A")
    token = link(teacher, team)
    for number in range(PUPILS):
        pupil = Person(site, f"hs{number}").sign_in()
        pupil.post("/joinings", {"token": token, "name": f"Học sinh {number}"})
    assert [invite(teacher, team) for _ in range(PUPILS)] == [""] * PUPILS, "or by mail"
    assert len(teacher.get(f"/teams/{team}")["members"]) == PUPILS + 1


def test_a_new_team_cannot_write_to_hundreds(site: Site) -> None:
    lan = Person(site, "lan").sign_in()
    team = lan.found_team()
    assert [invite(lan, team) for _ in range(100)] == [""] * 100
    assert invite(lan, team) == "slow_down"
    second, third = lan.found_team(), lan.found_team()
    assert [invite(lan, second) for _ in range(100)] == [""] * 100
    assert invite(lan, third) == "slow_down", "nor somebody who founds one after the other"


def test_a_limited_teams_links_rest_and_a_few_invitations_go(site: Site) -> None:
    lan, minh = Person(site, "lan").sign_in(), Person(site, "minh").sign_in()
    team = lan.found_team()
    token = link(lan, team)
    restrict(site, team, "limit")
    assert problem(lan.ask("POST", f"/teams/{team}/links", {"role": "guest"})) == "invitations_limited"
    refused = minh.ask("POST", "/joinings", {"token": token, "name": "Minh"})
    assert (refused.status_code, problem(refused)) == (403, "invitations_limited")
    lan.bring(minh, team, "member")
    assert [invite(lan, team) for _ in range(5)] == [""] * 4 + ["slow_down"]
    lan.open_project(team)
    restrict(site, team, "lift")
    Person(site, "erin").sign_in().post("/joinings", {"token": token, "name": "Erin"})
