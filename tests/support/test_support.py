"""Support finds an account by its whole contact alone, sees how it signs in and no more, and has things done for it."""

import json
from typing import Any

import pytest

from chalicelib.clock import now
from chalicelib.ids import long_id_from
from chalicelib.notices import outbox
from chalicelib.notices.mail import Letter
from chalicelib.store import rows as product_rows
from chalicelib.store.tables import Mail
from tests.contacts.contacts import new_number, set_to
from tests.desk.desk import Agent, Desk, ordered, signed_in
from tests.doors import problem
from tests.engine_rows import engine_url, rewrite, rows, tables
from tests.factors.protected import PASSWORD, Protected, by_password
from tests.mine.site import beside, id_of, row_of
from tests.people import new_op
from tests.site import Site
from tests.support.asking import wish
from tests.waiting import clear_of_the_minute

FAR = 10**15


@pytest.fixture
def mai(the_desk: Desk) -> Agent:
    return signed_in(the_desk, "support", name="mai")


@pytest.fixture
def hoa(site: Site) -> Protected:
    return Protected(site).with_password()


def look_up(agent: Agent, contact: str) -> Any:
    return agent.post("/desk/accounts/lookup", {"contact": contact})


def carried_out(agent: Agent, account: str, what: str) -> tuple[str, Any]:
    """Ask for an errand, let the product's minute come, and read what came of it."""
    left = agent.post(f"/desk/accounts/{account}/errands", wish(what))
    assert left["outcome"] is None
    assert "done" in ordered(agent.desk.site, "erase-closed-accounts")
    (one,) = [
        one for one in agent.get(f"/desk/accounts/{account}/errands")["errands"] if one["id"] == left["id"]
    ]
    return one["outcome"], one["many"]


def test_an_account_is_found_by_its_whole_contact(mai: Agent, hoa: Protected) -> None:
    number = new_number()
    set_to(hoa, "phone", number)
    hoa.with_passkey()
    team = hoa.found_team("Nhóm kín")
    by_mail = look_up(mai, f" {hoa.email.upper()} ")
    assert by_mail["account"] == id_of(hoa)
    assert {one["kind"] for one in by_mail["factors"]} == {"password", "passkey"}
    assert by_mail["sessions"] >= 1
    assert by_mail["seen_at"] >= by_mail["created_at"]
    assert [(one["team"], one["plan"]) for one in by_mail["teams"]] == [(team, "free")]
    assert look_up(mai, number)["account"] == id_of(hoa)
    told = json.dumps(by_mail, ensure_ascii=False)
    for typed in (hoa.email, number, "Nhóm kín", PASSWORD):
        assert typed not in told
    entries = mai.get("/desk/me/log")["entries"]
    assert [(one["act"], one["account"]) for one in entries[:2]] == [("account.seen", id_of(hoa))] * 2


@pytest.mark.parametrize("part", ["", "domain", "prefix", "star"])
def test_a_part_of_a_contact_finds_nobody_and_the_answer_looks_the_same(
    mai: Agent, hoa: Protected, part: str
) -> None:
    asked = {
        "": "ai.do@khong-co.example",
        "domain": hoa.email.partition("@")[2] + "@",
        "prefix": hoa.email[:-1],
        "star": "*@" + hoa.email.partition("@")[2],
    }[part]
    none = look_up(mai, asked)
    assert none["account"] is None
    assert set(none) == set(look_up(mai, hoa.email))
    assert not [value for value in none.values() if value]
    acts = [one["act"] for one in mai.get("/desk/me/log")["entries"]]
    assert acts.count("account.none") == 1


def test_who_looks_up_all_day_is_stopped(mai: Agent) -> None:
    for _ in range(60):
        answer = mai.ask("POST", "/desk/accounts/lookup", {"contact": "ai@khong-co.example"})
        if answer.status_code == 429:
            break
    answer = mai.ask("POST", "/desk/accounts/lookup", {"contact": "ai@khong-co.example"})
    assert (answer.status_code, problem(answer)) == (429, "slow_down")


