"""What support is shown: only by who may, only what was agreed to, and not a moment longer."""

import json

import pytest

from chalicelib.cases import case, files
from chalicelib.clock import now
from chalicelib.consent import ledger, receipt
from chalicelib.consent.ledger import Act
from chalicelib.ids import long_id
from chalicelib.tickets import ending, view
from chalicelib.tickets.view import Facts
from tests.conftest import Cast
from tests.doors import problem
from tests.engine_rows import rows
from tests.people import Person, new_op
from tests.site import Site
from tests.tickets.shared import ask_support, asked, copy_of, fill
from tests.tickets.shown import Shown

HOUR = 3600 * 1000


def test_it_is_agreed_to_registered_and_sealed_before_it_is_shown(shown: Shown) -> None:
    lan = shown.lan
    (one,) = lan.get(f"/tickets/{shown.ticket}")["views"]
    assert (one["id"], one["state"], one["reason"]) == (shown.view, "open", "Để thấy lỗi")
    assert 59 * 60_000 < one["until"] - now() <= HOUR
    (act,) = [act for act in lan.get("/consents")["consents"] if act["kind"] == "support"]
    assert (act["action"], act["about"]) == ("accepted", shown.view)
    signed = lan.get(f"/consents/{act['number']}/receipt")
    published = lan.get("/.well-known/receipt-keys.json")["keys"]
    assert receipt.proven(json.dumps(signed).encode(), published).entry == act["entry"]
    (told,) = lan.get(f"/teams/{shown.team}/disclosures")["disclosures"]
    assert (told["to"], told["what"], told["consent"]) == ("support", "project", act["entry"])
    assert told["project"] == shown.project.rpartition("/")[2]
    at_desk = case.at_desk("view", shown.view)
    assert at_desk is not None
    assert "Gọi phụ huynh" in files.whole(at_desk, "copy").decode()
    assert "phụ huynh" not in repr(rows(lan.site, "case_file"))


def test_the_same_request_grants_once(lan: Person) -> None:
    project, _ = lan.open_project(lan.found_team())
    body, op = asked(lan, ask_support(lan), copy_of()), new_op()
    first = lan.post(f"{project}/views", body, op=op)
    again = lan.post(f"{project}/views", body, op=op)
    assert (again["view"], again["until"]) == (first["view"], first["until"])
    assert again["receipt"]["receipt"] == first["receipt"]["receipt"]
    assert len([one for one in lan.get("/consents")["consents"] if one["kind"] == "support"]) == 1


def test_who_does_not_answer_for_the_team_shows_nothing(cast: Cast) -> None:
    for name, status in (("bob", 403), ("gus", 403), ("charlie", 404)):
        person: Person = getattr(cast, name)
        body = asked(person, ask_support(person), copy_of())
        assert person.ask("POST", f"{cast.project}/views", body).status_code == status, name
        assert not [one for one in person.get("/consents")["consents"] if one["kind"] == "support"], name
    # A project that dana cannot see, under a team of hers, with a ticket of hers: and one that is another's.
    dana = cast.dana
    ticket, team = ask_support(dana), dana.found_team()
    foreign = cast.other_project.rpartition("/")[2]
    body = asked(dana, ticket, copy_of())
    assert problem(dana.ask("POST", f"/teams/{team}/projects/{foreign}/views", body)) == "not_found"
    stolen = body | {"ticket": ask_support(cast.charlie)}
    assert problem(dana.ask("POST", f"{cast.project}/views", stolen)) == "not_found"
    assert cast.alice.get(f"/teams/{cast.team}/disclosures")["disclosures"] == []


def test_nothing_is_shown_before_all_of_it_is_there(lan: Person) -> None:
    project, _ = lan.open_project(lan.found_team())
    ticket, copy = ask_support(lan), copy_of(tasks=tuple(f"Việc {n}" for n in range(2000)))
    id = lan.post(f"{project}/views", asked(lan, ticket, copy))["view"]
    assert asked(lan, ticket, copy)["parts"] > 1
    lan.put(f"/views/{id}/copy", {"number": 0, "text": copy[:60_000]})
    assert problem(lan.ask("PUT", f"/views/{id}/sharing")) == "view_incomplete"
    assert lan.get(f"/tickets/{ticket}")["views"] == []
    fill(lan, id, copy)
    lan.put(f"/views/{id}/sharing")
    assert lan.get(f"/tickets/{ticket}")["views"][0]["state"] == "open"
    # Afterwards nobody puts another copy in its place, and a second view waits for the end of the first.
    answer = lan.ask("PUT", f"/views/{id}/copy", {"number": 0, "text": "khác"})
    assert (answer.status_code, problem(answer)) == (410, "view_over")
    assert problem(lan.ask("POST", f"{project}/views", asked(lan, ticket, copy))) == "view_shared"


