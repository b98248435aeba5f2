"""Changing an address or number: what proves it, who is told, and how often it may be tried."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.accounts.test_own_sessions import age, prove
from tests.contacts.contacts import again, ask, new_address, new_number, notice, set_to, try_to
from tests.doors import problem
from tests.engine_rows import remove, rewrite, rows
from tests.people import Person
from tests.site import Site


@pytest.fixture
def lan(site: Site) -> Person:
    return Person(site, "lan").sign_in()


def codes(site: Site, to: str) -> list[str]:
    return [m["code"] for m in site.mails(to) if m["code"]]


def verification_row(site: Site, id: str) -> dict[str, Any]:
    return next(row for row in rows(site, "attempt") if row["id"] == id)


def test_a_number_is_kept_once_its_code_is_typed(lan: Person, site: Site) -> None:
    number = new_number()
    typed = "0" + number[3:6] + " " + number[6:9] + "." + number[9:]
    sent = lan.post("/me/phone/verifications", {"phone": typed})
    assert sent["to"].replace(" ", "") == "0" + number[3:]
    assert lan.get("/me/contacts")["phone"] is None
    (message,) = site.mails(number)
    assert re.fullmatch(r"\d{6}", message["code"])
    assert len(message["text"]) <= 70, "longer than one message in Vietnamese letters"
    kept = lan.put(
        "/me/phone",
        {"verification": sent["verification"], "code": f" {message['code'][:3]} {message['code'][3:]}"},
    )
    assert kept["phone"] == number
    assert abs(kept["phone_verified_at"] - time.time() * 1000) < 60_000
    lan.delete("/me/phone")
    assert lan.get("/me/contacts")["phone"] is None
    lan.delete("/me/phone")


@pytest.mark.parametrize("kind", ["email", "phone"])
def test_five_wrong_codes_end_it_also_at_once_and_it_is_spent_once(kind: str, lan: Person) -> None:
    value = new_address() if kind == "email" else new_number()
    right = ask(lan, kind, value)
    wrong = {**right, "code": "AAAA-2222" if kind == "email" else "000000"}
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: lan.ask("PUT", f"/me/{kind}", wrong), range(12)))
    assert sorted({answer.status_code for answer in answers}) == [403, 410]
    assert len([a for a in answers if a.status_code == 403]) <= 4
    assert problem(lan.ask("PUT", f"/me/{kind}", right)) == "attempt_over"
    fresh = ask(lan, kind, value)
    assert lan.ask("PUT", f"/me/{kind}", fresh).status_code == 200
    assert problem(lan.ask("PUT", f"/me/{kind}", fresh)) == "attempt_over"


def test_a_code_is_bound_to_account_browser_kind_and_time(lan: Person, site: Site) -> None:
    number, address = new_number(), new_address()
    by_phone, by_mail = ask(lan, "phone", number), ask(lan, "email", address)
    other = Person(site, "khac").sign_in()
    assert problem(other.ask("PUT", "/me/phone", by_phone)) == "attempt_over"
    assert problem(again(lan).ask("PUT", "/me/phone", by_phone)) == "other_browser"
    assert problem(lan.ask("PUT", "/me/email", by_phone)) == "attempt_over"
    assert problem(lan.ask("PUT", "/me/phone", by_mail)) == "attempt_over"
    mixed = {"verification": by_phone["verification"], "code": by_mail["code"]}
    assert problem(lan.ask("PUT", "/me/phone", mixed)) == "wrong_code"
    row = verification_row(site, by_phone["verification"])
    rewrite(site, "attempt", row, expires_at=int(time.time()) - 1, tries=0)
    assert problem(lan.ask("PUT", "/me/phone", by_phone)) == "attempt_over"
    rewrite(site, "attempt", row, tries=0)
    assert lan.ask("PUT", "/me/phone", by_phone).status_code == 200


def test_a_verification_signs_nobody_in(lan: Person, site: Site) -> None:
    address = new_address()
    sent = lan.post("/me/email/verifications", {"email": address})
    mail = site.mails(address)[0]
    token = re.search(r"/verify-email#\w+\.([\w-]+)", mail["text"])
    assert token is not None
    thief = Person(site, "trom")
    path = f"/sign-in/{sent['verification']}/session"
    for proof in ({"token": token[1]}, {"code": mail["code"]}):
        assert thief.ask("POST", path, proof).status_code in (403, 410)
        assert "__Host-session" not in thief.cookies
    sign_in = thief.post("/sign-in", {"email": address})["attempt"]
    asked = {"verification": sign_in, "code": site.mails(address)[0]["code"]}
    assert problem(lan.ask("PUT", "/me/email", asked)) == "attempt_over"


def test_the_link_works_in_the_browser_that_asked_only(lan: Person, site: Site) -> None:
    address = new_address()
    sent = lan.post("/me/email/verifications", {"email": address})
    token = re.search(r"/verify-email#\w+\.([\w-]+)", site.mails(address)[0]["text"])
    assert token is not None
    body = {"verification": sent["verification"], "token": token[1]}
    assert problem(again(lan).ask("PUT", "/me/email", body)) == "other_browser"
    assert problem(Person(site, "khac").sign_in().ask("PUT", "/me/email", body)) == "attempt_over"
    assert lan.put("/me/email", body)["email"] == address


def test_a_new_address_signs_in_at_once_the_old_one_no_more_and_other_sessions_end(
    lan: Person, site: Site
) -> None:
    old, new, phone = lan.email, new_address(), again(lan)
    account = lan.get("/me")["id"]
    set_to(lan, "email", new.upper())
    assert lan.get("/me") | {"id": account, "email": new} == lan.get("/me")
    assert phone.ask("GET", "/me").status_code == 401
    assert again(lan, new).get("/me")["id"] == account
    refused = Person(site, "lan", old)
    attempt = refused.post("/sign-in", {"email": old})["attempt"]
    code = next(m["code"] for m in site.mails(old) if attempt in m["text"])
    answer = refused.ask("POST", f"/sign-in/{attempt}/session", {"code": code})
    assert (answer.status_code, problem(answer)) == (409, "address_changed")
    assert "__Host-session" not in refused.cookies


def test_the_old_contacts_are_told_and_the_new_one_is_not_asked_to_undo(lan: Person, site: Site) -> None:
    old, number, new = lan.email, new_number(), new_address()
    set_to(lan, "phone", number)
    assert site.mails(old)[0]["subject"] == "Số điện thoại đã được thêm"
    set_to(lan, "email", new)
    for to in (old, number):
        told = site.mails(to)[0]["text"]
        assert "/undo#" in told
        assert new not in told, "who lost an account must not be told where it went, nor a thief's neighbour"
    assert not [m for m in site.mails(new) if "/undo#" in m["text"]]


def test_all_of_it_needs_a_fresh_proof(lan: Person) -> None:
    ready = ask(lan, "phone", new_number())
    age(lan)
    doors: list[tuple[str, str, Any]] = [
        ("POST", "/me/email/verifications", {"email": new_address()}),
        ("POST", "/me/phone/verifications", {"phone": new_number()}),
        ("PUT", "/me/email", ready),
        ("PUT", "/me/phone", ready),
        ("DELETE", "/me/phone", None),
    ]
    for method, path, body in doors:
        assert problem(lan.ask(method, path, body)) == "prove_again", path
    prove(lan)
    # Proving renews the session, not the browser: what was asked for before is still good.
    assert lan.ask("PUT", "/me/phone", ready).status_code == 200


def test_three_codes_in_ten_minutes_by_account_and_by_number(site: Site) -> None:
    number, lan = new_number(), Person(site, "lan").sign_in()
    for _ in range(3):
        lan.post("/me/phone/verifications", {"phone": number})
    for value in (number, new_number()):
        answer = lan.ask("POST", "/me/phone/verifications", {"phone": value})
        assert (answer.status_code, problem(answer)) == (429, "slow_down")
        assert 1 <= int(answer.headers["retry-after"]) <= 600
    assert (
        problem(Person(site, "hoa").sign_in().ask("POST", "/me/phone/verifications", {"phone": number}))
        == "slow_down"
    )
    assert len(codes(site, number)) == 3
    text = repr(rows(site, "counter"))
    assert number not in text
    assert number[3:] not in text


def test_three_codes_in_any_ten_minutes_whatever_the_clock_shows(lan: Person, site: Site) -> None:
    if time.time() % 86_400 < 1_200:
        pytest.skip("counts of the day before have another key: they cannot be moved there")
    number = new_number()
    for _ in range(3):
        lan.post("/me/phone/verifications", {"phone": number})
    shift_counts(site, ago=100)
    answer = lan.ask("POST", "/me/phone/verifications", {"phone": number})
    assert (answer.status_code, problem(answer)) == (429, "slow_down")
    assert 400 <= int(answer.headers["retry-after"]) <= 500
    shift_counts(site, ago=601, windows=0)
    lan.post("/me/phone/verifications", {"phone": number})
    assert len(codes(site, number)) == 4


def shift_counts(site: Site, *, ago: int, windows: int = 1) -> None:
    """Have what was counted per ten minutes happen so many seconds ago, and so many stretches before."""
    now = int(time.time())
    for row in rows(site, "counter"):
        if row["window"] in (now // 600, now // 600 - 1) and row.get("last_at"):
            remove(site, "counter", key=row["key"], window=row["window"])
            rewrite(site, "counter", row, window=row["window"] - windows, last_at=now - ago)


def test_six_changes_wait_until_they_can_no_longer_be_undone(lan: Person) -> None:
    # As somebody who changes slowly enough for the limits: addresses and numbers in turn.
    for _ in range(3):
        set_to(lan, "email", new_address())
        set_to(lan, "phone", new_number())
    answer = try_to(lan, "email", new_address())
    assert (answer.status_code, problem(answer)) == (429, "too_many_changes")
    assert 71 * 3600 < int(answer.headers["retry-after"]) <= 74 * 3600


def test_wrong_numbers_are_refused_with_the_reason(lan: Person) -> None:
    for typed, code in (
        ("0912", "wrong_number"),
        ("024 3825 5555", "landline"),
        ("1900 1234", "service_number"),
    ):
        answer = lan.ask("POST", "/me/phone/verifications", {"phone": typed})
        assert (answer.status_code, problem(answer)) == (422, code)


def test_no_notice_goes_astray(lan: Person, site: Site) -> None:
    """Each reader's link is a link of their own."""
    number = new_number()
    set_to(lan, "phone", number)
    set_to(lan, "email", new_address())
    links = {notice(site, lan.email).token, notice(site, number).token}
    assert len(links) == 2
