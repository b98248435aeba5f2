"""Pictures of what is agreed to and certified: plans, a contract, receipts, a guardian's consent, new terms."""

import json
import secrets
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.billing.buying import order
from tests.consent.wordings import folder_with
from tests.e2e.named import AtName
from tests.guide.taking import Album
from tests.guide.words import SAID_AT_DESK, SPOKEN
from tests.people import Person
from tests.site import Site

DAY = 24 * 3600


def papers(at: AtName, album: Album, lan: Person) -> None:
    """All plans, a contract that waits to be accepted, a receipt and a certificate that are checked."""
    name = SAID_AT_DESK[album.language].team
    team = lan.found_team(name)
    at.open(f"/t/{team}/plan")
    plans = at.page.locator("section").filter(has=at.page.locator("h3")).last
    album.take(at.page, "plans", 960, 760, plans, plans)
    order(lan, team, 12)
    at.open(f"/t/{team}/plan")
    read = at.page.get_by_role("checkbox")
    album.take(at.page, "contract", 720, 460, read, at.page.locator("section").filter(has=read).last)
    number = lan.get("/consents")["consents"][0]["number"]
    checked(at, album, "receipt", lan.get(f"/consents/{number}/receipt"))
    lan.put(f"/teams/{team}/erasure", {"name": name, "at_once": True})
    checked(at, album, "certificate", lan.get("/me/certificates")["certificates"][0])


def checked(at: AtName, album: Album, name: str, signed: object) -> None:
    at.open("/receipt")
    at.page.get_by_role("textbox").fill(json.dumps(signed, indent=1, ensure_ascii=False))
    album.take(at.page, name, 960, 740, at.page.locator("dl"))


def guardian(browser: Browser, site: Site, album: Album, lan: Person, team: str) -> None:
    """What a guardian reads and answers, without an account."""
    lan.put(f"/teams/{team}/minors")
    link = lan.post(f"/teams/{team}/links", {"role": "guest", "under_16": True})["url"]
    child = Person(site, "An", f"an@{album.language}.hoasen.example").sign_in()
    wording = {k: v for k, v in child.get("/guardian-terms").items() if k in ("version", "hash")}
    email = f"{secrets.token_hex(4)}@example.vn"
    child.post("/guardianships", {"token": link.partition("#")[2], "name": "An", "email": email, **wording})
    token = site.wait_for_mail(email)["text"].partition("/guardian#")[2].split()[0]
    at = AtName(browser, site, email, color_scheme="light")
    try:
        at.context.add_init_script(f"localStorage.setItem('izwork.language', '{album.language}')")
        at.open(f"/guardian#{token}")
        album.take(at.page, "guardian", 720, 760, at.page.get_by_role("main").get_by_role("button"))
    finally:
        at.close()


def terms(browser: Browser, album: Album) -> None:
    """How a new version of the terms differs, and the two answers: at a site of its own, for it is told on every page."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "data").start()
        try:
            lan = Person(site, "Lan", "lan@hoasen.example").sign_in()
            lan.found_team(SPOKEN[album.language].team)
            site.stop()
            chosen = folder_with(Path(folder) / "wordings", begins=-DAY, answer_by=DAY)
            site.environment = {"IZWORK_WORDINGS": str(chosen)}
            site.start(site.port)
            at = AtName(browser, site, lan.email, color_scheme="light")
            at.context.add_init_script(f"localStorage.setItem('izwork.language', '{album.language}')")
            at.be(lan).open("/terms")
            album.take(at.page, "terms", 960, 760, at.page.locator("ins"))
            at.close()
        finally:
            site.stop()
