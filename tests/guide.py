"""`python -m tests.guide`: the pictures of the guide, taken anew from the running app into client/public/help.

In both languages, by day, each as wide and high as client/src/screens/help/types.ts says. Build the client first.
"""

import base64
import socket
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from chalicelib.sponsorship import review
from tests.e2e.browsing import board_path
from tests.e2e.conftest import CHROMIUM, QUIET
from tests.e2e.named import AtName
from tests.people import Person, new_id
from tests.site import Site
from tests.sponsorship.applying import applied, at_the_desk

INTO = Path(__file__).parents[1] / "client" / "public" / "help"
QUALITY = 80  # of WebP, of 100
DUE = 6  # days from now


# What the school says of itself, and what the reviewers ask.
SPONSORED = {
    "vi": ({}, "Xin gửi thêm quyết định thành lập trường, trang có chữ ký và con dấu."),
    "en": (
        {
            "name": "Lotus Vocational School",
            "activity": "Trains young people with disabilities in tailoring and electrics in Đà Nẵng.",
            "role": "Headmistress",
        },
        "Please add the decision that founded the school, the page with the signature and seal.",
    ),
}


class Words(NamedTuple):
    """What stands in the pictures, in one language."""

    team: str
    project: str
    lists: list[str]
    tasks: list[list[str]]  # a list's each
    labels: dict[str, str]  # colour: name
    steps: list[str]
    description: str
    comment: str


SPOKEN = {
    "vi": Words(
        "Trường nghề Hoa Sen", "Tuyển sinh khoá mới", ["Cần làm", "Đang làm", "Hoàn thành"],
        [
            ["Đặt lịch ngày hội tư vấn", "Gọi lại cho 20 phụ huynh", "Cập nhật học phí trên trang web"],
            ["In tờ rơi giới thiệu ngành Điện", "Soạn thư mời các trường THCS"],
            ["Chốt chỉ tiêu từng ngành"],
        ],
        {"blue": "truyền thông", "green": "phụ huynh", "orange": "gấp"},
        ["Chọn ảnh xưởng thực hành", "Duyệt lời với thầy Minh", "Gửi nhà in"],
        "In 500 tờ, khổ A5, hai mặt. Bản mẫu năm ngoái còn dùng được phần giới thiệu xưởng.",
        "Nhà in hẹn giao sáng thứ Sáu. Chị xem giúp em bản in thử nhé.",
    ),
    "en": Words(
        "Lotus Vocational School", "Autumn enrolment", ["To do", "Doing", "Done"],
        [
            ["Set the date of the open day", "Call 20 parents back", "Update the fees on the website"],
            ["Print the leaflet for Electrics", "Write to the secondary schools"],
            ["Agree on places per course"],
        ],
        {"blue": "publicity", "green": "parents", "orange": "urgent"},
        ["Choose photos of the workshop", "Have Minh read it", "Send it to the printer"],
        "500 copies, A5, both sides. The part about the workshop can stay as it was last year.",
        "The printer delivers on Friday morning. Could you look at the proof?",
    ),
}  # fmt: skip


def main() -> None:
    assert CHROMIUM is not None, "no Chromium on this machine: apt-get install chromium"
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        # By a name, as a real site is: an address alone has no passkeys.
        site = Site(Path(data) / "data", IZWORK_SITE=f"http://localhost:{port}").start(port)
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
            for language, words in SPOKEN.items():
                take(browser, site, language, words)
            browser.close()
        finally:
            site.stop()


