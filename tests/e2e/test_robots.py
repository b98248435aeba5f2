"""Scanners open a mail's links before its reader does: nothing is spent, nobody is signed in, and the reader still can."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.accounts.test_sign_in import Try
from tests.e2e import robots
from tests.engine_rows import rows
from tests.people import Person
from tests.site import Site

VISITS, ASKS = 1, 20  # of each mail, by browser and by hand; `make bench` sends a thousand


class Mailed:
    """Somebody who was mailed a sign-in link and an invitation, and sent a join link."""

    def __init__(self, site: Site) -> None:
        self.site = site
        alice = Person(site, "alice").sign_in()
        self.team = alice.found_team()
        self.alice = alice
        self.lan = Person(site, "lan").sign_in()
        self.asked = Try(self.lan)
        alice.post(f"/teams/{self.team}/invitations", {"email": self.lan.email, "role": "member"})
        invited = next(m for m in site.mails(self.lan.email) if self.team in m["text"])
        link = alice.post(f"/teams/{self.team}/links", {"role": "guest"})["url"]
        self.links = [*self.asked.mail["links"], *invited["links"], link]

    def kept(self) -> dict[str, Any]:
        """What a robot might have changed: the attempt, the sessions, the team."""
        attempt = {name: value for name, value in self.asked.row().items() if name != "body"}
        sessions = sorted(row["hash"] for row in rows(self.site, "session"))
        return {"attempt": attempt, "sessions": sessions, "team": self.alice.get(f"/teams/{self.team}")}

    def still_works(self) -> None:
        assert self.asked.finish(token=self.asked.token).status_code == 201
        for link, person in (
            (self.links[1], self.lan),
            (self.links[2], Person(self.site, "bạn", "ban@a.vn").sign_in()),
        ):
            answer = person.ask("POST", "/joinings", {"token": link.partition("#")[2], "name": "Tôi"})
            assert answer.status_code == 201, answer.text


@pytest.fixture
def mailed(here: Site) -> Mailed:
    return Mailed(here)


def test_robots_that_open_links_by_hand(mailed: Mailed) -> None:
    before = mailed.kept()
    for url in mailed.links:
        for number in range(ASKS):
            assert robots.opens(url, robots.PLAIN[number % len(robots.PLAIN)]) == []
    assert mailed.kept() == before
    mailed.still_works()


@pytest.mark.browser
def test_robots_that_run_scripts_and_press_everything(mailed: Mailed, chromium: Browser) -> None:
    before, faults = mailed.kept(), list[str]()
    for url in mailed.links:
        for _ in range(VISITS):
            cookies = robots.visits(chromium, url, faults)
            assert "__Host-session" not in cookies
    assert mailed.kept() == before
    assert not faults, faults
    mailed.still_works()
