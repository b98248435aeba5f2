"""The pictures of the product's guide."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Browser

from chalicelib.sponsorship import review
from tests.abuse.restricting import restrict
from tests.billing.buying import accept, order
from tests.contacts.contacts import new_number, set_to
from tests.desk.desk import Desk, signed_in
from tests.e2e.browsing import board_path
from tests.e2e.named import AtName
from tests.guide import agreed
from tests.guide.planned import plan
from tests.guide.taking import CLIENT, Album
from tests.guide.words import LABELS, SAID_AT_DESK, SPOKEN, SPONSORED, Words
from tests.people import Person
from tests.site import Site
from tests.sponsorship.applying import applied, at_the_desk
from tests.tickets.shared import ask_support

INTO = CLIENT / "public" / "help"


def take(browser: Browser, site: Site, desk: Desk, language: str) -> None:
    """All pictures of one language."""
    words, album = SPOKEN[language], Album(INTO / language, language)
    lan = Person(site, "Lan", f"lan@{language}.hoasen.example").sign_in()
    team = lan.found_team(words.team)
    roles = {"Minh": "admin", "Hương": "member", "Tuấn": "member"}
    emails = (f"{n}@{language}.hoasen.example" for n in range(len(roles)))
    others = [Person(site, name, email).sign_in() for name, email in zip(roles, emails, strict=True)]
    people = [lan.bring(one, team, roles[one.name]) for one in others]
    project, task = plan(lan, team, people, words)
    at = at_home(browser, site, lan, language)
    try:
        at.open("/sign-in")
        album.take(at.page, "signin", 720, 580, at.page.locator("form"))
        at.be(lan).open(board_path(project))
        album.take(at.page, "board", 960, 460, at.card(words.tasks[1][0]))
        move(at, words)
        album.take(at.page, "move", 720, 520, at.page.get_by_role("menu"))
        at.open(f"{board_path(project)}/task/{task}")
        album.take(at.page, "task", 960, 760, at.page.get_by_text(words.comment))
        report(at, album, words)
        at.open(f"/t/{team}/members")
        album.take(at.page, "members", 960, 600, at.page.get_by_text("Hương").first)
        at.open("/settings/security")
        album.take(at.page, "security", 960, 600, at.page.locator("#content section").nth(2))
        of_support(at, album, desk, lan, words)
        of_the_team(at, album, lan, team)
        of_the_account(at, album, lan, language)
        mine(at, album, lan, team, project)
        agreed.papers(at, album, lan)
        agreed.guardian(browser, site, album, lan, team)
    finally:
        at.close()
    agreed.terms(browser, album)


def at_home(browser: Browser, site: Site, person: Person, language: str) -> AtName:
    at = AtName(browser, site, person.email, color_scheme="light", service_workers="allow")
    at.context.add_init_script(f"localStorage.setItem('izwork.language', '{language}')")
    return at


def move(at: AtName, words: Words) -> None:
    """The menu of the first task, opened."""
    at.page.set_viewport_size({"width": 720, "height": 520})
    at.card(words.tasks[0][0]).click(button="right")


def mine(at: AtName, album: Album, lan: Person, team: str, project: str) -> None:
    """What is hers to do: late, today, this week, later."""
    me = lan.get(f"/teams/{team}")["me"]
    for task, days in zip(lan.board(project)["task"], (-1, 0, 0, 3, 9), strict=False):
        due = datetime.now(UTC) + timedelta(days=days)
        lan.patch(f"{project}/tasks/{task}", {"assignees": {me: True}, "due": f"{due:%Y-%m-%d}"})
    at.open(f"/t/{team}/mine")
    album.take(at.page, "mine", 960, 700, at.page.get_by_role("listitem").locator("time"))


def report(at: AtName, album: Album, words: Words) -> None:
    """Somebody else's comment would be reported; a task's own menu leads to the same."""
    labels = LABELS[album.language]
    at.open(at.page.url.removeprefix(at.home).partition("/task/")[0])
    at.card(words.tasks[0][1]).click(button="right")
    at.page.get_by_role("menuitem", name=labels["report"]).click()
    dialog = at.page.get_by_role("dialog")
    dialog.get_by_role("radio").nth(4).check()
    album.take(at.page, "report", 720, 880, dialog)


def of_the_team(at: AtName, album: Album, lan: Person, team: str) -> None:
    """Its sponsorship, its order, its erasure, and what the desk decided about another."""
    language, labels = album.language, LABELS[album.language]
    asked_about(lan, team, language)
    at.open(f"/t/{team}/sponsorship")
    album.take(at.page, "sponsorship", 960, 860, at.page.locator("#sponsor-answer"))
    set_to(lan, "phone", new_number())
    accept(lan, team, order(lan, team, 12))
    at.open(f"/t/{team}/plan")
    code = at.page.get_by_role("img", name="VietQR")
    album.take(at.page, "order", 720, 900, code, at.page.locator("#content section").filter(has=code).last)
    at.open(f"/t/{team}/settings")
    at.button(labels["erase"]).click()
    dialog = at.page.get_by_role("dialog")
    album.take(at.page, "erase", 720, 620, dialog)
    other = lan.found_team(SAID_AT_DESK[language].team)
    restrict(lan.site, other, "limit")
    at.open(f"/t/{other}/restriction")
    at.page.get_by_role("textbox").fill(SAID_AT_DESK[language].appeal)
    album.take(at.page, "appeal", 960, 720, at.page.get_by_role("textbox"))


def of_support(at: AtName, album: Album, desk: Desk, lan: Person, words: Words) -> None:
    """A ticket that an agent answered, the dialog that shows a project, and what stands in the log then."""
    said, labels = SAID_AT_DESK[album.language], LABELS[album.language]
    ticket = ask_support(lan, said.subject, text=said.text)
    agent = signed_in(desk, "support")
    agent.get(f"/desk/tickets/{ticket}")
    agent.post(f"/desk/tickets/{ticket}/entries", {"text": said.answer, "asks": True})
    at.open(f"/help/tickets/{ticket}")
    album.take(at.page, "ticket", 960, 640, at.page.get_by_text(said.answer))
    at.button(labels["show"]).click()
    dialog = at.page.get_by_role("dialog")
    dialog.get_by_role("combobox", name=labels["project"], exact=True).select_option(label=words.project)
    dialog.get_by_role("textbox").fill(said.why)
    album.take(at.page, "show", 720, 860, dialog.get_by_text(words.tasks[0][0]))
    at.open("/settings/desk-log")
    album.take(at.page, "desklog", 960, 560, at.page.get_by_role("listitem").first)


def of_the_account(at: AtName, album: Album, lan: Person, language: str) -> None:
    labels = LABELS[language]
    at.open("/settings")
    title = at.page.get_by_role("heading", name=labels["consents"], exact=True)
    album.take(at.page, "consent", 960, 520, title, title)
    at.open("/settings/leave")
    album.take(at.page, "export", 960, 560, at.page.locator("#content section").first)
    at.open("/trust")
    album.take(at.page, "trust", 960, 760, at.page.get_by_role("heading", level=2).first)


def asked_about(lan: Person, team: str, language: str) -> None:
    """An application for sponsorship that the reviewers have a question about."""
    said, question = SPONSORED[language]
    id = applied(lan, team, **said)
    at_the_desk(lan.site)
    review.take_up(id, "r" * 22)
    review.ask(id, "r" * 22, question)
