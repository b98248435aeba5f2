"""A lost device: the wait, who hears of it, who stops it, and what is left of the account at the end."""

import functools
from collections import Counter

import pytest

from tests.contacts.contacts import at_once, new_number, set_to, stranger
from tests.doors import problem
from tests.factors.protected import PASSWORD, by_passkey, by_password, step
from tests.recovery.ageing import hours_pass
from tests.recovery.lost import Lost, Owner, by_mail, told
from tests.recovery.minute import a_minute
from tests.site import Site

STARTED = "bắt đầu khôi phục"


@pytest.fixture
def hoa(site: Site) -> Owner:
    return Owner(site)


def test_an_owner_who_lost_the_phone_with_the_app_gets_back_to_the_team(site: Site) -> None:
    hoa = Owner(site, phone=False)
    hoa.with_password()
    key = hoa.with_passkey()
    lost = Lost(hoa)
    assert lost.step["recovery"] == {"state": "none", "due_at": 0, "phone": "", "by_phone": False}
    began = lost.start()
    assert began["state"] == "waiting"
    for hours in (0, 24, 47.9):
        hours_pass(site, hoa.id, hours)
        answer = lost.again().try_to_finish()
        assert (answer.status_code, problem(answer)) == (409, "recovery_early")
        assert answer.json()["until"] > 0
    hours_pass(site, hoa.id, 0.2)
    assert lost.again().step["recovery"]["state"] == "ready"
    assert hoa.owns(hoa), "nothing has changed so far"
    lost.finish()
    assert hoa.owns(lost)
    assert lost.get("/me/factors") == {
        "two_step": False, "password": None, "totp": None, "recovery": None, "passkeys": [],
    }  # fmt: skip
    assert hoa.ask("GET", "/me").status_code == 401, "whoever has the phone is signed out"
    assert by_password(hoa.elsewhere()).status_code == 403
    assert by_passkey(hoa.elsewhere(), key).status_code == 403
    assert told(site, hoa.email, "đã được khôi phục")


def test_with_the_number_it_takes_a_day_and_the_number_again(hoa: Owner, site: Site) -> None:
    lost = Lost(hoa)
    lost.start()
    shorter = lost.by_phone()
    assert shorter["by_phone"] is True
    hours_pass(site, hoa.id, 23.9)
    assert problem(lost.again().try_to_finish()) == "recovery_early"
    hours_pass(site, hoa.id, 0.2)
    answer = lost.again().try_to_finish()
    assert (answer.status_code, problem(answer)) == (403, "recovery_phone")
    proof = lost.phone_code()
    assert problem(lost.try_to_finish(**proof | {"code": "000000"})) == "wrong_step"
    lost.finish(**proof)
    assert hoa.owns(lost)


def test_a_contact_that_is_not_settled_makes_nothing_shorter(hoa: Owner, site: Site) -> None:
    """Somebody at her signed-in browser gives the account a number of theirs, then reads her mail."""
    hoa.number = new_number()
    set_to(hoa, "phone", hoa.number)
    thief = Lost(hoa, "trom")
    thief.start()
    thief.by_phone()
    hours_pass(site, hoa.id, 48)
    assert problem(thief.again().try_to_finish()) == "recovery_early"


def test_all_contacts_hear_at_the_start_every_day_and_at_the_end(site: Site) -> None:
    hoa = Owner(site)
    old, hoa.email = hoa.email, f"moi.{hoa.email}"
    set_to(hoa, "email", hoa.email)
    lost = Lost(hoa)
    lost.start()
    for to in (old, hoa.email, hoa.number):
        assert told(site, to, "khôi phục tài khoản"), to
    assert told(site, old, STARTED)
    sent: list[dict[str, str]] = []
    for waiting, ready in ((1, 0), (2, 0), (2, 1)):
        hours_pass(site, hoa.id, 24.1)
        # The site does its minutes as well: each reminder comes once, from whoever is first.
        sent += a_minute(site) + a_minute(site)
        for to in (old, hoa.email):
            got = [m["text"] for m in sent + site.mails(to) if m["to"] == to and "/not-me#" in m["text"]]
            assert sum("vẫn đang chờ" in text for text in got) == waiting, to
            assert sum("Thời gian chờ khôi phục" in text for text in got) == ready, to
    lost.again().finish()
    assert told(site, hoa.number, "đã được khôi phục")