def test_mails_that_wait_are_seen_and_sent_again(site: Site, mai: Agent, hoa: Protected) -> None:
    beside(site)
    clear_of_the_minute(40)  # the site has no relay: its own run would take them and put them off
    for to in (hoa.email, "ai@khac.example"):
        outbox.keep(Letter(to, "sign_in", "vi", {"link": "https://x/#bí-mật", "code": "ABCD-EFGH"}, FAR))
    dead = Letter(hoa.email, "proof", "vi", {"code": "ABCD-EFGH"}, FAR)
    outbox.keep(dead)
    row = next(one for one in outbox.deliveries(hoa.email) if outbox.template_of(one) == "proof")
    outbox._give_up(row)
    seen = look_up(mai, hoa.email)["mails"]
    assert {(one["template"], one["state"]) for one in seen} == {("sign_in", "waiting"), ("proof", "dead")}
    assert hoa.email not in repr(rows(site, "mail"))
    assert carried_out(mai, id_of(hoa), "resend-mails") == ("done", 2)

    again = outbox.deliveries(hoa.email)
    assert {one.queue for one in again} == {"waiting"}
    assert all(int(one.due_at) <= now() for one in again)
    other = outbox.deliveries("ai@khac.example")
    assert all(int(one.due_at) > now() for one in other), "nobody else's is hurried"
    for one in [*again, *other]:
        product_rows.remove(Mail(one.queue, one.id))


def test_a_limit_on_signing_in_is_lifted(mai: Agent, hoa: Protected) -> None:
    stranger = hoa.elsewhere()
    for _ in range(11):
        answer = by_password(stranger, "sai mật khẩu rồi")
    assert answer.status_code == 429
    assert by_password(hoa.elsewhere()).status_code == 429
    outcome, many = carried_out(mai, id_of(hoa), "lift-limits")
    assert outcome == "done"
    assert many >= 1
    assert by_password(hoa.elsewhere()).status_code == 201
    assert carried_out(mai, id_of(hoa), "lift-limits")[0] in ("done", "nothing")


def test_a_recovery_is_begun_and_sessions_are_ended(mai: Agent, hoa: Protected) -> None:
    account = id_of(hoa)
    assert carried_out(mai, account, "start-recovery") == ("refused", None), "a mail alone signs in"
    hoa.with_app()
    assert carried_out(mai, account, "start-recovery") == ("done", None)
    assert look_up(mai, hoa.email)["recovery"]["state"] == "waiting"
    assert carried_out(mai, account, "end-sessions") == ("done", 1)
    assert hoa.ask("GET", "/me").status_code == 401
    assert look_up(mai, hoa.email)["sessions"] == 0
    assert carried_out(mai, account, "end-sessions") == ("nothing", 0)


def test_an_errand_that_is_repeated_is_left_once(site: Site, mai: Agent, hoa: Protected) -> None:
    path, op = f"/desk/accounts/{id_of(hoa)}/errands", new_op()
    first = mai.post(path, wish("end-sessions"), op=op)
    assert mai.post(path, wish("end-sessions"), op=op)["id"] == first["id"]
    ordered(site, "erase-closed-accounts")
    again = mai.post(path, wish("end-sessions"), op=op)
    assert (again["id"], again["outcome"]) == (first["id"], "done")
    assert len(mai.get(path)["errands"]) == 1
    assert not [one for one in rows(site, "errand") if one["queue"] == "waiting" and one["id"] == first["id"]]


def test_the_log_stands_although_the_answer_fails(site: Site, mai: Agent, hoa: Protected) -> None:
    """What follows the entry meets a row that is broken."""
    account, op = id_of(hoa), new_op()
    broken = {"queue": account, "id": long_id_from("errand", mai.id, op), "what": "end-sessions"}
    tables(engine_url(site)).Table("izwork-errand").put_item(Item=broken)
    answer = mai.ask("POST", f"/desk/accounts/{account}/errands", wish("end-sessions"), op=op)
    assert (answer.status_code, problem(answer)) == (500, "broken")
    told = [one for one in rows(site, "desk_log") if one["about"] == f"account:{account}"]
    assert [one["act"] for one in told] == ["errand.end-sessions"]
    tables(engine_url(site)).Table("izwork-errand").delete_item(Key={k: broken[k] for k in ("queue", "id")})


def test_the_ids_of_errors_that_somebody_met_are_seen(site: Site, mai: Agent, hoa: Protected) -> None:
    account = id_of(hoa)
    row = row_of(site, account)
    rewrite(site, "account", row, body=b"broken")
    failed = hoa.ask("GET", "/me")
    rewrite(site, "account", row)
    assert (failed.status_code, problem(failed)) == (500, "broken")
    (seen,) = look_up(mai, hoa.email)["faults"]
    assert (seen["request"], seen["route"]) == (failed.json()["request_id"], "/api/v1/me")
    held = {one["table"]: one["items"] for one in hoa.get("/me/data")["held"]}
    assert [one["error"] for one in held["fault"]] == [seen["request"]]
