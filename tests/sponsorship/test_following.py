"""What follows by itself: mails without content, reminders, the 90 days, and a plan that ends and loses nothing."""

import re

import pytest

from chalicelib import settings
from chalicelib.billing import reminder
from chalicelib.cases import case
from chalicelib.clock import now
from chalicelib.leave import erasure
from chalicelib.local import mailbox
from chalicelib.sponsorship import following
from tests.billing.plans import let_pass as let_plan_pass
from tests.billing.plans import terms
from tests.billing.test_orders import brought_forward
from tests.desk.desk import Agent, Desk, signed_in
from tests.engine_rows import rewrite, rows
from tests.mine.site import DAY, beside
from tests.people import Person
from tests.site import Site
from tests.sponsorship.applying import SAID, applied, attach, begin, path, shown, submit
from tests.sponsorship.reviewing import at, decide, let_pass, minute


@pytest.fixture(scope="module")
def mai(the_desk: Desk) -> Agent:
    return signed_in(the_desk, "reviewer", name="mai")


@pytest.fixture(scope="module")
def quan(the_desk: Desk) -> Agent:
    return signed_in(the_desk, "reviewer", name="quan")


@pytest.fixture
def lan(site: Site, monkeypatch: pytest.MonkeyPatch) -> Person:
    here = beside(site)
    monkeypatch.setattr(settings, "current", lambda: here)
    return Person(site, "lan").sign_in()


@pytest.fixture
def team(lan: Person) -> str:
    return lan.found_team("Nhóm Hoa Sen")


def told(person: Person) -> list[str]:
    """The subjects of the mails about sponsorship, oldest first: sent by this process's minute, or by the site's own."""
    minute(person.site)
    here = [(one.at, one.subject, one.text) for one in mailbox.mails(person.email)]
    there = [(int(one["at"]), one["subject"], one["text"]) for one in person.site.mails(person.email)]
    found = sorted(one for one in here + there if "tài trợ" in one[1])
    assert all("Hoa Sen" not in subject + text for _, subject, text in found), "a mail carries no content"
    assert all(re.search(r"http\S+/t/\w{22}/sponsorship", text) for _, _, text in found)
    return [subject for _, subject, _ in found]


def test_each_step_that_somebody_else_takes_is_mailed_once(
    lan: Person, team: str, mai: Agent, quan: Agent
) -> None:
    id = applied(lan, team)
    assert told(lan) == [], "of their own steps they know"
    mai.put(f"{at(id)}/review")
    review = ["Hồ sơ xin tài trợ đang được xét"]
    assert told(lan) == told(lan) == review
    mai.post(f"{at(id)}/questions", {"words": "Trường Hoa Sen ở đâu?"})
    more = [*review, "Hồ sơ xin tài trợ cần bổ sung"]
    assert told(lan) == more
    lan.post(f"{path(team, id)}/answers", {"words": "Ở Đà Nẵng."})
    mai.post(f"{at(id)}/notes", {"words": "Ổn."})
    assert told(lan) == more
    decide(mai, quan, id)
    granted = [*more, "Hồ sơ xin tài trợ đã được chấp thuận"]
    assert told(lan) == told(lan) == granted
    decide(mai, quan, id, "revoke")
    assert told(lan) == [*granted, "Việc tài trợ đã dừng"]


def test_a_step_that_comes_after_its_look_is_told_all_the_same(lan: Person, team: str, mai: Agent) -> None:
    id = applied(lan, team)
    following.look_at(id, now())
    assert told(lan) == []
    assert [
        row for row in rows(lan.site, "case_look") if row["id"].endswith(id) and int(row["id"][:13]) <= now()
    ]
    mai.put(f"{at(id)}/review")
    assert told(lan) == ["Hồ sơ xin tài trợ đang được xét"]


def test_who_is_sponsored_is_told_in_time_and_applies_anew_from_the_old_facts(
    site: Site, lan: Person, team: str, mai: Agent, quan: Agent
) -> None:
    id = applied(lan, team)
    decide(mai, quan, id)
    told(lan)
    until = lan.get(f"/teams/{team}/sponsorships")["sponsored_until"]
    assert until == shown(lan, team, id)["until"]
    planned = sorted(int(row["id"][:13]) for row in rows(site, "reminder") if row["id"].endswith(team))
    assert [(one - until) / DAY for one in planned] == [-45, -14, 0, 14]
    brought_forward(site, team)
    reminder.send_due()
    reminded = [one.subject for one in mailbox.mails(lan.email) if "tài trợ của nhóm" in one.subject]
    reminded += [one["subject"] for one in site.mails(lan.email) if "tài trợ của nhóm" in one["subject"]]
    assert sorted(reminded) == ["Thời hạn tài trợ của nhóm sắp hết"] * 2 + [
        "Thời hạn tài trợ của nhóm đã hết"
    ]
    again = begin(lan, team)
    assert again != id
    held = shown(lan, team, again)
    assert (held["said"], held["files"], held["state"]) == (SAID, [], "draft")
    attach(lan, path(team, again))
    submit(lan, path(team, again))
    decide(mai, quan, again)
    minute(site)
    assert len(terms(site, team)) == 2


