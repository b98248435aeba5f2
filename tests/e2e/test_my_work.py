"""What is mine to do, of all the projects of a team: by when, with a way to each task and back."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browsing import AtBrowser
from tests.people import Person
from tests.site import Site


class Busy:
    """lan's team with two projects; some of its work is lan's, some is hung's, some is done."""

    def __init__(self, here: Site) -> None:
        self.lan, self.hung = (Person(here, name).sign_in() for name in ("lan", "hung"))
        self.team = self.lan.found_team()
        self.me = self.lan.get(f"/teams/{self.team}")["me"]
        self.other = self.lan.let_in(self.hung, self.team, "member")
        self.projects = [self.lan.open_project(self.team, name) for name in ("Tuyển sinh", "Xưởng")]
        (self.first, lists), (self.second, others) = self.projects
        self.late = self.give(self.first, lists[0], "Trễ hạn", -3)
        self.give(self.second, others[0], "Làm trong ngày", 0)
        self.give(self.first, lists[1], "Tuần này", 4)
        self.give(self.second, others[1], "Tháng sau", 40)
        self.give(self.second, others[2], "Khi nào cũng được")
        self.lan.add_task(self.first, lists[0], "Của Hùng", assignees={self.other: True})
        done = self.give(self.first, lists[0], "Đã xong", 0)
        self.lan.put(f"{self.first}/tasks/{done}/closure")

    def give(self, project: str, to: str, title: str, days: int | None = None) -> str:
        due = (
            {}
            if days is None
            else {"due": (datetime.now().astimezone() + timedelta(days)).date().isoformat()}
        )
        return self.lan.add_task(project, to, title, assignees={self.me: True}, **due)


@pytest.fixture
def busy(here: Site) -> Busy:
    return Busy(here)


@pytest.fixture
def at(chromium: Browser, here: Site, busy: Busy) -> Iterator[AtBrowser]:
    browser = AtBrowser(chromium, here, busy.lan.email, viewport={"width": 1440, "height": 900})
    browser.be(busy.lan).open(f"/t/{busy.team}")
    browser.page.get_by_role("link", name="Việc của tôi").click()
    expect(browser.page.get_by_role("link", name="Khi nào cũng được")).to_be_visible()
    yield browser
    browser.close()


def seen(at: AtBrowser) -> dict[str, list[str]]:
    parts = at.page.locator("section:has(> h2)")
    return {
        part.get_by_role("heading").inner_text().split("\n")[0].strip().rstrip("0123456789 "): [
            link.inner_text() for link in part.get_by_role("listitem").get_by_role("link").all()
        ]
        for part in parts.all()
    }


def test_mine_of_every_project_stands_by_when_it_is_due(at: AtBrowser) -> None:
    assert seen(at) == {
        "Quá hạn": ["Trễ hạn"],
        "Hôm nay": ["Làm trong ngày"],
        "7 ngày tới": ["Tuần này"],
        "Sau đó": ["Tháng sau"],
        "Chưa có hạn": ["Khi nào cũng được"],
    }
    assert "Việc của tôi" in at.page.title()


def test_it_is_finished_and_taken_back_there(at: AtBrowser, busy: Busy) -> None:
    page = at.page
    page.get_by_role("button", name="Hoàn thành: Trễ hạn").click()
    expect(page.get_by_role("link", name="Trễ hạn")).to_have_count(0)
    at.all_saved()
    assert "closed_at" in busy.lan.board(busy.first)["task"][busy.late]
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_role("link", name="Trễ hạn")).to_be_visible()
    at.all_saved()
    assert "closed_at" not in busy.lan.board(busy.first)["task"][busy.late]


def test_a_task_opens_on_its_board_and_closing_leads_back(at: AtBrowser) -> None:
    page = at.page
    page.get_by_role("link", name="Tuần này").click()
    expect(page.get_by_role("complementary", name="Tuần này")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Tuần này")).to_be_focused()
    assert page.url.endswith("/mine")


def test_what_another_gives_me_meanwhile_is_there_after_a_look_away(at: AtBrowser, busy: Busy) -> None:
    at.page.get_by_role("link", name="Thành viên").click()
    busy.hung.add_task(busy.second, busy.projects[1][1][0], "Hùng giao", assignees={busy.me: True})
    at.page.get_by_role("link", name="Việc của tôi").click()
    expect(at.page.get_by_role("link", name="Hùng giao")).to_be_visible()


def test_it_is_there_without_a_network_and_says_so_when_nothing_is_mine(
    at: AtBrowser, busy: Busy, chromium: Browser, here: Site
) -> None:
    at.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    at.context.set_offline(True)
    at.page.reload()
    expect(at.page.get_by_role("link", name="Làm trong ngày")).to_be_visible()
    at.context.set_offline(False)
    linh = Person(here, "linh").sign_in()
    busy.lan.let_in(linh, busy.team, "member")
    idle = AtBrowser(chromium, here, linh.email).be(linh).open(f"/t/{busy.team}/mine")
    expect(idle.page.get_by_text("Chưa có việc nào giao cho bạn")).to_be_visible()
    idle.close()


def test_the_work_of_another_team_is_there_as_soon_as_one_goes_to_it(at: AtBrowser, busy: Busy) -> None:
    page = at.page
    second = busy.lan.found_team("Nhóm thứ hai")
    project, lists = busy.lan.open_project(second, "Thư viện")
    busy.lan.add_task(project, lists[0], "Mua kệ sách")
    page.get_by_role("button", name="Chuyển nhóm hoặc dự án").click()
    page.get_by_role("menuitem", name="Nhóm thứ hai").click()
    expect(page.get_by_text("1 công việc đang mở")).to_be_visible()
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("ke sach")
    expect(page.get_by_role("option", name="Mua kệ sách")).to_be_visible()


def test_searching_in_a_project_tells_what_only_others_have(at: AtBrowser) -> None:
    page = at.page
    page.get_by_role("link", name="Tuần này").click()
    expect(page.get_by_role("complementary")).to_be_focused()
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("lam trong ngay")
    expect(page.get_by_text("Đây là ở các dự án khác")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Làm trong ngày")).to_be_visible()
