"""P6: sign-in links come by e-mail, single-use, short-lived, useless to scanners and forwarders; mails carry no content."""

import re
import time
from pathlib import Path

import httpx

from tests.doors import problem
from tests.people import Person
from tests.site import ROOT, Site

# What stands in a mail or message: a link or code, and in a notice what happened, by which device, when and where.
FACTS = {
    "link",
    "code",
    "site",
    "subject",
    "said",
    "detail",
    "where",
    "device",
    "time",
    "region",
    "day",
    "until",
    "grace",
}


def asked(person: Person) -> tuple[str, str]:
    """(attempt, token) of a sign-in that the person asked for in this browser."""
    attempt = person.post("/sign-in", {"email": person.email})["attempt"]
    text = person.site.mails(person.email)[0]["text"]
    token = re.search(rf"#{attempt}\.(\S+)", text)
    assert token is not None
    return attempt, token[1]


def test_a_link_works_once_in_its_own_browser_and_only_when_pressed(site: Site) -> None:
    lan = Person(site, "lan").sign_in()
    attempt, token = asked(lan)
    assert "set-cookie" not in httpx.get(f"{site.url}/sign-in/link").headers, "opening it signs nobody in"
    other = Person(site, "lan", lan.email)
    forwarded = other.ask("POST", f"/sign-in/{attempt}/session", {"token": token})
    assert problem(forwarded) == "other_browser"
    assert lan.ask("POST", f"/sign-in/{attempt}/session", {"token": token}).status_code == 201
    again = lan.ask("POST", f"/sign-in/{attempt}/session", {"token": token})
    assert problem(again) == "attempt_over"


def test_it_lasts_ten_minutes(site: Site) -> None:
    answer = Person(site, "lan").post("/sign-in", {"email": "ai@example.vn"})
    assert 0 < answer["expires_at"] / 1000 - time.time() <= 10 * 60 + 5


def test_mails_carry_none_of_a_teams_content(site: Site) -> None:
    lan, minh = Person(site, "lan").sign_in(), Person(site, "minh")
    team = lan.found_team("Nhóm bí mật")
    lan.post(f"/teams/{team}/invitations", {"email": minh.email, "role": "member"})
    (mail,) = site.mails(minh.email)
    assert "bí mật" not in mail["subject"] + mail["text"]
    for path in (ROOT / "chalicelib" / "notices" / "templates").glob("*"):
        assert set(re.findall(r"\$\{?(\w+)", Path(path).read_text())) <= FACTS, path.name
