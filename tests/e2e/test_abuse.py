"""Abuse as people meet it: reporting what they see, following it, and a team that is suspended."""

import pytest
from playwright.sync_api import Browser, Page, expect

from chalicelib.abuse import report
from tests.abuse.restricting import restrict
from tests.abuse.test_report import at_desk
from tests.e2e.browsing import AtBrowser
from tests.people import Person, new_id
from tests.site import Site

SAID = "Chỉ cần mời ba người, mỗi tháng nhận mười triệu"


class Team:
    """lan's team, in which she wrote a comment; minh is a member of it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.lan, self.minh = Person(site, "lan").sign_in(), Person(site, "minh").sign_in()
        self.id = self.lan.found_team("Nhóm Ánh Dương")
        self.lan.let_in(self.minh, self.id, "member")
        self.project, self.lists = self.lan.open_project(self.id, "Kinh doanh")
        self.task = self.lan.add_task(self.project, self.lists[0], "Gặp nhau tối nay")
        self.lan.post(f"{self.project}/tasks/{self.task}/comments", {"id": new_id(), "text": SAID})

    @property
    def board(self) -> str:
        return self.project.replace("/teams/", "/t/").replace("/projects/", "/p/")


def facts_of(site: Site, person: Person) -> report.Facts:
    """What the desk reads of the person's only report."""
    (one,) = person.get("/me/reports")["reports"]
    return at_desk(site, one["id"])[1]


def send(page: Page, reason: str) -> None:
    page.get_by_role("radio", name=reason).check()
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_text("Cảm ơn bạn. Báo cáo đã được gửi")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_comment_is_reported_with_just_what_is_chosen(chromium: Browser, site: Site, width: int) -> None:
    team = Team(site)
    at = AtBrowser(chromium, site, team.minh.email, viewport={"width": width, "height": 900}).be(team.minh)
    page = at.open(f"{team.board}/task/{team.task}").page
    page.get_by_role("button", name="lan").last.click()
    page.get_by_role("menuitem", name="Báo cáo vi phạm").press("Enter")
    dialog = page.get_by_role("dialog", name="Báo cáo vi phạm")
    expect(dialog.get_by_text(SAID)).to_be_visible()
    expect(dialog.get_by_role("checkbox", name="Bình luận của lan")).to_be_checked()
    expect(dialog.get_by_role("checkbox", name="Tên công việc")).not_to_be_checked()
    dialog.get_by_role("checkbox", name="Bình luận của lan").uncheck()
    expect(dialog.get_by_role("button", name="Gửi báo cáo")).to_be_disabled()
    dialog.get_by_role("checkbox", name="Bình luận của lan").check()
    dialog.get_by_role("textbox").fill("Mời cả lớp")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
    send(page, "Mời gọi bán hàng đa cấp, mạng lưới")
    page.get_by_role("link", name="Báo cáo của tôi").click()
    expect(page.get_by_role("heading", name="Báo cáo của tôi")).to_be_visible()
    expect(page.get_by_text("Đang chờ xem")).to_be_visible()
    expect(page.get_by_text(SAID)).to_be_visible()
    facts = facts_of(site, team.minh)
    assert (facts.reason, facts.words) == ("recruitment", "Mời cả lớp")
    assert [(one.kind, one.text, one.by) for one in facts.attached] == [("comment", SAID, "lan")]
    assert at.faults == []


def test_a_project_and_an_invitation_are_reported(chromium: Browser, site: Site) -> None:
    team = Team(site)
    at = AtBrowser(chromium, site, team.minh.email).be(team.minh)
    page = at.open(f"/t/{team.id}").page
    page.get_by_role("button", name="Kinh doanh").click()
    page.get_by_role("menuitem", name="Báo cáo vi phạm").click()
    send(page, "Nội dung chính trị")
    assert [(one.kind, one.text) for one in facts_of(site, team.minh).attached] == [("project", "Kinh doanh")]
    erin = Person(site, "erin").sign_in()
    url = str(team.lan.post(f"/teams/{team.id}/links", {"role": "guest"})["url"])
    page = AtBrowser(chromium, site, erin.email).be(erin).open("/join#" + url.partition("#")[2]).page
    page.get_by_role("button", name="Báo cáo lời mời này").click()
    send(page, "Thư rác, lừa đảo")
    facts = facts_of(site, erin)
    assert [(one.kind, one.text, one.by) for one in facts.attached] == [
        ("invitation", "Nhóm Ánh Dương", "lan")
    ]


@pytest.mark.parametrize("width", [1440, 390])
def test_a_suspended_team_says_so_and_its_owner_appeals(chromium: Browser, site: Site, width: int) -> None:
    team = Team(site)
    at = AtBrowser(chromium, site, team.lan.email, viewport={"width": width, "height": 900}).be(team.lan)
    page = at.open(team.board).page
    expect(at.card("Gặp nhau tối nay")).to_be_visible()
    restrict(site, team.id, "suspend")
    first = at.column("Danh sách 1")
    first.get_by_role("button", name="Thêm công việc").last.click()
    first.get_by_role("textbox").fill("Việc mới")
    first.get_by_role("textbox").press("Enter")
    banner = page.get_by_text("Nhóm đang bị tạm ngưng: chỉ đọc và xuất được")
    expect(banner).to_be_visible()
    page.get_by_role("link", name="Xem lý do").click()
    expect(page.get_by_text("Lý do: Mời gọi bán hàng đa cấp, mạng lưới")).to_be_visible()
    expect(page.get_by_text("Mọi người vẫn đọc và xuất được tất cả")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("Vì sao quyết định này không đúng?").fill("Chúng tôi bán bánh mì")
    page.get_by_role("button", name="Gửi khiếu nại").click()
    expect(page.get_by_text("Đang chờ trả lời")).to_be_visible()
    expect(page.get_by_role("button", name="Gửi khiếu nại")).to_have_count(0)
    restrict(site, team.id, "lift")
    page.reload()
    expect(page.get_by_text("Nhóm không bị hạn chế gì.")).to_be_visible()
    assert at.faults == []
