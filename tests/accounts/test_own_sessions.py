"""The list of one's sessions, ending them, and proving again what a thief of a session could not."""

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.surfaces import product
from tests.conftest import Cast
from tests.doors import missing, problem
from tests.engine_rows import rewrite, rows
from tests.people import Person
from tests.site import Site

MINUTE = 60 * 1000
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1"


@pytest.fixture
def hoa(site: Site) -> Person:
    return Person(site, "hoa").sign_in()


def again(person: Person, agent: str = "") -> Person:
    """The same person in another browser."""
    other = Person(person.site, person.name, person.email)
    other.http.headers["User-Agent"] = agent
    return other.sign_in()


def listed(person: Person) -> list[dict[str, Any]]:
    return list(person.get("/me/sessions")["sessions"])


def hash_of(person: Person) -> str:
    return hashlib.sha256(person.cookies["__Host-session"].encode()).hexdigest()


def row_of(person: Person, table: str = "session", name: str = "hash") -> dict[str, Any]:
    return next(row for row in rows(person.site, table) if row[name] == hash_of(person))


def age(person: Person, milliseconds: int = 15 * MINUTE + 1) -> None:
    """As if the last proof of this session were so long ago."""
    proven = int(time.time() * 1000) - milliseconds
    rewrite(person.site, "session", row_of(person), proven_at=proven)


def prove(person: Person) -> None:
    attempt = person.post("/session/proof/mail", None)["attempt"]
    code = person.site.mails(person.email)[0]["code"]
    person.post("/session/proof", {"attempt": attempt, "code": code})


def test_the_list_names_device_region_time_and_this_one(hoa: Person) -> None:
    desk, phone = again(hoa, WINDOWS), again(hoa, IPHONE)
    seen = {one["device"]: one for one in listed(desk)}
    assert set(seen) == {"", "Chrome · Windows", "Safari · iPhone"}
    assert {one["region"] for one in seen.values()} == {"local"}
    assert [one["device"] for one in seen.values() if one["this"]] == ["Chrome · Windows"]
    assert listed(phone)[0]["device"] == "Safari · iPhone", "this one comes first"
    for one in seen.values():
        assert abs(one["began_at"] - time.time() * 1000) < MINUTE
        assert one["began_at"] <= one["seen_at"]


def test_ending_one_ends_that_one_at_once(hoa: Person) -> None:
    phone, tablet = again(hoa), again(hoa)
    (id,) = (one["id"] for one in listed(phone) if one["this"])
    hoa.delete(f"/me/sessions/{id}")
    assert phone.ask("GET", "/me").status_code == 401
    assert tablet.ask("GET", "/me").status_code == 200
    assert id not in {one["id"] for one in listed(hoa)}
    assert hoa.ask("DELETE", f"/me/sessions/{id}").status_code == 404


def test_ending_the_others_leaves_this_one_alone(hoa: Person, site: Site) -> None:
    others, stranger = [again(hoa) for _ in range(3)], Person(site, "la").sign_in()
    hoa.delete("/me/sessions")
    assert [one.ask("GET", "/me").status_code for one in others] == [401] * 3
    assert len(listed(hoa)) == 1
    assert stranger.ask("GET", "/me").status_code == 200


def test_nobody_ends_the_session_of_another_account(hoa: Person, site: Site) -> None:
    stranger = Person(site, "la").sign_in()
    (mine,) = (one["id"] for one in listed(hoa))
    assert stranger.ask("DELETE", f"/me/sessions/{mine}").status_code == 404
    assert hoa.ask("GET", "/me").status_code == 200


def test_signing_out_leaves_the_list(hoa: Person) -> None:
    phone = again(hoa)
    phone.delete("/session")
    assert len(listed(hoa)) == 1


def test_a_listed_browser_whose_session_ran_out_is_not_shown_and_goes(hoa: Person) -> None:
    phone = again(hoa)
    row, browser = row_of(phone), row_of(phone, "browser", "session")
    rewrite(hoa.site, "session", row, seen_at=int(time.time() * 1000) - 15 * 24 * 3600 * 1000)
    assert len(listed(hoa)) == 1
    rewrite(hoa.site, "browser", browser, created_at=int(browser["created_at"]) - 16 * MINUTE)
    assert len(listed(hoa)) == 1
    assert browser["id"] not in {one["id"] for one in rows(hoa.site, "browser")}


def test_a_session_that_cannot_be_listed_does_not_count(hoa: Person) -> None:
    row = row_of(hoa)
    del row["browser"]
    rewrite(hoa.site, "session", row)
    assert hoa.ask("GET", "/me").status_code == 401


