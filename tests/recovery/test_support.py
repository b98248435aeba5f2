"""Support begins a recovery, as the operator orders it of the API's function; it chooses no secret and sees no code."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.contacts.contacts import notice, stranger
from tests.doors import problem
from tests.engine_rows import engine_url
from tests.people import Person, good
from tests.recovery.ageing import hours_pass
from tests.recovery.lost import Lost, Owner
from tests.site import ROOT, Site

# The function's own entry, given an order; then the mails and messages that this process has sent.
ORDER = """
import json, sys
from app import app
from chalicelib.local import mailbox
told = app({"order": sys.argv[2], "given": {"contact": sys.argv[1]}}, None)
print(json.dumps({"told": told, "sent": json.loads(mailbox.as_json())["mails"]}))
"""


def ordered(site: Site, contact: str, order: str = "start-recovery") -> Any:
    environment = os.environ | {
        "IZWORK_MODE": "local", "IZWORK_SITE": site.url, "IZWORK_MAIL": "mailbox", "IZWORK_SMS": "mailbox",
        "IZWORK_ENGINE": engine_url(site), "IZWORK_KEYS": str(site.data / "keys"),
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", ORDER, contact, order],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.fixture
def hoa(site: Site) -> Owner:
    return Owner(site)


def test_support_begins_the_wait_and_the_mailbox_ends_it(hoa: Owner, site: Site) -> None:
    done = ordered(site, f" {hoa.email.upper()} ")
    assert set(done["told"]["done"]) == {"state", "due_at"}, "nothing of the person is told"
    assert done["told"]["done"]["state"] == "waiting"
    assert {mail["to"] for mail in done["sent"]} == {hoa.email, hoa.number}, "every contact is told"
    assert not any(mail["code"] for mail in done["sent"])
    said = next(mail["text"] for mail in done["sent"] if mail["to"] == hoa.email)
    assert "Bộ phận hỗ trợ IZwork" in said
    lost = Lost(hoa)
    assert lost.step["recovery"]["state"] == "waiting"
    assert problem(lost.try_to_finish()) == "recovery_early"
    hours_pass(site, hoa.id, 73)
    assert hoa.owns(lost.again().finish())


def test_said_again_it_is_the_same_wait(hoa: Owner, site: Site) -> None:
    first = ordered(site, hoa.email)["told"]
    assert first == ordered(site, hoa.number)["told"]
    assert ordered(site, hoa.number)["sent"] == []


def test_its_notice_stops_it(hoa: Owner, site: Site) -> None:
    done = ordered(site, hoa.email)
    (link,) = [one for mail in done["sent"] if mail["to"] == hoa.number for one in mail["links"]]
    alert, _, token = link.partition("#")[2].partition(".")
    pressed = good(stranger(site).ask("POST", "/not-me", {"alert": alert, "token": token}))
    assert pressed["recovery"] == "stopped"
    assert notice(site, hoa.email)
    assert Lost(hoa).step["recovery"]["state"] == "none"


@pytest.mark.parametrize(
    ("contact", "said"),
    [("ai@khac.example", "no account"), ("+84912000000", "no account"), ("0912", "no telephone number")],
)
def test_an_account_is_found_by_its_exact_contact_alone(site: Site, contact: str, said: str) -> None:
    assert said in ordered(site, contact)["told"]["failed"]


def test_who_needs_none_gets_none(site: Site) -> None:
    lan = Person(site, "lan").sign_in()
    done = ordered(site, lan.email)
    assert "a mail alone signs in" in done["told"]["failed"]
    assert done["sent"] == []


def test_every_session_of_an_account_is_ended_and_no_other(site: Site) -> None:
    lan, mai = (Person(site, name).sign_in() for name in ("lan", "mai"))
    at_work = Person(site, "lan", lan.email).sign_in()
    assert ordered(site, lan.email, "end-sessions")["told"]["done"] == {"ended": 2}
    assert [one.ask("GET", "/me").status_code for one in (lan, at_work, mai)] == [401, 401, 200]
    assert "no account" in ordered(site, "ai@khac.example", "end-sessions")["told"]["failed"]


@pytest.mark.parametrize("command", ["recover", "sign-out"])
def test_the_operators_command_is_there(command: str) -> None:
    typed = [sys.executable, "-m", "infra.support", command, "--help"]
    assert "CONTACT" in subprocess.run(typed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