def take(browser: Browser, site: Site, language: str, words: Words) -> None:
    """All pictures of one language."""
    lan = Person(site, "Lan", f"lan@{language}.hoasen.example").sign_in()
    team = lan.found_team(words.team)
    roles = {"Minh": "admin", "Hương": "member", "Tuấn": "member"}
    emails = (f"{n}@{language}.hoasen.example" for n in range(len(roles)))
    others = [Person(site, name, email).sign_in() for name, email in zip(roles, emails, strict=True)]
    people = [lan.bring(one, team, roles[one.name]) for one in others]
    project, task = plan(lan, team, people, words)
    at = AtName(browser, site, lan.email, color_scheme="light", service_workers="block")
    at.context.add_init_script(f"localStorage.setItem('izwork.language', '{language}')")
    try:
        at.open("/sign-in")
        picture(at.page, language, "signin", 720, 580, at.page.locator("form"))
        at.be(lan).open(board_path(project))
        picture(at.page, language, "board", 960, 460, at.card(words.tasks[1][0]))
        move(at, words)
        picture(at.page, language, "move", 720, 520, at.page.get_by_role("menu"))
        at.open(f"{board_path(project)}/task/{task}")
        picture(at.page, language, "task", 960, 760, at.page.get_by_text(words.comment))
        at.open(f"/t/{team}/members")
        picture(at.page, language, "members", 960, 600, at.page.get_by_text("Hương").first)
        asked_about(site, lan, team, language)
        at.open(f"/t/{team}/sponsorship")
        picture(at.page, language, "sponsorship", 960, 860, at.page.locator("#sponsor-answer"))
        at.open("/settings/security")
        picture(at.page, language, "security", 960, 600, at.page.locator("#content section").nth(2))
    finally:
        at.close()


def asked_about(site: Site, lan: Person, team: str, language: str) -> None:
    """An application for sponsorship that the reviewers have a question about."""
    said, question = SPONSORED[language]
    id = applied(lan, team, **said)
    at_the_desk(site)
    review.take_up(id, "r" * 22)
    review.ask(id, "r" * 22, question)


def plan(lan: Person, team: str, people: list[str], words: Words) -> tuple[str, str]:
    """A project under way; its path, and the id of the task that is shown open."""
    id = new_id()
    lists = [{"id": new_id(), "name": name} for name in words.lists]
    lan.post(f"/teams/{team}/projects", {"id": id, "name": words.project, "lists": lists})
    project = f"/teams/{team}/projects/{id}"
    labels = []
    for color, name in words.labels.items():
        labels.append(new_id())
        lan.post(f"{project}/labels", {"id": labels[-1], "name": name, "color": color})
    tasks = []
    for number, (one, titles) in enumerate(zip(lists, words.tasks, strict=True)):
        for place, title in enumerate(titles):
            tasks.append(lan.add_task(project, str(one["id"]), title))
            due = datetime.now(UTC) + timedelta(days=DUE + 3 * place)
            chosen = {
                "labels": {labels[(number + place) % len(labels)]: True},
                "assignees": {people[(number + place) % len(people)]: True},
                "due": f"{due:%Y-%m-%d}",
            }
            lan.patch(f"{project}/tasks/{tasks[-1]}", chosen)
    shown = tasks[len(words.tasks[0])]
    steps = {new_id(): {"text": text, "done": n == 0} for n, text in enumerate(words.steps)}
    lan.patch(f"{project}/tasks/{shown}", {"checklist": steps})
    lan.put(f"{project}/tasks/{shown}/description", {"text": words.description, "base": 0})
    lan.post(f"{project}/tasks/{shown}/comments", {"id": new_id(), "text": words.comment})
    return project, shown


def move(at: AtName, words: Words) -> None:
    """The menu of the first task, opened."""
    at.page.set_viewport_size({"width": 720, "height": 520})
    at.card(words.tasks[0][0]).click(button="right")


def picture(page: Page, language: str, name: str, width: int, height: int, when: Locator) -> None:
    """The window as it stands once `when` is there and it has come to rest."""
    page.set_viewport_size({"width": width, "height": height})
    expect(when.first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)
    taken = page.context.new_cdp_session(page).send(
        "Page.captureScreenshot", {"format": "webp", "quality": QUALITY}
    )
    to = INTO / language / f"{name}.webp"
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(base64.b64decode(taken["data"]))
    print(f"{to.stat().st_size / 1024:6.1f} KiB  {to.relative_to(INTO)}")


if __name__ == "__main__":
    main()