def test_every_door_that_wants_a_fresh_proof_refuses_a_session_without_one(site: Site) -> None:
    cast = Cast(site)
    age(cast.alice)
    doors = [e for feature in product.FEATURES for e in feature.endpoints if e.access.proven]
    assert {
        ("PUT", "/teams/{team}/ownership"),
        ("POST", "/teams/{team}/exports"),
        ("PUT", "/teams/{team}/erasure"),
        ("DELETE", "/me/sessions"),
    } <= {(door.method, door.path) for door in doors}
    for door in doors:
        ids = {kind: missing(kind) for kind in ("browser", "passkey", "order")}
        answer = cast.alice.ask(door.method, door.path.format(**ids, team=cast.team), {})
        assert (answer.status_code, problem(answer)) == (403, "prove_again"), door.path
    age(cast.bob)
    answer = cast.bob.ask("PUT", f"/teams/{cast.team}/ownership", {"member": cast.members["bob"]})
    assert problem(answer) == "not_allowed", "whose role does not allow it is not asked to prove anything"


def test_a_proof_lasts_fifteen_minutes(hoa: Person) -> None:
    age(hoa, 14 * MINUTE)
    assert hoa.ask("DELETE", "/me/sessions").status_code == 204
    age(hoa)
    assert problem(hoa.ask("DELETE", "/me/sessions")) == "prove_again"
    assert hoa.ask("GET", "/me").status_code == 200, "everything else goes on"
    prove(hoa)
    assert hoa.ask("DELETE", "/me/sessions").status_code == 204


def test_proving_again_moves_the_session_to_a_new_token(hoa: Person) -> None:
    before, (shown,) = dict(hoa.cookies), listed(hoa)
    created = row_of(hoa)["created_at"]
    prove(hoa)
    assert hoa.cookies["__Host-session"] != before["__Host-session"]
    assert [one["id"] for one in listed(hoa)] == [shown["id"]], "it is the same browser in the list"
    assert row_of(hoa)["created_at"] == created, "the sixty days go on"
    thief = Person(hoa.site, "trom")
    thief.cookies = before
    assert thief.ask("GET", "/me").status_code == 401
    again(hoa).delete("/me/sessions")
    assert hoa.ask("GET", "/me").status_code == 401, "ending it ends it under its new token"


def test_a_mailed_proof_belongs_to_the_session_that_asked(hoa: Person) -> None:
    thief = again(hoa)
    attempt = hoa.post("/session/proof/mail", None)["attempt"]
    code = hoa.site.mails(hoa.email)[0]["code"]
    given = {"attempt": attempt, "code": code}
    assert problem(thief.ask("POST", "/session/proof", given)) == "attempt_over"
    answer = Person(hoa.site, "la").ask("POST", f"/sign-in/{attempt}/session", {"code": code})
    assert problem(answer) == "attempt_over", "and it signs nobody in"
    wrong = hoa.ask("POST", "/session/proof", given | {"code": "22222222"})
    assert (problem(wrong), wrong.json()["tries_left"]) == ("wrong_code", 4)
    assert hoa.ask("POST", "/session/proof", given).status_code == 204
    assert problem(hoa.ask("POST", "/session/proof", given)) == "attempt_over", "once"


def test_a_sign_in_mail_is_no_proof(hoa: Person) -> None:
    attempt = Person(hoa.site, "la").post("/sign-in", {"email": hoa.email})["attempt"]
    code = hoa.site.mails(hoa.email)[0]["code"]
    answer = hoa.ask("POST", "/session/proof", {"attempt": attempt, "code": code})
    assert problem(answer) == "attempt_over"


def test_a_thief_of_a_session_guesses_ten_times(hoa: Person) -> None:
    if time.time() % 900 > 870:
        time.sleep(31)  # the limits count per quarter of an hour: stay within one
    codes = []
    for _ in range(3):
        attempt = hoa.post("/session/proof/mail", None)["attempt"]
        body = {"attempt": attempt, "code": "22222222"}
        codes += [problem(hoa.ask("POST", "/session/proof", body)) for _ in range(5)]
    assert codes.count("slow_down") == 5
    assert codes[10:] == ["slow_down"] * 5


def test_many_proofs_at_once_leave_one_session(hoa: Person) -> None:
    attempts = [hoa.post("/session/proof/mail", None)["attempt"] for _ in range(4)]
    mails = {a: m["code"] for a, m in zip(reversed(attempts), hoa.site.mails(hoa.email), strict=False)}
    start = dict(hoa.cookies)

    def one(attempt: str) -> Person:
        tab = Person(hoa.site, "tab", hoa.email)
        tab.cookies = dict(start)
        tab.ask("POST", "/session/proof", {"attempt": attempt, "code": mails[attempt]})
        return tab

    with ThreadPoolExecutor(4) as pool:
        tabs = list(pool.map(one, attempts))
    alive = {tab.cookies.get("__Host-session") for tab in tabs if tab.ask("GET", "/me").status_code == 200}
    assert len(alive) == 1
    mine = [row for row in rows(hoa.site, "session") if row["account"] == hoa_id(tabs, alive)]
    assert len(mine) == 1


def hoa_id(tabs: list[Person], alive: set[str | None]) -> str:
    return str(next(tab for tab in tabs if tab.cookies.get("__Host-session") in alive).get("/me")["id"])
