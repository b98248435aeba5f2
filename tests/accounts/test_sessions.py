"""Sessions: the cookies, how long they last, how they end; and the limits on asking for mail."""

import hashlib
import re
import time
from typing import Any

import httpx
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


# Every cookie there is: what it holds, and how long a browser keeps it (seconds).
TOKEN = r"[0-9A-Za-z_-]{43}"
COOKIES = {
    "__Host-attempt": (TOKEN, 10 * 60),
    "__Host-session": (TOKEN, 60 * 24 * 3600),
    "__Host-step": (TOKEN, 10 * 60),
    "__Host-known": (r"[0-9A-Za-z]{12}[0-9a-f]{32}", 400 * 24 * 3600),
}


def kept(answer: httpx.Response) -> list[str]:
    """The names of the cookies an answer sets, each exactly as listed, and of those it takes back ("-name")."""
    names = []
    for line in answer.headers.get_list("set-cookie"):
        name, _, rest = line.partition("=")
        holds, seconds = COOKIES[name]
        if rest != f"{ATTRIBUTES}0":
            assert re.fullmatch(f"{holds}{re.escape(ATTRIBUTES)}{seconds}", rest), line
        names.append(f"-{name}" if rest == f"{ATTRIBUTES}0" else name)
    return names


def test_cookies_are_exactly_these(hoa: Person) -> None:
    asked = Try(hoa)
    assert kept(asked.asked) == ["__Host-attempt"]
    assert kept(asked.finish(token="x" * 43)) == []
    assert kept(asked.finish(token=asked.token)) == ["__Host-session", "-__Host-attempt", "__Host-known"]
    passkey = hoa.ask("POST", "/sign-in/passkey")
    assert kept(passkey) == ["__Host-step"]
    assert kept(Try(hoa).finish(code="22222222")) == []
    for path in ("/me", "/teams", "/terms", "/health", "/nothing"):
        assert kept(hoa.ask("GET", path)) == []
    assert kept(hoa.ask("POST", "/teams", {"name": "Nhóm", "member_name": "Hoa"})) == []
    for path in ("/", "/sign-in", "/sign-in/link", "/join", "/mailbox", "/status", "/none.js"):
        assert kept(httpx.get(hoa.site.url + path)) == []
    assert kept(hoa.ask("DELETE", "/session")) == ["-__Host-session"]


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
