"""Sessions: the cookies, how long they last, how they end; and the limits on asking for mail."""

import hashlib
import re
import time
from typing import Any

import pytest

from tests.accounts.test_sign_in import Try
from tests.doors import problem
from tests.engine_rows import rewrite, rows
from tests.people import Person
from tests.site import Site

DAY = 24 * 3600 * 1000
ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age="


@pytest.fixture
def hoa(site: Site) -> Person:
    return Person(site, "hoa").sign_in()


def row_of(person: Person) -> dict[str, Any]:
    hashed = hashlib.sha256(person.cookies["__Host-session"].encode()).hexdigest()
    return next(row for row in rows(person.site, "session") if row["hash"] == hashed)


def test_cookies_have_exactly_these_attributes_and_both_arrive(hoa: Person) -> None:
    asked = Try(hoa)
    token = r"[0-9A-Za-z_-]{43}"
    assert re.fullmatch(
        f"__Host-attempt={token}{re.escape(ATTRIBUTES)}600", asked.asked.headers["set-cookie"]
    )
    set_now = asked.finish(token=asked.token).headers.get_list("set-cookie")
    assert len(set_now) == 3
    assert re.fullmatch(f"__Host-session={token}{re.escape(ATTRIBUTES)}{60 * 24 * 3600}", set_now[0])
    assert set_now[1] == f"__Host-attempt={ATTRIBUTES}0"
    known = r"[0-9A-Za-z_-]{22}\.[0-9a-f]{64}"
    assert re.fullmatch(f"__Host-known={known}{re.escape(ATTRIBUTES)}{365 * 24 * 3600}", set_now[2])


def test_signing_out_ends_this_session_at_once_and_no_other(site: Site, hoa: Person) -> None:
    phone = Person(site, "hoa", hoa.email).sign_in()
    kept = dict(hoa.cookies)
    answer = hoa.ask("DELETE", "/session")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers.get_list("set-cookie") == [f"__Host-session={ATTRIBUTES}0"]
    hoa.cookies = kept
    assert problem(hoa.ask("GET", "/me")) == "signed_out"
    assert phone.get("/me")["email"] == hoa.email


@pytest.mark.parametrize("cookie", ["", "x", "A" * 43, "A" * 5000, "☃", '"', "a=b; c", "\\"])
def test_a_cookie_from_nowhere_signs_nobody_in(site: Site, cookie: str) -> None:
    answer = Person(site, "ai").ask("GET", "/me", headers={"Cookie": f"__Host-session={cookie}".encode()})
    assert (answer.status_code, problem(answer)) == (401, "signed_out")


def test_a_session_ends_after_fourteen_days_without_use(hoa: Person) -> None:
    row, now = row_of(hoa), int(time.time() * 1000)
    rewrite(hoa.site, "session", row, seen_at=now - 14 * DAY + 60_000)
    assert hoa.ask("GET", "/me").status_code == 200
    assert int(row_of(hoa)["seen_at"]) >= now, "a session in use is marked seen"
    rewrite(hoa.site, "session", row, seen_at=now - 14 * DAY - 1)
    assert hoa.ask("GET", "/me").status_code == 401


def test_a_session_ends_sixty_days_after_sign_in_however_much_it_is_used(hoa: Person) -> None:
    row, now = row_of(hoa), int(time.time() * 1000)
    rewrite(hoa.site, "session", row, created_at=now - 60 * DAY + 60_000)
    assert hoa.ask("GET", "/me").status_code == 200
    rewrite(hoa.site, "session", row, created_at=now - 60 * DAY - 1, seen_at=now)
    assert hoa.ask("GET", "/me").status_code == 401


def test_one_address_gets_few_mails_and_one_network_asks_within_limits(site: Site) -> None:
    """Beyond five mails nothing changes but that no mail goes out; beyond two hundred asks one has to wait."""
    if time.time() % 900 > 870:
        time.sleep(31)  # the limits count per quarter of an hour: stay within one
    crowd = Person(site, "dong")
    answers = [crowd.ask("POST", "/sign-in", {"email": crowd.email}) for _ in range(200)]
    assert {answer.status_code for answer in answers} == {202}
    assert {tuple(answer.json()) for answer in answers} == {("attempt", "expires_at")}
    assert len(site.mails(crowd.email)) == 5
    last = crowd.ask("POST", "/sign-in", {"email": "khac@example.vn"})
    assert (last.status_code, problem(last)) == (429, "slow_down")
    assert 1 <= int(last.headers["retry-after"]) <= 900
    assert Person(site, "xa").ask("POST", "/sign-in", {"email": "xa@example.vn"}).status_code == 202
