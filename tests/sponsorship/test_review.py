"""Reviewing at the desk: every look is told, two people decide, and the documents are gone when they have."""

import pytest

from chalicelib.sponsorship.facts import FILES_AT_MOST
from tests.desk.desk import Agent, Desk, signed_in
from tests.doors import problem
from tests.engine_rows import rows
from tests.people import Person
from tests.site import Site
from tests.sponsorship.applying import SAID, applied, attach, begin, path, shown, submit
from tests.sponsorship.files import pdf, png
from tests.sponsorship.reviewing import at, decide, last_day, minute, propose


@pytest.fixture(scope="module")
def mai(the_desk: Desk) -> Agent:
    return signed_in(the_desk, "reviewer", name="mai")


@pytest.fixture(scope="module")
def quan(the_desk: Desk) -> Agent:
    return signed_in(the_desk, "reviewer", name="quan")


@pytest.fixture
def lan(site: Site) -> Person:
    return Person(site, "lan").sign_in()


@pytest.fixture
def team(lan: Person) -> str:
    return lan.found_team("Nhóm không ai ở bàn đọc được")


@pytest.fixture
def id(lan: Person, team: str) -> str:
    return applied(lan, team)


def standing(person: Person, team: str) -> tuple[str, str]:
    """Of the team's plan, asked anew."""
    held = person.get(f"/teams/{team}/plan")
    return held["name"], held["state"]


def test_the_queue_and_the_application_as_it_was_handed_in(
    lan: Person, team: str, id: str, mai: Agent
) -> None:
    draft = path(lan.found_team(), begin(lan, lan.found_team()))
    line = next(one for one in mai.get("/desk/sponsorships")["applications"] if one["id"] == id)
    assert (line["state"], line["name"], line["organisation"]) == ("submitted", SAID["name"], "vocational")
    opened = mai.get(at(id))
    assert (opened["said"], opened["team"]) == (SAID, team)
    assert "Nhóm không ai" not in repr(opened)
    assert lan.email not in repr(opened)
    hidden = draft.rpartition("/")[2]
    assert hidden not in repr(mai.get("/desk/sponsorships"))
    assert mai.ask("GET", at(hidden)).status_code == 404


def test_a_document_is_given_to_save_and_each_look_is_told(
    lan: Person, team: str, id: str, mai: Agent
) -> None:
    file = shown(lan, team, id)["files"][0]["id"]
    answer = mai.ask("GET", f"{at(id)}/files/{file}")
    assert answer.content == pdf()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == f'attachment; filename="document-{file}.pdf"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox")
    assert mai.ask("GET", f"{at(id)}/files/{'0' * 12}").status_code == 404
    told = [row for row in rows(lan.site, "desk_log") if row.get("case") == id]
    account = lan.get("/me")["id"]
    looks = [row for row in told if row["act"] == "sponsorship.document"]
    assert {row["about"] for row in looks} == {f"agent:{mai.id}", f"account:{account}", f"team:{team}"}
    assert f"{file}.0" in {row["note"] for row in looks}
    (look,) = [one for one in mai.get(at(id))["notes"] if one["file"]]
    assert (look["by"], look["file"]) == (mai.id, file)


def test_it_is_told_before_it_is_done_also_where_it_is_refused(
    lan: Person, id: str, mai: Agent, quan: Agent
) -> None:
    made = propose(mai, id)["proposal"]["number"]
    assert mai.ask("PUT", f"{at(id)}/proposals/{made}/confirmation").status_code == 409
    acts = [
        row["act"]
        for row in rows(lan.site, "desk_log")
        if row.get("case") == id and row["about"] == f"agent:{mai.id}"
    ]
    assert sorted(acts) == ["sponsorship.confirmed", "sponsorship.proposed_grant"]


def test_whoever_proposed_cannot_confirm_whatever_they_read(
    site: Site, lan: Person, team: str, id: str, mai: Agent, quan: Agent
) -> None:
    opened = propose(mai, id)
    assert opened["proposal"]["mine"] is True
    number = opened["proposal"]["number"]
    own = mai.ask("PUT", f"{at(id)}/proposals/{number}/confirmation")
    assert (own.status_code, problem(own)) == (409, "second_person")
    assert shown(lan, team, id)["state"] == "submitted"
    assert standing(lan, team) == ("free", "unending")
    assert (quan.get(at(id))["proposal"]["mine"], quan.get(at(id))["proposal"]["by"]) == (False, mai.id)
    again = quan.ask("POST", f"{at(id)}/proposals", {"verdict": "refuse", "words": "x"})
    assert problem(again) == "not_now", "one proposal at a time"
    assert problem(quan.ask("PUT", f"{at(id)}/proposals/{number + 1}/confirmation")) == "not_now"
    # The condition stands in the row itself.
    row = next(one for one in rows(site, "case") if one["id"] == id)
    assert row["proposed_by"] == mai.id
    assert quan.put(f"{at(id)}/proposals/{number}/confirmation")["state"] == "granted"
    assert "proposed_by" not in next(one for one in rows(site, "case") if one["id"] == id)
    minute(site)
    assert standing(lan, team) == ("sponsored", "running")
    assert problem(quan.ask("PUT", f"{at(id)}/proposals/{number}/confirmation")) == "not_now"


