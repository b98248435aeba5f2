"""Everything held about a person: nothing is left out, nothing of it is a secret, and each says why and until when."""

import json
from typing import Any

from chalicelib.consent import receipt
from chalicelib.mine.held import HELD
from chalicelib.notices import outbox
from chalicelib.notices.mail import Letter
from chalicelib.store import tables
from chalicelib.trust import evidence
from tests.contacts.contacts import new_number, set_to
from tests.engine_rows import rows
from tests.factors.protected import PASSWORD, Protected
from tests.mine.site import child_of
from tests.people import Person
from tests.site import Site

FAR = 10**15  # milliseconds
# Tables in which a person is found in another way than by a column called account.
WITHOUT_COLUMN = {
    "account",
    "guardianship",
    "mail",
    "attempt",
    "challenge",
    "counter",
    "order",
    "reminder",
    "case_entry",
    "case_file",
}
CONTENT = {"log", "page", "key", "pending", "contract"}
STAFF = {"agent", "agent_session", "approval"}
OF_NO_PERSON = STAFF | {"look", "switch", "erased", "term", "reference", "payment", "usage"}


def sections(person: Person) -> dict[str, list[dict[str, Any]]]:
    return {one["table"]: one["items"] for one in person.get("/me/data")["held"]}


def test_every_table_with_an_account_in_it_is_told() -> None:
    with_account = {one.table for one in tables.attributes() if one.name == "account"}
    assert with_account | WITHOUT_COLUMN == set(HELD), (
        "say in mine/held.py why it is held, until when, and its rows"
    )
    left = {one.table for one in tables.attributes()} - set(HELD)
    assert left == CONTENT | OF_NO_PERSON, "a new table: does it say anything about a person?"


def test_each_says_why_and_until_when_in_both_languages(site: Site) -> None:
    told = Person(site, "lan").sign_in().get("/me/data")
    assert told["form"] == "izwork-my-data/1"
    shown = {one["table"]: one for one in told["held"] + told["not_listed"]}
    assert set(shown) == set(HELD)
    for table, one in shown.items():
        assert one["what"] == {"vi": evidence.HOLDS[table].vi, "en": evidence.HOLDS[table].en}
        for words in (one["why"], one["until"]):
            assert words["vi"].strip()
            assert words["en"].strip() != words["vi"].strip()


def test_all_of_it_is_there(site: Site) -> None:
    lan = Protected(site).with_password()
    lan.with_passkey()
    codes = lan.post("/me/recovery-codes", None)["codes"]
    first, number, team = lan.email, new_number(), lan.found_team("Nhóm kín")
    set_to(lan, "phone", number)
    lan.email = f"moi.{first}"
    set_to(lan, "email", lan.email)
    held = sections(lan)
    own = held["account"][0]
    assert (own["email"], own["phone"], own["language"]) == (lan.email, number, "vi")
    assert own["account"] == lan.get("/me")["id"]
    assert {(one["change"], one.get("before")) for one in held["account"][1:]} == {
        ("phone", None),
        ("email", first),
    }
    assert {one["leads_from"] for one in held["lookup"]} == {lan.email, first, number}
    assert {one["factor"] for one in held["factor"]} == {"password", "passkey", "recovery-codes"}
    assert next(one["left"] for one in held["factor"] if "left" in one) == 10
    assert held["seat"] == [{"team": team, "role": "owner"}]
    assert [one["this"] for one in held["session"]] == [True]
    assert held["browser"][0]["browser"] == held["session"][0]["browser"]
    (consent,) = held["consent"]
    published = lan.http.get(f"{site.url}/.well-known/receipt-keys.json").json()["keys"]
    signed = receipt.proven(json.dumps(consent["receipt"]).encode(), published)
    assert (signed.entry, signed.action) == (consent["entry"], "accepted")
    assert held["closing"] == held["mail"] == held["guardianship"] == []
    whole = json.dumps(lan.get("/me/data"), ensure_ascii=False)
    assert "Nhóm kín" not in whole, "a team's content is the team's"
    secrets = [PASSWORD, *codes, *lan.cookies.values()]
    for table in ("session", "browser", "alert", "attempt", "challenge", "lookup"):
        hidden = ("hash", "token_hash", "code_mac", "browser_hash", "mac", "session")
        secrets += [str(row[name]) for row in rows(site, table) for name in hidden if name in row]
    assert not [one for one in secrets if one in whole]


def test_a_mail_that_waits_and_a_guardian_are_told(lan: Person, site: Site) -> None:
    child = child_of(site, lan)
    outbox.keep(Letter(child.email, "sign_in", "vi", {"link": "https://x/#bí-mật", "code": "ABCD-EFGH"}, FAR))
    outbox.keep(Letter("ai@khac.example", "sign_in", "vi", {"link": "x", "code": "y"}, FAR))
    held = sections(child)
    (mail,) = held["mail"]
    assert (mail["mail"], mail["state"]) == ("sign_in", "waiting")
    assert "bí-mật" not in json.dumps(held)
    (asked,) = held["guardianship"]
    assert "@" in asked["guardian"]
    assert asked["team"] == held["seat"][0]["team"]
    outbox.forget_to({child.email, "ai@khac.example"})


def test_counters_speak_of_nobody(site: Site) -> None:
    lan = Person(site, "lan").sign_in()
    account, kept = lan.get("/me")["id"], repr(rows(site, "counter"))
    assert len(kept) > 100
    assert account not in kept
    assert lan.email not in kept
