"""The abuse desk's pages at work: what a person reported in the product is decided by agents at their browsers, and the
team's owner reads the reason, appeals and is answered."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.desk import Desk
from tests.e2e.at_desk import AtDesk
from tests.e2e.browsing import AtBrowser
from tests.e2e.test_abuse import SAID, Team, send
from tests.site import Site

pytestmark = pytest.mark.browser
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
LONG = "nghiêng" * 20 + " rất-dài@" + "x" * 80 + ".example.vn"
RECRUITS = "Mời gọi bán hàng đa cấp, mạng lưới"


@pytest.fixture
def team(here: Site) -> Team:
    return Team(here)


@pytest.fixture
def an(chromium: Browser, open_desk: Desk) -> Iterator[AtDesk]:
    at = AtDesk(chromium, open_desk, viewport=DESKTOP).enrol("abuse")
    yield at
    at.close()


def reported(team: Team, text: str = SAID, words: str = "Phiền quá") -> str:
    """minh reports the title of one of the team's tasks; the report's id."""
    task = team.lan.add_task(team.project, team.lists[0], text)
    attached = [{"kind": "title", "task": task, "text": text}]
    body = {"reason": "recruitment", "words": words, "attached": attached}
    return str(team.minh.post(f"{team.project}/reports", body)["id"])


def case(at: AtDesk, section: str, id: str, state: str = "Chờ xem") -> None:
    """Open it from its queue, as the agent does: by the state it is in."""
    at.section(section)
    at.page.get_by_role("group", name="Lọc theo trạng thái").get_by_role("button", name=state).click()
    at.page.get_by_role("main").get_by_role("link").filter(has_text=id[:8]).click()
    expect(at.page.get_by_role("heading", name=f"Hồ sơ {id[:8]}")).to_be_visible()


def decide(at: AtDesk, act: str, note: str = "") -> None:
    at.page.get_by_role("radio", name=act).check()
    if note:
        at.page.get_by_label("Ghi chú cho bàn").fill(note)
    at.button(act).click()
    expect(at.page.get_by_text("Đã ghi quyết định.")).to_be_visible()


def standing(at: AtDesk, team: Team, level: str) -> None:
    expect(at.page.get_by_role("heading", name=f"Nhóm {team.id[:8]}: {level}", exact=True)).to_be_visible()


def fits(page: Page) -> None:
    """Nothing is wider than the window: neither the page nor the part of it that scrolls."""
    over = "one => one.scrollWidth - one.clientWidth"
    assert page.locator("html").evaluate(over) <= 0
    assert page.locator("main").evaluate(over) <= 0


def test_reported_in_the_product_limited_at_the_desk_and_lifted(
    chromium: Browser, here: Site, an: AtDesk, team: Team
) -> None:
    minh = AtBrowser(chromium, here, team.minh.email, viewport=DESKTOP).be(team.minh)
    page = minh.open(f"{team.board}/task/{team.task}").page
    page.get_by_role("button", name="lan").last.click()
    page.get_by_role("menuitem", name="Báo cáo vi phạm").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("Họ mời cả lớp")
    send(page, RECRUITS)
    id = team.minh.get("/me/reports")["reports"][0]["id"]
    case(an, "Báo cáo vi phạm", id)
    expect(an.page.get_by_text("Bằng chứng đúng: IZwork đã ký")).to_be_visible()
    for seen in (SAID, "Họ mời cả lớp", "thành viên của nhóm"):
        expect(an.page.get_by_text(seen)).to_be_visible()
    assert "Nhóm Ánh Dương" not in an.page.content(), "what was not attached is not there"
    expect(an.button("Hãy chọn một quyết định")).to_be_disabled()
    decide(an, "Hạn chế mời người", "Đã xem, đúng là rủ rê.")
    standing(an, team, "hạn chế mời người")
    expect(an.page.get_by_text("Đã xem, đúng là rủ rê.")).to_be_visible()
    page.goto("/settings/reports")
    expect(page.get_by_text("Đã xử lý")).to_be_visible()
    owner = AtBrowser(chromium, here, team.lan.email, viewport=DESKTOP).be(team.lan)
    owner.open(f"/t/{team.id}/restriction")
    expect(owner.page.get_by_text(f"Lý do: {RECRUITS}")).to_be_visible()
    an.button("Gỡ bỏ hạn chế").click()
    an.page.get_by_role("dialog").get_by_role("button", name="Gỡ bỏ hạn chế").click()
    standing(an, team, "không bị hạn chế")
    owner.page.reload()
    expect(owner.page.get_by_text("Nhóm không bị hạn chế gì.")).to_be_visible()
    an.section("Việc tôi đã làm")
    expect(an.page.get_by_text(f"hồ sơ {id}").first).to_be_visible()
    minh.close()
    owner.close()


def test_a_suspension_is_asked_by_one_confirmed_by_another_and_a_third_grants_the_appeal(
    chromium: Browser, here: Site, open_desk: Desk, an: AtDesk, team: Team
) -> None:
    id = reported(team)
    case(an, "Báo cáo vi phạm", id)
    decide(an, "Đề nghị tạm ngưng")
    expect(an.page.get_by_text("Bạn đã đề nghị tạm ngưng. Một người khác phải xác nhận.")).to_be_visible()
    expect(an.button("Xác nhận tạm ngưng")).to_have_count(0)
    standing(an, team, "không bị hạn chế")
    binh = AtDesk(chromium, open_desk, viewport=PHONE).enrol("abuse")
    case(binh, "Báo cáo vi phạm", id, "Chờ xác nhận")
    binh.button("Xác nhận tạm ngưng").click()
    sure = binh.page.get_by_role("dialog")
    expect(sure).to_contain_text("Không ai trong nhóm thay đổi được gì nữa")
    sure.get_by_role("button", name="Xác nhận tạm ngưng").click()
    standing(binh, team, "tạm ngưng")
    owner = AtBrowser(chromium, here, team.lan.email, viewport=PHONE).be(team.lan)
    page = owner.open(f"/t/{team.id}/restriction").page
    expect(page.get_by_text(f"Lý do: {RECRUITS}")).to_be_visible()
    page.get_by_label("Vì sao quyết định này không đúng?").fill("Chúng tôi bán bánh mì")
    page.get_by_role("button", name="Gửi khiếu nại").click()
    expect(page.get_by_text("Đang chờ trả lời")).to_be_visible()
    (appeal,) = [one["id"] for one in appeals(binh) if one["team"] == team.id]
    case(binh, "Khiếu nại", appeal)
    words = binh.page.get_by_label("Trả lời cho chủ nhóm")
    words.fill("Không")
    binh.button("Giữ nguyên quyết định").click()
    expect(binh.page.get_by_role("alert")).to_be_visible()
    expect(words).to_have_value("Không")
    fits(binh.page)
    binh.close()
    chi = AtDesk(chromium, open_desk, viewport=DESKTOP).enrol("abuse")
    case(chi, "Khiếu nại", appeal)
    expect(chi.page.get_by_text("Chúng tôi bán bánh mì")).to_be_visible()
    chi.page.get_by_label("Trả lời cho chủ nhóm").fill("Chúng tôi đã nhầm, xin lỗi bạn.")
    chi.button("Chấp nhận, gỡ bỏ hạn chế").click()
    standing(chi, team, "không bị hạn chế")
    chi.close()
    page.reload()
    expect(page.get_by_text("Nhóm không bị hạn chế gì.")).to_be_visible()
    owner.close()


def appeals(at: AtDesk) -> list[dict[str, str]]:
    found = at.page.evaluate("fetch('/api/v1/desk/appeals').then(answer => answer.json())")
    return list(found["waiting"])


def test_by_keyboard_alone_a_report_is_opened_and_a_warning_given(an: AtDesk, team: Team) -> None:
    id = reported(team)
    an.section("Báo cáo vi phạm")
    link = an.page.get_by_role("main").get_by_role("link").filter(has_text=id[:8])
    expect(link).to_be_visible()
    reach(an.page, f"document.activeElement.textContent.includes('{id[:8]}')")
    an.page.keyboard.press("Enter")
    expect(an.page.get_by_role("radio").first).to_be_visible()
    reach(an.page, "document.activeElement.type === 'radio'")
    an.page.keyboard.press("Space")
    an.page.keyboard.press("ArrowDown")
    expect(an.page.get_by_role("radio", name="Nhắc nhở nhóm")).to_be_checked()
    reach(an.page, "document.activeElement.type === 'submit'")
    an.page.keyboard.press("Enter")
    standing(an, team, "đã nhắc nhở")
    held = team.lan.get(f"/teams/{team.id}/restriction")
    assert (held["level"], held["reason"]) == ("warned", "recruitment")


def reach(page: Page, there: str) -> None:
    """By the tab key, as far as it takes; focus is seen wherever it stops."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(there):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"the tab key does not lead to {there}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_phone_whatever_was_written(
    chromium: Browser, open_desk: Desk, team: Team, scheme: str
) -> None:
    id = reported(team, LONG, LONG)
    at = AtDesk(chromium, open_desk, viewport=PHONE, color_scheme=scheme).enrol("abuse", "support")
    at.section("Báo cáo vi phạm")
    expect(at.page.get_by_role("main").get_by_role("link").first).to_be_visible()
    fits(at.page)
    case(at, "Báo cáo vi phạm", id)
    expect(at.page.get_by_text(LONG)).to_have_count(2)
    fits(at.page)
    decide(at, "Đề nghị tạm ngưng", LONG)
    fits(at.page)
    at.section("Khiếu nại")
    expect(at.page.get_by_role("heading", name="Khiếu nại")).to_be_visible()
    fits(at.page)
    at.close()


def test_in_english_and_for_no_other_role(chromium: Browser, open_desk: Desk, an: AtDesk, team: Team) -> None:
    id = reported(team)
    an.button("English").click()
    an.section("Reports of abuse")
    an.page.get_by_role("main").get_by_role("link").filter(has_text=id[:8]).click()
    expect(an.page.get_by_text("The proof holds: IZwork signed that this stood in the team.")).to_be_visible()
    an.page.get_by_role("radio", name="Dismiss").check()
    an.button("Dismiss").click()
    expect(an.page.get_by_text("Decided.")).to_be_visible()
    assert team.lan.get(f"/teams/{team.id}/restriction")["level"] == "none"
    other = AtDesk(chromium, open_desk).enrol("support", "finance", "reviewer")
    expect(other.page.get_by_role("navigation").get_by_role("link", name="Báo cáo vi phạm")).to_have_count(0)
    other.open(f"/desk/reports/{id}")
    refused = other.page.get_by_role("heading", name="Phần này không thuộc vai trò của bạn")
    expect(refused).to_be_visible()
    asked = f"fetch('/api/v1/desk/reports/{id}').then(answer => answer.status)"
    assert other.page.evaluate(asked) == 403
    other.close()
