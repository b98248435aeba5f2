"""The pictures of the desk's own guide: each page as the agent whose work it is sees it."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Locator

from chalicelib.sponsorship import review
from tests.billing.buying import accept, order
from tests.contacts.contacts import new_number, set_to
from tests.desk.desk import Agent, Desk, signed_in
from tests.e2e.at_desk import AtDesk
from tests.factors.protected import Protected
from tests.guide.taking import CLIENT, Album
from tests.guide.words import LABELS, SAID_AT_DESK, SPOKEN, SPONSORED, Said
from tests.people import Person
from tests.site import Site
from tests.sponsorship.applying import applied, at_the_desk
from tests.tickets.shared import ask_support, copy_of, share

INTO = CLIENT / "src" / "desk" / "guide" / "pictures"
STATEMENT = """Ngày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Diễn giải
20/11/2026;FT26324{ref}1;;290.000;"CK {ref} nang cap Premium"
20/11/2026;FT26324{ref}2;55.000;;Phi dich vu
21/11/2026;FT26325{ref}3;;1.200.000;{transfer}
"""


class Office:
    """Who works at the desk, and whom they work for, in one language."""

    def __init__(self, browser: Browser, site: Site, desk: Desk, language: str) -> None:
        self.browser, self.site, self.desk, self.language = browser, site, desk, language
        self.said: Said = SAID_AT_DESK[language]
        self.album = Album(INTO / language, language)
        self.hoa = Protected(site, "Hoa", f"hoa@{language}.sen-vang.example")
        self.hoa.with_password().with_app()
        self.team = self.hoa.found_team(SPOKEN[language].team)
        self.project, self.lists = self.hoa.open_project(self.team, SPOKEN[language].project)

    def agent(self, *roles: str) -> AtDesk:
        """At a browser in this language, signed in."""
        at = AtDesk(self.browser, self.desk, color_scheme="light").enrol(*roles)
        at.context.add_init_script(f"localStorage.setItem('izwork.language', '{self.language}')")
        return at

    def take(self, at: AtDesk, name: str, size: tuple[int, int], when: Locator) -> None:
        self.album.take(at.page, name, *size, when)


def take(browser: Browser, site: Site, desk: Desk, language: str) -> None:
    """All pictures of one language."""
    office = Office(browser, site, desk, language)
    at_the_desk(site)
    entering(office)
    support(office)
    finance(office)
    reviewing(office)
    abuse(office)


def entering(office: Office) -> None:
    at = AtDesk(office.browser, office.desk, color_scheme="light")
    at.context.add_init_script(f"localStorage.setItem('izwork.language', '{office.language}')")
    at.open("/desk")
    office.take(at, "enter", (720, 520), at.page.get_by_role("main").get_by_role("button"))
    at.close()


def support(office: Office) -> None:
    """An account, a ticket with its answers, a copy that is looked at, and what stands in the log afterwards."""
    at, said, hoa = office.agent("support"), office.said, office.hoa
    at.open("/desk/support")
    at.page.get_by_role("main").get_by_role("textbox").fill(hoa.email)
    at.page.keyboard.press("Enter")
    office.take(at, "account", (960, 1120), at.page.get_by_role("heading", name=hoa.get("/me")["id"]))
    ticket = ask_support(hoa, said.subject, text=said.text)
    other: Agent = signed_in(office.desk, "support")
    other.post(f"/desk/tickets/{ticket}/entries", {"text": said.answer, "asks": True})
    hoa.post(f"/tickets/{ticket}/entries", {"text": said.more})
    at.open(f"/desk/tickets/{ticket}")
    at.page.get_by_role("textbox").fill(said.draft)
    office.take(at, "ticket", (960, 640), at.page.get_by_text(said.more))
    words = SPOKEN[office.language]
    copy = copy_of(words.project, tuple(words.tasks[0]), labels=[])
    share(hoa, office.project, ticket, copy, reason=said.why)
    at.page.reload()
    at.button(LABELS[office.language]["look"]).click()
    shown = at.page.get_by_text(words.tasks[0][0])
    office.take(at, "look", (960, 760), shown)
    at.open("/desk/log")
    office.take(at, "log", (960, 640), at.page.get_by_role("listitem"))
    at.close()


def finance(office: Office) -> None:
    """A statement that is looked through before it is entered, and a plan that somebody else asked for."""
    at, hoa = office.agent("finance"), office.hoa
    set_to(hoa, "phone", new_number())
    made = accept(hoa, office.team, order(hoa, office.team))
    text = STATEMENT.format(ref=made["reference"], transfer=office.said.transfer)
    at.open("/desk/finance")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sao-ke.csv"
        file.write_text(text, encoding="utf-8")
        at.page.locator("input[type=file]").set_input_files(file)
        at.button(LABELS[office.language]["preview"]).click()
        office.take(at, "statement", (960, 620), at.page.get_by_text(made["reference"]))
    other = signed_in(office.desk, "finance")
    other.post("/desk/approvals", {"what": "grant-plan", "team": office.team, "plan": "sponsored"})
    at.open("/desk/finance/approvals")
    office.take(at, "plan", (960, 360), at.page.get_by_text(office.team))
    at.close()


def reviewing(office: Office) -> None:
    """An application that was taken up, with its papers and what was asked."""
    at, (said, _) = office.agent("reviewer"), SPONSORED[office.language]
    id = applied(office.hoa, office.team, **said)
    review.take_up(id, at.agent.id)
    review.note(id, at.agent.id, office.said.note)
    at.open(f"/desk/sponsor/{id}")
    office.take(at, "review", (960, 880), at.page.get_by_role("heading", level=1))
    at.close()


def abuse(office: Office) -> None:
    """A report to decide, and an appeal against what others decided."""
    at, said, hoa = office.agent("abuse"), office.said, office.hoa
    minh = Person(office.site, "Minh", f"minh@{office.language}.sen-vang.example").sign_in()
    team = hoa.found_team(said.team)
    hoa.let_in(minh, team, "member")
    project, lists = hoa.open_project(team, "Tháng 11")
    task = hoa.add_task(project, lists[0], said.reported)
    attached = [{"kind": "title", "task": task, "text": said.reported}]
    body = {"reason": "recruitment", "words": said.words, "attached": attached}
    id = minh.post(f"{project}/reports", body)["id"]
    at.open(f"/desk/reports/{id}")
    at.page.get_by_role("radio").nth(1).check()
    office.take(at, "report", (960, 980), at.page.get_by_text(said.reported))
    other = signed_in(office.desk, "abuse")
    decision = {"act": "limit", "reason": "recruitment", "note": ""}
    other.post(f"/desk/reports/{id}/decisions", decision)
    hoa.post(f"/teams/{team}/appeals", {"words": said.appeal})
    asked = "fetch('/api/v1/desk/appeals').then(answer => answer.json())"
    appeal = next(one["id"] for one in at.page.evaluate(asked)["waiting"] if one["team"] == team)
    at.open(f"/desk/appeals/{appeal}")
    at.page.get_by_role("textbox").fill(said.reply)
    office.take(at, "appeal", (960, 700), at.page.get_by_text(said.appeal))
    at.close()
