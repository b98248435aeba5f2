""" "This was not me" and undoing: who may press, what becomes of a thief, and what stands still afterwards."""

import functools
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.contacts.contacts import (
    Link,
    again,
    ask,
    at_once,
    let_pass,
    link_in,
    new_address,
    new_number,
    notice,
    set_to,
    stranger,
)  # fmt: skip
from tests.doors import problem
from tests.engine_rows import rows
from tests.people import Person, good
from tests.site import Site


@pytest.fixture
def lan(site: Site) -> Person:
    return Person(site, "lan").sign_in()


def thief_of(lan: Person) -> Person:
    """Somebody in a browser of their own who is signed in as lan, proven of late: they read one mail of hers."""
    return again(lan)


def told_of(site: Site, to: str, subject: str) -> Link:
    return link_in(next(m["text"] for m in site.mails(to) if m["subject"] == subject))


def mailed_in(site: Site, person: Person, attempt: str) -> Person:
    """Sign in with the code that a press mailed to the account's address."""
    code = next(m["code"] for m in site.mails(person.email) if attempt in m["text"])
    person.post(f"/sign-in/{attempt}/session", {"code": code})
    return person


def test_undoing_restores_the_address_and_ends_every_session(lan: Person, site: Site) -> None:
    account, thief, theirs = lan.get("/me")["id"], thief_of(lan), new_address("trom")
    set_to(thief, "email", theirs)
    assert lan.ask("GET", "/me").status_code == 401
    done = good(notice(site, lan.email).press(stranger(site)))
    assert done["restored"] == ["email"]
    assert thief.ask("GET", "/me").status_code == 401
    back = mailed_in(site, Person(site, "lan", lan.email), done["attempt"])
    assert back.get("/me")["id"] == account
    assert back.get("/me/contacts")["changes"] == []
    newcomer = Person(site, "trom", theirs).sign_in()
    assert newcomer.get("/me")["id"] != account, "the thief's address leads here no more, and is free"


def test_the_first_undo_wins_against_a_chain_of_changes_and_ends_the_thiefs_own_links(
    lan: Person, site: Site
) -> None:
    number, thief = new_number(), thief_of(lan)
    set_to(lan, "phone", number)
    first, second = new_address("b"), new_address("c")
    set_to(thief, "email", first)
    set_to(thief, "phone", new_number())
    set_to(thief, "email", second)
    thiefs_link = notice(site, first)
    good(thiefs_link.press(stranger(site)))
    assert Person(site, "trom", first).sign_in().get("/me/contacts")["email"] == first
    done = good(told_of(site, lan.email, "E-mail đăng nhập đã đổi").press(stranger(site)))
    assert sorted(done["restored"]) == ["email", "phone"]
    held = mailed_in(site, Person(site, "lan", lan.email), done["attempt"]).get("/me/contacts")
    assert (held["email"], held["phone"]) == (lan.email, number)
    assert problem(thiefs_link.press(stranger(site))) == "alert_over"


def test_the_thiefs_notices_are_nothing_after_the_undo(lan: Person, site: Site) -> None:
    account, thief, first = lan.get("/me")["id"], thief_of(lan), new_address("b")
    set_to(thief, "email", first)
    set_to(thief, "email", new_address("c"))
    good(told_of(site, lan.email, "E-mail đăng nhập đã đổi").press(stranger(site)))
    answer = notice(site, first).press(stranger(site))
    assert (answer.status_code, problem(answer)) == (410, "alert_over")
    assert Person(site, "lan", lan.email).sign_in().get("/me")["id"] == account


def test_a_link_works_once_for_72_hours_and_for_nobody_who_guesses(lan: Person, site: Site) -> None:
    account, old = lan.get("/me")["id"], lan.email
    set_to(lan, "email", new_address())
    link = notice(site, old)
    for wrong in (link._replace(token="A" * 43), link._replace(alert="A" * 22), link._replace(alert="x")):
        assert problem(wrong.press(stranger(site))) == "alert_over"
    let_pass(lan, account, 72.1)
    assert problem(link.press(stranger(site))) == "alert_over"
    let_pass(lan, account, -1)
    crowd = [stranger(site) for _ in range(24)]
    for one in crowd:
        one.get("/health")
    answers = at_once(*(functools.partial(link.press, one) for one in crowd))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 410: 23}
    assert problem(link.press(stranger(site))) == "alert_over"


def test_nothing_happens_by_opening_the_pages(lan: Person, site: Site) -> None:
    old = lan.email
    set_to(lan, "email", new_address())
    link = notice(site, old)
    for page in ("undo", "not-me", "verify-email"):
        for method in ("GET", "HEAD"):
            answer = httpx.request(method, f"{site.url}/{page}")
            assert "set-cookie" not in answer.headers
    for method in ("GET", "HEAD", "PUT", "DELETE"):
        assert lan.ask(method, "/not-me").status_code == 405
    assert lan.get("/me")["email"] != old
    assert good(link.press(stranger(site)))["restored"] == ["email"]


