"""Signing in through the door: what the link and the code can do, for whom, and how often."""

import hashlib
import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.doors import problem
from tests.engine_rows import rewrite, rows
from tests.people import Person
from tests.site import Site

MINUTE = 60 * 1000


class Try:
    """A sign-in that `person` asked for: what the mail said and where to finish."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.asked = person.ask("POST", "/sign-in", {"email": person.email, "language": "vi"})
        self.id = self.asked.json()["attempt"]
        self.mail = next(m for m in person.site.mails(person.email) if self.id in m["text"])
        self.code = str(self.mail["code"])
        found = re.search(rf"#{self.id}\.(\S+)", self.mail["text"])
        assert found is not None
        self.token = found[1]
        self.path = f"/sign-in/{self.id}/session"

    def finish(self, by: Person | None = None, **proof: Any) -> httpx.Response:
        return (by or self.person).ask("POST", self.path, proof)

    def row(self) -> dict[str, Any]:
        return next(row for row in rows(self.person.site, "attempt") if row["id"] == self.id)


@pytest.fixture
def known(site: Site) -> Person:
    """Somebody with an account, in a browser that is signed in."""
    return Person(site, "hoa").sign_in()


def terms(person: Person) -> dict[str, str]:
    current = person.get("/terms")
    return {name: current[name] for name in ("version", "hash")}


def test_asking_looks_the_same_for_known_and_unknown_addresses(site: Site, known: Person) -> None:
    answers = [
        person.ask("POST", "/sign-in", {"email": person.email})
        for person in (Person(site, "hoa", known.email), Person(site, "ai"))
    ]
    seen = [
        (
            answer.status_code,
            {name: len(value) for name, value in answer.headers.items()},
            {name: type(value) for name, value in answer.json().items()},
        )
        for answer in answers
    ]
    assert seen[0] == seen[1]
    assert answers[0].status_code == 202
    assert set(answers[0].json()) == {"attempt", "expires_at"}


def test_opening_the_link_never_spends_it_only_a_post_does(site: Site, known: Person) -> None:
    asked = Try(known)
    for method in ("GET", "HEAD"):
        page = httpx.request(method, f"{site.url}/sign-in/link")
        assert "set-cookie" not in page.headers
    for method in ("GET", "HEAD", "PUT", "DELETE", "PATCH"):
        answer = known.ask(method, asked.path, {"token": asked.token} if method == "PUT" else None)
        assert answer.status_code == 405, method
    assert "spent_at" not in asked.row()
    assert asked.finish(token=asked.token).status_code == 201


def test_the_link_works_only_in_the_browser_that_asked_and_the_code_anywhere(site: Site) -> None:
    asked = Try(Person(site, "lan"))
    phone = Person(site, "lan", asked.person.email)
    consent = terms(phone)
    for cookies in ({}, {"__Host-attempt": "another"}, dict(Try(phone).person.cookies)):
        phone.cookies = cookies
        answer = asked.finish(phone, token=asked.token, terms=consent)
        assert (answer.status_code, problem(answer)) == (403, "other_browser")
        assert "__Host-session" not in phone.cookies
    spaced = asked.code.replace("-", " ").lower()
    assert asked.finish(phone, code=f" {spaced} ", terms=consent).status_code == 201
    assert phone.get("/me")["email"] == asked.person.email


def test_it_can_be_spent_once(known: Person) -> None:
    asked = Try(known)
    assert asked.finish(token=asked.token).status_code == 201
    for proof in ({"token": asked.token}, {"code": asked.code}):
        answer = asked.finish(**proof)
        assert (answer.status_code, problem(answer)) == (410, "attempt_over")


def test_a_hundred_at_once_with_one_token_are_one_sign_in(site: Site, known: Person) -> None:
    asked = Try(known)
    cookie = "; ".join(f"{name}={value}" for name, value in known.cookies.items())

    def post(_: int) -> int:
        headers = {"Cookie": cookie}
        body = {"token": asked.token}
        return httpx.post(
            f"{site.url}/api/v1{asked.path}", json=body, headers=headers, timeout=30
        ).status_code

    with ThreadPoolExecutor(20) as pool:
        statuses = Counter(pool.map(post, range(100)))
    assert statuses == {201: 1, 410: 99}


def test_it_lasts_ten_minutes(site: Site, known: Person) -> None:
    asked = Try(known)
    assert abs(asked.asked.json()["expires_at"] - time.time() * 1000 - 10 * MINUTE) < MINUTE
    row = asked.row()
    # In seconds: the unit by which DynamoDB drops rows.
    assert int(row["expires_at"]) == asked.asked.json()["expires_at"] // 1000
    rewrite(site, "attempt", row, expires_at=int(time.time()) - 1)
    for proof in ({"token": asked.token}, {"code": asked.code}):
        answer = asked.finish(**proof)
        assert (answer.status_code, problem(answer)) == (410, "attempt_over")
    rewrite(site, "attempt", row, expires_at=int(time.time()) + 60)
    assert asked.finish(token=asked.token).status_code == 201


def test_five_wrong_codes_end_it(known: Person) -> None:
    asked = Try(known)
    told = [asked.finish(code=f"2345678{letter}") for letter in "ABCDE"]
    assert [answer.status_code for answer in told] == [403, 403, 403, 403, 410]
    assert [answer.json().get("tries_left") for answer in told] == [4, 3, 2, 1, None]
    for proof in ({"code": asked.code}, {"token": asked.token}):
        assert asked.finish(**proof).status_code == 410


def test_twenty_wrong_codes_at_once_are_still_five_tries(site: Site, known: Person) -> None:
    asked = Try(known)

    def guess(number: int) -> int:
        body = {"code": f"23456{number:03}"}
        return httpx.post(f"{site.url}/api/v1{asked.path}", json=body, timeout=30).status_code

    with ThreadPoolExecutor(20) as pool:
        statuses = Counter(pool.map(guess, range(20)))
    assert statuses[403] <= 4, "the fifth wrong code already ends it"
    assert set(statuses) <= {403, 410}
    assert int(asked.row()["tries"]) == 5
    assert asked.finish(code=asked.code).status_code == 410


def test_the_right_code_leaves_all_tries_when_terms_are_missing(site: Site) -> None:
    asked = Try(Person(site, "mai"))
    for _ in range(7):
        answer = asked.finish(code=asked.code)
        assert (answer.status_code, problem(answer)) == (409, "terms_required")
    assert asked.finish(code=asked.code, terms=terms(asked.person)).status_code == 201


def test_the_first_sign_in_needs_the_current_terms_and_a_refusal_spends_nothing(site: Site) -> None:
    asked = Try(Person(site, "tu"))
    right = terms(asked.person)
    for wrong in (None, right | {"hash": "0" * 64}, right | {"version": "2020-01"}):
        answer = asked.finish(token=asked.token, terms=wrong)
        assert (answer.status_code, problem(answer)) == (409, "terms_required")
        assert answer.json()["terms"] == right
    before = time.time() * 1000
    assert asked.finish(token=asked.token, terms=right).status_code == 201
    kept = asked.person.get("/me")["terms"]
    assert kept["version"] == right["version"]
    assert abs(kept["accepted_at"] - before) < MINUTE
    wordings = asked.person.get("/terms")
    assert right["hash"] == hashlib.sha256("\0".join([wordings["vi"], wordings["en"]]).encode()).hexdigest()


def test_two_first_sign_ins_at_once_are_one_account(site: Site) -> None:
    email = Person(site, "doi").email
    tries = [Try(Person(site, "doi", email)) for _ in range(2)]
    consent = terms(tries[0].person)
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda one: one.finish(token=one.token, terms=consent), tries))
    assert [answer.status_code for answer in answers] == [201, 201]
    assert len({answer.json()["account"] for answer in answers}) == 1


def test_only_hashes_are_kept(site: Site, known: Person) -> None:
    asked = Try(known)
    browser = known.cookies["__Host-attempt"]
    asked.finish(token=asked.token)
    session = known.cookies["__Host-session"]
    secrets = {asked.token, asked.code, asked.code.replace("-", ""), browser, session, known.email}
    for table in ("attempt", "session", "account", "lookup", "counter"):
        for row in rows(site, table):
            text = repr({name: bytes(v) if hasattr(v, "value") else v for name, v in row.items()})
            assert not [secret for secret in secrets if secret in text], table
    hashes = {row["hash"] for row in rows(site, "session")}
    assert hashlib.sha256(session.encode()).hexdigest() in hashes


def test_an_attempt_moved_to_another_address_does_not_open(site: Site, known: Person) -> None:
    """Whoever can write rows still cannot make my mail sign in another account."""
    mine, theirs = Try(known), Try(Person(site, "khac"))
    rewrite(site, "attempt", mine.row(), body=theirs.row()["body"])
    answer = mine.finish(token=mine.token)
    assert (answer.status_code, problem(answer)) == (500, "broken")
    assert "__Host-session" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize(
    "proof", [{}, {"token": "a", "code": "b"}, {"token": None}, {"code": "2" * 41}, {"token": "2" * 101}]
)
def test_a_proof_is_either_a_token_or_a_code(known: Person, proof: dict[str, Any]) -> None:
    asked = Try(known)
    assert problem(asked.finish(**proof)) == "invalid"
    assert "spent_at" not in asked.row()