def test_a_copy_that_is_no_copy_is_not_shown(lan: Person) -> None:
    project, _ = lan.open_project(lan.found_team())
    copy = json.dumps({"form": "izwork-view/1", "project": "X", "lists": "<script>"})
    id = lan.post(f"{project}/views", asked(lan, ask_support(lan), copy))["view"]
    fill(lan, id, copy)
    assert problem(lan.ask("PUT", f"/views/{id}/sharing")) == "view_incomplete"


def test_withdrawn_it_is_gone_at_once(shown: Shown) -> None:
    lan = shown.lan
    lan.delete(f"/views/{shown.view}")
    assert shown.kept()["case_file"] == 0
    assert lan.get(f"/tickets/{shown.ticket}")["views"] == []
    acts = [one["action"] for one in lan.get("/consents")["consents"] if one["kind"] == "support"]
    assert acts == ["accepted", "withdrawn"]
    lan.delete(f"/views/{shown.view}")  # a second press changes nothing
    assert len([one for one in lan.get("/consents")["consents"] if one["kind"] == "support"]) == 2
    ends = [one for one in lan.get(f"/tickets/{shown.ticket}")["said"] if one["what"] == "ended"]
    assert [(one["view"], one["text"]) for one in ends] == [(shown.view, "withdrawn")]
    ending.keep_up()
    assert shown.kept()["case"] == 1, "for two minutes looks are still carried"


def test_what_has_ended_leaves_no_row(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    shown.lan.delete(f"/views/{shown.view}")
    monkeypatch.setattr(ending, "AFTERWARDS", -1)
    ending.keep_up()
    assert shown.kept() == {"case": 0, "case_entry": 0, "case_file": 0, "own_case": 0}
    assert problem(shown.lan.ask("DELETE", f"/views/{shown.view}")) == "not_found"


def test_when_its_time_is_over_it_ends_by_itself(shown: Shown) -> None:
    shown.let_pass(HOUR)
    ending.keep_up()
    assert shown.case().state == "ended"
    assert shown.kept()["case_file"] == 0
    said = shown.lan.get(f"/tickets/{shown.ticket}")["said"]
    assert [one["text"] for one in said if one["what"] == "ended"] == ["expired"]
    acts = [one["action"] for one in shown.lan.get("/consents")["consents"] if one["kind"] == "support"]
    assert acts == ["accepted"], "it ended as agreed: nothing was taken back"


def test_taken_back_in_the_ledger_it_ends(shown: Shown) -> None:
    act = Act("support", "withdrawn", "2026-11", "0" * 64, now(), about=shown.view)
    assert ledger.append(shown.account, new_op(), lambda kept: act)
    ending.keep_up()
    assert shown.kept()["case_file"] == 0
    assert len([one for one in ledger.read(shown.account) if one.entry.act.kind == "support"]) == 2


def test_a_request_that_comes_again_late_does_not_bring_it_back(
    lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, _ = lan.open_project(lan.found_team())
    body, op = asked(lan, ask_support(lan), copy_of()), new_op()
    id = lan.post(f"{project}/views", body, op=op)["view"]
    lan.delete(f"/views/{id}")
    monkeypatch.setattr(ending, "AFTERWARDS", -1)
    ending.keep_up()
    assert problem(lan.ask("POST", f"{project}/views", body, op=op)) == "view_over"


def test_who_may_show_it_no_more_shows_it_no_longer(shown: Shown, site: Site) -> None:
    minh = Person(site, "minh").sign_in()
    member = shown.lan.let_in(minh, shown.team, "member")
    shown.lan.put(f"/teams/{shown.team}/ownership", {"member": member})
    me = shown.lan.get(f"/teams/{shown.team}")["me"]
    ending.keep_up()
    assert shown.case().state == "open", "an admin still may"
    minh.patch(f"/teams/{shown.team}/members/{me}", {"role": "member"})
    ending.keep_up()
    assert shown.case().state == "ended"
    assert shown.kept()["case_file"] == 0


def test_a_closed_ticket_shows_nothing(shown: Shown) -> None:
    shown.lan.put(f"/tickets/{shown.ticket}/closure")
    assert shown.case().state == "ended"
    assert shown.kept()["case_file"] == 0


def test_nobody_else_reaches_it(shown: Shown, site: Site) -> None:
    minh = Person(site, "minh").sign_in()
    for method, path, body in (
        ("PUT", "/copy", {"number": 0, "text": "khác"}),
        ("PUT", "/sharing", None),
        ("DELETE", "", None),
    ):
        answer = minh.ask(method, f"/views/{shown.view}{path}", body)
        assert (answer.status_code, problem(answer)) == (404, "not_found")
    assert shown.case().state == "open"
    assert problem(minh.ask("DELETE", f"/views/{long_id()}")) == "not_found"


def test_an_erased_team_is_shown_to_nobody(shown: Shown) -> None:
    shown.look()
    name = shown.lan.get(f"/teams/{shown.team}")["name"]
    shown.lan.put(f"/teams/{shown.team}/erasure", {"name": name, "at_once": True})
    ending.keep_up()
    assert shown.case().state == "ended"
    assert shown.kept()["case_file"] == 0
    assert view.find(shown.account, shown.view).facts(Facts).why == "left"
