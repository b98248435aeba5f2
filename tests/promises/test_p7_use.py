"""P7: not for network marketing, politics or anything illegal: nobody has an account who has not accepted that, what goes
against it is reported with proof, and a team that does stands still without anyone opening it."""

from chalicelib.consent import wording
from tests.abuse.restricting import restrict
from tests.doors import problem
from tests.engine_rows import rows
from tests.people import Person, new_id
from tests.site import Site


def test_no_account_is_opened_before_the_terms_are_accepted(site: Site) -> None:
    lan = Person(site, "lan")
    attempt = lan.post("/sign-in", {"email": lan.email})["attempt"]
    code = site.mails(lan.email)[0]["code"]
    before = len(rows(site, "account"))
    refused = lan.ask("POST", f"/sign-in/{attempt}/session", {"code": code})
    assert (refused.status_code, problem(refused)) == (409, "terms_required")
    assert len(rows(site, "account")) == before
    proof = {"code": code, "terms": refused.json()["terms"]}
    assert lan.ask("POST", f"/sign-in/{attempt}/session", proof).status_code == 201
    (consent,) = lan.get("/consents")["consents"]
    assert (consent["kind"], consent["action"]) == ("terms", "accepted")


def test_the_terms_say_it_in_both_languages() -> None:
    held = wording.read(wording.OURS)["terms"][-1]
    for words, text in (
        (("đa cấp", "chính trị", "trái pháp luật"), held.vi),
        (("network marketing", "political", "illegal"), held.en),
    ):
        assert all(word in text for word in words)


def test_a_breach_is_reported_with_proof_and_nothing_can_be_made_up(site: Site) -> None:
    lan = Person(site, "lan").sign_in()
    project, (first, *_) = lan.open_project(lan.found_team())
    said = "Mời ba người, nhận mười triệu"
    task = lan.add_task(project, first, said)
    attached = {"kind": "title", "task": task, "text": said}
    report = {"reason": "recruitment", "attached": [attached]}
    made_up = {"reason": "recruitment", "attached": [attached | {"text": "Bầu cho tôi"}]}
    assert problem(lan.ask("POST", f"{project}/reports", made_up)) == "attachment_differs"
    id = lan.post(f"{project}/reports", report)["id"]
    (kept,) = (row for row in rows(site, "case") if row["id"] == id)
    assert said.encode() not in b"".join(bytes(value) for value in kept.values() if hasattr(value, "value"))


def test_a_suspended_team_stands_still_and_can_be_read(site: Site) -> None:
    lan = Person(site, "lan").sign_in()
    team = lan.found_team()
    project, (first, *_) = lan.open_project(team)
    restrict(site, team, "suspend")
    task = {"id": new_id(), "title": "Việc", "list": first}
    assert problem(lan.ask("POST", f"{project}/tasks", task)) == "team_suspended"
    assert lan.board(project)["list"]
    assert lan.get(f"/teams/{team}/restriction")["reason"] == "recruitment"
