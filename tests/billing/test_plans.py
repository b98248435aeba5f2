"""Plans: what a team may grow to, and that a team past it loses nothing."""

from datetime import datetime

import httpx
import pytest

from chalicelib.billing.plan import PLANS
from chalicelib.billing.standing import later
from tests.billing.plans import finance, let_pass, put_on, store
from tests.doors import problem
from tests.people import Person, new_id
from tests.site import Site

FREE = PLANS["free"]


@pytest.fixture
def lan(site: Site) -> Person:
    return Person(site, "lan").sign_in()


def filled(lan: Person, team: str, upto: int) -> None:
    """Let people in until the team has so many members."""
    url = lan.post(f"/teams/{team}/links", {"role": "member"})["url"]
    for number in range(upto - 1):
        someone = Person(lan.site, f"nguoi{number}").sign_in()
        someone.post("/joinings", {"token": url.partition("#")[2], "name": someone.name})


def test_a_new_team_is_free_and_sees_what_it_uses(lan: Person) -> None:
    shown = lan.get(f"/teams/{lan.found_team()}/plan")
    assert (shown["name"], shown["state"], shown["until"]) == ("free", "unending", None)
    assert shown["members"] == 1
    assert [one["name"] for one in shown["plans"]] == ["free", "premium", "sponsored", "dedicated"]


def test_the_member_past_the_limit_is_refused_and_everything_else_goes_on(site: Site, lan: Person) -> None:
    team = lan.found_team()
    project, lists = lan.open_project(team)
    assert FREE.members is not None
    filled(lan, team, FREE.members - 1)
    link = lan.post(f"/teams/{team}/links", {"role": "member"})["url"].partition("#")[2]
    last, late = (Person(site, name).sign_in() for name in ("minh", "nga"))
    last.post("/joinings", {"token": link, "name": "Minh"})
    refused = late.ask("POST", "/joinings", {"token": link, "name": "Nga"})
    assert (refused.status_code, problem(refused)) == (409, "members_full")
    assert str(FREE.members) in refused.json()["detail"]
    invited = lan.ask("POST", f"/teams/{team}/invitations", {"email": late.email, "role": "member"})
    assert problem(invited) == "members_full"
    guest = lan.let_in(late, team, "guest")
    promoted = lan.ask("PATCH", f"/teams/{team}/members/{guest}", {"role": "member"})
    assert problem(promoted) == "members_full"
    lan.add_task(project, lists[0])
    put_on(site, lan, team, "sponsored", "--until", "2099-12-31")
    lan.patch(f"/teams/{team}/members/{guest}", {"role": "member"})
    assert lan.get(f"/teams/{team}/plan")["members"] == FREE.members + 1


def test_a_team_past_its_storage_reads_edits_and_removes_but_adds_nothing(site: Site, lan: Person) -> None:
    team = lan.found_team()
    project, lists = lan.open_project(team)
    task = lan.add_task(project, lists[0], "Việc cũ")
    assert FREE.storage is not None
    store(site, team, FREE.storage)
    grow: list[tuple[str, dict[str, object]]] = [
        (f"{project}/lists", {"id": new_id(), "name": "Cột"}),
        (f"{project}/labels", {"id": new_id(), "name": "Nhãn", "color": "red"}),
        (f"{project}/tasks", {"id": new_id(), "title": "Việc mới", "list": lists[0]}),
        (f"{project}/tasks/{task}/comments", {"id": new_id(), "text": "Thêm"}),
        (f"/teams/{team}/projects", {"id": new_id(), "name": "Dự án"}),
    ]
    assert lan.get(f"/teams/{team}/plan")["storage"] == FREE.storage
    for path, body in grow:
        answer = lan.ask("POST", path, body)
        assert (path, problem(answer)) == (path, "storage_full")
        assert "512 MB" in answer.json()["detail"]
    lan.patch(f"{project}/tasks/{task}", {"title": "Việc đã sửa"})
    lan.put(f"{project}/tasks/{task}/description", {"text": "Mô tả " * 100, "base": 0})
    lan.put(f"{project}/tasks/{task}/closure")
    assert lan.board(project)["task"][task]["title"] == "Việc đã sửa"
    assert lan.get(f"{project}/entries", params={"after": 0})["entries"]
    lan.delete(f"{project}/tasks/{task}")
    put_on(site, lan, team, "premium")
    for path, body in grow:
        if "comments" not in path:
            lan.post(path, body)


def test_what_was_granted_ends_with_grace_and_loses_nothing(site: Site, lan: Person) -> None:
    team = lan.found_team()
    project, lists = lan.open_project(team)
    task = lan.add_task(project, lists[0])
    put_on(site, lan, team, "sponsored", "--until", "2099-12-31")
    ran = finance(site, "revoke", team, "sponsored")
    assert ran.returncode == 0, ran.stderr
    shown = lan.get(f"/teams/{team}/plan")
    assert (shown["name"], shown["state"]) == ("sponsored", "grace")
    assert shown["grace_until"] - shown["until"] == 14 * 24 * 3600 * 1000
    let_pass(site, team, 13.9)
    assert lan.get(f"/teams/{team}/plan")["state"] == "grace"
    let_pass(site, team, 0.2)
    assert lan.get(f"/teams/{team}/plan")["name"] == "free"
    assert task in lan.board(project)["task"]


def test_only_the_operator_puts_a_team_on_a_plan(site: Site, lan: Person) -> None:
    team = lan.found_team()
    for order in ({"order": "plan-grant", "given": {"team": team, "plan": "premium"}},):
        answer = httpx.post(f"{site.url}/api/v1/teams/{team}/plan", json=order)
        assert answer.status_code in (404, 405)
    assert finance(site, "grant", "A" * 22, "premium").returncode == 1
    assert lan.get(f"/teams/{team}/plan")["name"] == "free"


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2027-01-31T12:00:00+07:00", 1, "2027-02-28T12:00:00+07:00"),
        ("2028-01-31T12:00:00+07:00", 1, "2028-02-29T12:00:00+07:00"),
        ("2026-12-31T23:30:00+07:00", 12, "2027-12-31T23:30:00+07:00"),
        ("2026-11-30T00:00:00+07:00", 3, "2027-02-28T00:00:00+07:00"),
    ],
)
def test_a_month_is_a_calendars(day: str, months: int, then: str) -> None:
    at, wanted = (round(datetime.fromisoformat(one).timestamp() * 1000) for one in (day, then))
    assert later(at, months) == wanted