def test_it_begins_and_ends_only_behind_a_sign_in_by_mail_in_this_browser(hoa: Owner, site: Site) -> None:
    hoa.with_password()
    away = hoa.elsewhere()
    asked = by_password(away, PASSWORD).json()
    assert asked["recovery"] is None, "a password tells nothing of it"
    for path in ("", "/checks", "/session"):
        body = {} if path == "/session" else None
        answer = away.ask("POST", f"/sign-in/steps/{asked['step']}/recovery{path}", body)
        assert (answer.status_code, problem(answer)) == (403, "recovery_by_mail")
    lost = Lost(hoa)
    lost.start()
    proof = lost.phone_code()
    thief = stranger(site)
    for cookies in ({}, {"__Host-step": "A" * 43}):
        thief.cookies = dict(cookies)
        for method, path, body in (
            ("POST", "", None), ("POST", "/checks", None), ("PUT", "/phone", proof), ("POST", "/session", {}),
        ):  # fmt: skip
            assert problem(thief.ask(method, lost.path + path, body)) == "step_over", path
    other = Lost(hoa)
    assert problem(other.ask("PUT", f"{other.path}/phone", proof)) == "step_over", "a code is its browser's"


def test_a_phones_code_is_used_once_and_guessed_five_times(hoa: Owner) -> None:
    lost = Lost(hoa)
    lost.start()
    proof = lost.phone_code()
    lost.put(f"{lost.path}/phone", proof)
    assert problem(lost.ask("PUT", f"{lost.path}/phone", proof)) == "step_over"
    proof = lost.phone_code()
    wrong = [lost.ask("PUT", f"{lost.path}/phone", proof | {"code": f"00000{n}"}) for n in range(5)]
    assert [problem(one) for one in wrong] == ["wrong_step"] * 4 + ["step_over"]
    assert problem(lost.ask("PUT", f"{lost.path}/phone", proof)) == "step_over"


def test_a_code_to_ones_own_number_proves_nothing_of_another_account(hoa: Owner, site: Site) -> None:
    thief, mine = Lost(hoa, "trom"), Lost(Owner(site, aged=False), "trom")
    thief.start()
    mine.cookies = dict(thief.cookies)
    mine.again().start()
    proof = mine.phone_code()
    assert problem(thief.ask("PUT", f"{thief.path}/phone", proof)) == "step_over"
    mine.put(f"{mine.path}/phone", proof)


def test_finishing_at_many_places_at_once_is_one_session(hoa: Owner, site: Site) -> None:
    lost = Lost(hoa)
    lost.start()
    hours_pass(site, hoa.id, 72.1)
    lost.again()
    answers = at_once(*(functools.partial(lost.try_to_finish) for _ in range(12)))
    assert Counter(answer.status_code for answer in answers)[201] == 1
    assert {answer.status_code for answer in answers} <= {201, 410}


def test_beginning_has_a_limit_that_nobody_else_uses_up(site: Site) -> None:
    hoa = Owner(site, phone=False)
    for _ in range(5):
        lost = Lost(hoa)
        lost.start()
        assert lost.start()["state"] == "waiting", "asking again begins nothing new"
        away = hoa.elsewhere()
        assert step(away, by_mail(away), recovery=hoa.codes.pop()).status_code == 201
    lost = Lost(hoa)
    answer = lost.ask("POST", lost.path)
    assert (answer.status_code, problem(answer)) == (429, "slow_down")
    assert int(answer.headers["Retry-After"]) > 0
    lost = Lost(Owner(site, phone=False))
    assert lost.start()["state"] == "waiting"