def test_a_new_device_is_told_and_a_known_one_is_not(lan: Person, site: Site) -> None:
    told = [m for m in site.mails(lan.email) if "/not-me#" in m["text"]]
    assert told == [], "not of the first one"
    known = again(lan)
    assert len([m for m in site.mails(lan.email) if "/not-me#" in m["text"]]) == 1
    known.delete("/session")
    known.sign_in()
    lan.sign_in()
    (only,) = [m for m in site.mails(lan.email) if "/not-me#" in m["text"]]
    assert only["subject"] == "Đăng nhập từ một thiết bị mới"
    assert "giờ Việt Nam" in only["text"]
    assert re.search(r"khoảng \d\d:\d0 ngày", only["text"])


def test_the_device_and_the_language_are_the_accounts_own(site: Site) -> None:
    lan, other = (Person(site, "lan", "lan.en@languages.example.vn") for _ in range(2))
    for one in (lan, other):
        agent = "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"
        one.http.headers.update({"Accept-Language": "en", "User-Agent": agent})
        one.sign_in()
    told = next(m for m in site.mails(lan.email) if "/not-me#" in m["text"])
    assert told["subject"] == "Sign-in from a new device"
    assert "Device: Chrome · Windows" in told["text"]
    assert "Vietnam time" in told["text"]


def test_not_me_makes_every_device_new_again(lan: Person, site: Site) -> None:
    thief = thief_of(lan)
    done = good(notice(site, lan.email).press(stranger(site)))
    assert done["restored"] == []
    mailed_in(site, Person(site, "lan", lan.email), done["attempt"])
    before = len(site.mails(lan.email))
    thief.sign_in()
    assert "/not-me#" in site.mails(lan.email)[0]["text"]
    assert len(site.mails(lan.email)) == before + 2


def test_after_not_me_only_the_browser_that_used_the_last_mail_changes_anything(
    lan: Person, site: Site
) -> None:
    thief = thief_of(lan)
    done = good(notice(site, lan.email).press(stranger(site)))
    assert [one.ask("GET", "/me").status_code for one in (lan, thief)] == [401, 401]
    thief = Person(site, "trom", lan.email).sign_in()
    back = mailed_in(site, Person(site, "lan", lan.email), done["attempt"])
    doors = [
        ("POST", "/me/email/verifications", {"email": new_address()}),
        ("POST", "/me/phone/verifications", {"phone": new_number()}),
        ("PUT", "/me/phone", {"verification": "A" * 22, "code": "000000"}),
        ("PUT", "/me/email", {"verification": "A" * 22, "code": "AAAA-2222"}),
        ("DELETE", "/me/phone", None),
        ("PUT", "/me/password", {"password": "mẫu đơn nở muộn 7"}),
        ("DELETE", "/me/password", None),
        ("POST", "/me/passkeys/options", None),
        ("POST", "/me/totp", None),
        ("DELETE", "/me/totp", None),
        ("POST", "/me/recovery-codes", None),
        ("DELETE", "/me/two-step", None),
    ]
    for method, path, body in doors:
        answer = thief.ask(method, path, body)
        assert (answer.status_code, problem(answer)) == (403, "protected"), path
        assert answer.json()["until"] > 0
    assert thief.get("/me/contacts")["protected_until"] > 0
    assert back.get("/me/contacts")["protected_until"] == 0
    set_to(back, "phone", new_number())
    let_pass(back, back.get("/me")["id"], 72.1)
    thief.delete("/me/phone")


def test_a_change_under_way_ends_with_the_press(site: Site) -> None:
    """Whether the thief's last step comes before or after it: what stands in the end is lan's."""
    for _ in range(4):
        lan = Person(site, "lan").sign_in()
        thief = again(lan)
        link = notice(site, lan.email)
        ready = ask(thief, "email", new_address("trom"))
        with ThreadPoolExecutor(2) as pool:
            pressed = pool.submit(link.press, stranger(site))
            pool.submit(thief.ask, "PUT", "/me/email", ready)
        good(pressed.result())
        held = Person(site, "lan", lan.email).sign_in().get("/me/contacts")
        assert held["email"] == lan.email


def test_alerts_keep_no_address_readable_and_go_with_time(lan: Person, site: Site) -> None:
    old = lan.email
    set_to(lan, "email", new_address())
    kept = [row for row in rows(site, "alert") if row["account"] == lan.get("/me")["id"]]
    assert kept
    for row in kept:
        assert old.encode() not in bytes(row["body"].value)
        assert abs(int(row["expires_at"]) - int(row["at"]) // 1000 - 72 * 3600) < 60