def test_the_plan_ends_by_itself_and_everything_stays_readable(
    site: Site, lan: Person, team: str, mai: Agent, quan: Agent
) -> None:
    project, lists = lan.open_project(team)
    task = lan.add_task(project, lists[0])
    id = applied(lan, team)
    decide(mai, quan, id)
    minute(site)
    assert lan.get(f"/teams/{team}/plan")["name"] == "sponsored"
    let_plan_pass(site, team, 370)
    assert lan.get(f"/teams/{team}/plan")["state"] == "grace"
    assert lan.get(f"/teams/{team}/sponsorships")["sponsored_until"] is None
    let_plan_pass(site, team, 14)
    assert lan.get(f"/teams/{team}/plan")["name"] == "free"
    assert task in lan.board(project)["task"]


def test_what_nobody_decides_in_90_days_ends_and_its_documents_go(
    site: Site, lan: Person, team: str, mai: Agent
) -> None:
    id = applied(lan, team)
    let_pass(site, lan, id, 89)
    assert told(lan) == []
    assert shown(lan, team, id)["state"] == "submitted"
    let_pass(site, lan, id, 1.1)
    assert told(lan) == ["Hồ sơ xin tài trợ đã quá hạn"]
    after = shown(lan, team, id)
    assert (after["state"], after["files"], after["seen"]["kinds"]) == ("lapsed", [], {"pdf": 1})
    assert after["steps"][-1]["by"] == "clock"
    assert not [row for row in rows(site, "case_file") if row["case"] == id]
    assert mai.ask("POST", f"{at(id)}/questions", {"words": "x"}).status_code == 409
    assert shown(lan, team, begin(lan, team))["said"] == SAID


def test_an_answer_and_a_draft_that_is_worked_on_begin_the_90_days_anew(
    site: Site, lan: Person, team: str
) -> None:
    id = begin(lan, team)
    let_pass(site, lan, id, 80)
    lan.put(path(team, id), SAID)
    let_pass(site, lan, id, 20)
    minute(site)
    assert shown(lan, team, id)["state"] == "draft"
    attach(lan, path(team, id))
    let_pass(site, lan, id, 91)
    assert told(lan) == ["Hồ sơ xin tài trợ đã quá hạn"]
    assert shown(lan, team, id)["state"] == "lapsed"


def test_what_a_cut_off_decision_left_is_done_by_the_minute(
    site: Site, lan: Person, team: str, mai: Agent, quan: Agent
) -> None:
    id = applied(lan, team)
    file = next(row for row in rows(site, "case_file") if row["case"] == id)
    decide(mai, quan, id)
    rewrite(site, "case_file", file)
    minute(site)
    assert not [row for row in rows(site, "case_file") if row["case"] == id]
    (term,) = terms(site, team)
    following.look_at(id, now() - 1)
    minute(site)
    assert terms(site, team) == [term], "looking twice is as good"


def test_an_erased_teams_application_goes_with_it(site: Site, lan: Person, team: str) -> None:
    id = applied(lan, team)
    lan.put(f"/teams/{team}/erasure", {"name": "Nhóm Hoa Sen", "at_once": True})
    following.look_at(id, now() - 1)
    for _ in range(2):
        erasure.carry_out_due()
        minute(site)
    for table in ("case", "case_file", "case_entry"):
        assert id not in repr(rows(site, table)), table


def test_what_the_applicant_handed_in_is_among_their_data_and_goes_with_the_account(
    lan: Person, team: str
) -> None:
    id = applied(lan, team)
    held = {one["table"]: one["items"] for one in lan.get("/me/data")["held"]}
    (told_of,) = [one for one in held["case"] if one["case"] == id]
    assert told_of["about"]["said"]["name"] == SAID["name"]
    case.leave(str(lan.get("/me")["id"]))
    for table in ("case", "case_file", "own_case"):
        assert id not in repr(rows(lan.site, table)), table
    following.look_at(id, now() - 1)
    minute(lan.site)
    assert not [
        row for row in rows(lan.site, "case_look") if row["id"].endswith(id) and int(row["id"][:13]) <= now()
    ]