def test_a_proposal_can_be_withdrawn_or_declined_and_another_made(id: str, mai: Agent, quan: Agent) -> None:
    first = propose(mai, id, "refuse")["proposal"]["number"]
    assert mai.delete(f"{at(id)}/proposals/{first}")["proposal"] is None
    second = propose(quan, id)["proposal"]["number"]
    assert second == first + 1
    assert problem(mai.ask("PUT", f"{at(id)}/proposals/{first}/confirmation")) == "not_now"
    assert mai.delete(f"{at(id)}/proposals/{second}")["proposal"] is None


def test_a_decision_deletes_the_documents_and_leaves_a_note(
    site: Site, lan: Person, team: str, mai: Agent, quan: Agent
) -> None:
    id = begin(lan, team)
    lan.put(path(team, id), SAID)
    file = attach(lan, path(team, id), "bí mật của chúng tôi.pdf")
    attach(lan, path(team, id), "b.png", png())
    submit(lan, path(team, id))
    mai.ask("GET", f"{at(id)}/files/{file}")
    decide(mai, quan, id, "refuse", "Giấy phép đã hết hạn.")
    assert not [row for row in rows(site, "case_file") if row["case"] == id]
    after = shown(lan, team, id)
    assert (after["state"], after["files"]) == ("refused", [])
    assert after["seen"] == {"kinds": {"pdf": 1, "png": 1}, "reviewers": 1}
    assert after["steps"][-1]["words"] == "Giấy phép đã hết hạn."
    seen = mai.get(at(id))
    assert seen["seen"]["reviewers"] == [mai.id]
    assert "bí mật" not in repr(seen)
    for asking in (
        lan.ask("GET", f"{path(team, id)}/files/{file}"),
        mai.ask("GET", f"{at(id)}/files/{file}"),
    ):
        assert asking.status_code == 404
    assert begin(lan, team) != id, "after a refusal one applies anew"


def test_taking_up_asking_for_more_and_noting(
    lan: Person, team: str, id: str, mai: Agent, quan: Agent
) -> None:
    assert mai.put(f"{at(id)}/review")["state"] == "review"
    assert problem(quan.ask("PUT", f"{at(id)}/review")) == "not_now"
    propose(quan, id)
    asked = mai.post(f"{at(id)}/questions", {"words": "Xin gửi quyết định thành lập."})
    assert (asked["state"], asked["proposal"]) == ("more", None), "what was proposed is off"
    mai.post(f"{at(id)}/notes", {"words": "Đã gọi điện cho Sở."})
    assert "Đã gọi điện" in repr(quan.get(at(id))["notes"])
    assert "Đã gọi điện" not in repr(shown(lan, team, id))
    lan.post(f"{path(team, id)}/answers", {"words": "Đây ạ."})
    assert [one["state"] for one in quan.get(at(id))["steps"]] == ["submitted", "review", "more", "submitted"]
    assert FILES_AT_MOST == 5


def test_what_changes_under_a_proposal_takes_it_off(
    lan: Person, team: str, id: str, mai: Agent, quan: Agent
) -> None:
    mai.post(f"{at(id)}/questions", {"words": "Thêm?"})
    number = propose(mai, id)["proposal"]["number"]
    attach(lan, path(team, id), "c.pdf")
    assert problem(quan.ask("PUT", f"{at(id)}/proposals/{number}/confirmation")) == "not_now"


def test_revoking_takes_two_and_leaves_the_time_of_grace(
    lan: Person, team: str, id: str, mai: Agent, quan: Agent
) -> None:
    early = mai.ask("POST", f"{at(id)}/proposals", {"verdict": "revoke", "words": "x"})
    assert problem(early) == "not_now"
    decide(mai, quan, id)
    minute(lan.site)
    made = propose(quan, id, "revoke", "Tổ chức đã giải thể.")["proposal"]["number"]
    assert problem(quan.ask("PUT", f"{at(id)}/proposals/{made}/confirmation")) == "second_person"
    assert standing(lan, team) == ("sponsored", "running")
    mai.put(f"{at(id)}/proposals/{made}/confirmation")
    minute(lan.site)
    assert standing(lan, team) == ("sponsored", "grace")
    assert shown(lan, team, id)["state"] == "revoked"
    again = mai.ask("POST", f"{at(id)}/proposals", {"verdict": "grant", "words": "x", "until": last_day()})
    assert problem(again) == "not_now"


def test_the_end_of_a_grant_is_a_day_to_come_within_three_years(id: str, mai: Agent) -> None:
    for until, detail in (
        (last_day(-1), "ba năm"),
        (last_day(4 * 366), "ba năm"),
        ("2027-02-30", "không có trong lịch"),
    ):
        refused = mai.ask("POST", f"{at(id)}/proposals", {"verdict": "grant", "words": "x", "until": until})
        assert (refused.status_code, refused.json()["field"]) == (422, "until")
        assert detail in refused.json()["detail"]
    missing = mai.ask("POST", f"{at(id)}/proposals", {"verdict": "grant", "words": "x"})
    assert missing.json()["field"] == "until"


def test_other_roles_see_nothing(the_desk: Desk, id: str) -> None:
    for role in ("support", "finance", "abuse"):
        agent = signed_in(the_desk, role)
        assert (agent.ask("GET", "/desk/sponsorships").status_code, agent.ask("GET", at(id)).status_code) == (
            403,
            403,
        )
