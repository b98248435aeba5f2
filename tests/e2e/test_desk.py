"""IZwork's own people at the desk's page: their passkey, their sections, and what they do for an account."""

import re

import httpx
from playwright.sync_api import Browser, expect

from tests.desk.desk import Desk, ordered
from tests.e2e.at_desk import AtDesk
from tests.e2e.browsing import AtBrowser
from tests.engine_rows import rewrite, rows
from tests.factors.protected import Protected
from tests.site import Site

MINUTE = 60_000
KIB = 1024


def idle(site: Site, agent: str) -> None:
    """As if this agent had touched nothing for 31 minutes."""
    for row in rows(site, "agent_session"):
        if row["agent"] == agent:
            rewrite(site, "agent_session", row, seen_at=row["seen_at"] - 31 * MINUTE)


def test_the_link_makes_a_passkey_once_and_the_passkey_signs_in(chromium: Browser, open_desk: Desk) -> None:
    at = AtDesk(chromium, open_desk).enrol("support")
    assert "#" not in at.page.url, "the link is a key, and stands in no history"
    expect(at.page.get_by_role("banner").get_by_text("Hỗ trợ", exact=True)).to_be_visible()
    at.leave()
    at.page.reload()
    at.enter()
    at.section("Việc tôi đã làm")
    expect(at.page.get_by_text("Đã đăng nhập vào bàn hỗ trợ")).to_have_count(1)
    expect(at.page.get_by_text("Đã đăng ký khoá truy cập")).to_have_count(1)
    at.leave()
    at.open(f"/desk#{at.agent.id}.{at.agent.token}")
    at.button("Tạo khoá truy cập").click()
    expect(at.page.get_by_role("alert")).to_contain_text("xin người vận hành một liên kết mới")
    at.button("Tôi đã có khoá: đăng nhập").click()
    at.enter()
    at.close()


def test_a_device_without_a_passkey_and_one_nobody_knows_are_told_what_to_do(
    chromium: Browser, open_desk: Desk
) -> None:
    at = AtDesk(chromium, open_desk)
    at.open("/desk")
    at.button("Đăng nhập bằng khoá truy cập").click()
    expect(at.page.get_by_role("alert")).to_contain_text("Chưa nhận được khoá truy cập")
    expect(at.button("Đăng nhập bằng khoá truy cập")).to_be_enabled()
    assert at.page.evaluate("fetch('/api/v1/desk/me').then(answer => answer.status)") == 401
    at.close()


def test_each_role_sees_its_own_sections(chromium: Browser, open_desk: Desk) -> None:
    at = AtDesk(chromium, open_desk, viewport={"width": 390, "height": 844}).enrol("finance")
    sections = at.page.get_by_role("navigation").get_by_role("link")
    expect(sections.filter(has_text="Việc tôi đã làm")).to_be_visible()
    expect(sections.filter(has_text="Tài khoản")).to_have_count(0)
    at.open("/desk/support")
    expect(at.page.get_by_role("heading", name="Phần này không thuộc vai trò của bạn")).to_be_visible()
    at.open("/desk/nowhere")
    expect(at.page.get_by_role("heading", name="Không có trang này")).to_be_visible()
    at.open("/")
    expect(at.page).to_have_url(f"{open_desk.origin}/desk")
    at.close()


def test_a_session_left_idle_ends_and_signing_in_goes_on_at_the_same_place(
    chromium: Browser, here: Site, open_desk: Desk
) -> None:
    at = AtDesk(chromium, open_desk).enrol("support")
    at.section("Tài khoản")
    idle(here, at.agent.id)
    at.page.get_by_label("E-mail hoặc số điện thoại").fill("hoa@example.vn")
    at.page.keyboard.press("Enter")
    expect(at.page.get_by_text("Phiên đã hết: sau 30 phút không thao tác")).to_be_visible()
    expect(at.page.get_by_role("navigation")).to_have_count(0)
    at.enter()
    expect(at.page.get_by_role("heading", name="Tìm tài khoản")).to_be_visible()
    at.close()


def test_language_and_appearance_are_chosen_and_kept(chromium: Browser, open_desk: Desk) -> None:
    at = AtDesk(chromium, open_desk).enrol("support")
    at.button("English").click()
    expect(at.page.get_by_role("link", name="What I did").first).to_be_visible()
    at.button("Agent account").click()
    at.page.get_by_role("menuitemcheckbox", name="Dark").click()
    at.page.reload()
    expect(at.page.get_by_role("link", name="What I did").first).to_be_visible()
    assert at.page.evaluate("document.documentElement.dataset.theme") == "dark"
    at.close()


def test_the_page_is_small_and_the_products_browsers_keep_none_of_it(
    chromium: Browser, here: Site, open_desk: Desk
) -> None:
    at = AtDesk(chromium, open_desk)
    at.open("/desk")
    expect(at.button("Đăng nhập bằng khoá truy cập")).to_be_visible()
    fetched = "performance.getEntriesByType('resource').filter(one => /assets/.test(one.name))"
    weight = at.page.evaluate(f"{fetched}.reduce((sum, one) => sum + one.encodedBodySize, 0)")
    assert 20 * KIB < weight < 60 * KIB
    assert all("/assets/desk/" in one for one in at.page.evaluate(f"{fetched}.map(one => one.name)"))
    kept = httpx.get(f"{here.url}/sw.js").text
    assert "assets/" in kept
    assert "desk.html" not in kept
    assert "assets/desk" not in kept
    at.close()


def find(at: AtDesk, contact: str) -> None:
    at.section("Tài khoản")
    at.page.get_by_label("E-mail hoặc số điện thoại").fill(contact)
    at.page.keyboard.press("Enter")


def give_reason(at: AtDesk, yes: str) -> None:
    dialog = at.page.get_by_role("dialog")
    dialog.get_by_label("Vì sao").select_option(label="Người dùng nhờ qua điện thoại")
    dialog.get_by_label("Lý do").fill("Chị Hoa mất điện thoại, gọi từ số đã xác minh.")
    dialog.get_by_role("button", name=yes).click()


def test_support_finds_an_account_and_starts_its_recovery(
    chromium: Browser, here: Site, open_desk: Desk
) -> None:
    hoa = Protected(here).with_password().with_app()
    team = hoa.found_team("Nhóm kín")
    at = AtDesk(chromium, open_desk).enrol("support")
    page = at.page
    find(at, "x" + hoa.email)
    expect(page.get_by_text(f"Không có tài khoản nào dùng x{hoa.email}")).to_be_visible()
    find(at, f" {hoa.email.upper()} ")
    account = hoa.get("/me")["id"]
    expect(page.get_by_role("heading", name=f"Tài khoản {account}")).to_be_visible()
    expect(page.get_by_text("Không có lần khôi phục nào đang diễn ra")).to_be_visible()
    for seen in ("Mật khẩu", "Ứng dụng xác thực", "Mã khôi phục", team):
        expect(page.get_by_text(seen, exact=True)).to_be_visible()
    assert "Nhóm kín" not in page.content()
    at.button("Bắt đầu khôi phục").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Chỉ làm khi chính chủ tài khoản yêu cầu")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Chưa giao việc nào cho tài khoản này")).to_be_visible()
    at.button("Bắt đầu khôi phục").click()
    expect(dialog.get_by_role("button", name="Bắt đầu khôi phục")).to_be_disabled()
    give_reason(at, "Bắt đầu khôi phục")
    expect(page.get_by_text("Đang thực hiện", exact=True)).to_be_visible()
    assert "done" in ordered(here, "erase-closed-accounts"), "the product's minute"
    at.button("Xem lại lúc này").click()
    expect(page.get_by_text("Xong", exact=True)).to_be_visible()
    expect(page.get_by_text("Đang chờ: hoàn tất được từ")).to_be_visible()
    at.section("Việc tôi đã làm")
    expect(page.get_by_text("Đã nhờ bắt đầu thời gian chờ khôi phục tài khoản")).to_have_count(1)
    expect(page.get_by_text(f"tài khoản {account}").first).to_be_visible()
    expect(page.get_by_text("Chị Hoa mất điện thoại")).to_have_count(1)
    at.close()
    owner = AtBrowser(chromium, here, hoa.email).be(hoa).open("/settings/desk-log")
    expect(owner.page.get_by_text("đã nhờ bắt đầu thời gian chờ khôi phục tài khoản")).to_have_count(1)
    expect(owner.page.get_by_text("Lý do: Bạn nhờ qua điện thoại.")).to_contain_text("Chị Hoa mất điện thoại")
    expect(owner.page.get_by_text(re.compile("đã tìm tài khoản theo e-mail")).first).to_be_visible()
    owner.close()


def test_what_needs_no_recovery_says_so(chromium: Browser, here: Site, open_desk: Desk) -> None:
    hoa = Protected(here)
    at = AtDesk(chromium, open_desk, viewport={"width": 390, "height": 844}).enrol("support")
    find(at, hoa.email)
    expect(at.page.get_by_text("Chỉ bằng liên kết gửi qua e-mail")).to_be_visible()
    at.button("Bắt đầu khôi phục").click()
    give_reason(at, "Bắt đầu khôi phục")
    expect(at.page.get_by_text("Đang thực hiện", exact=True)).to_be_visible()
    assert "done" in ordered(here, "erase-closed-accounts")
    at.button("Xem lại lúc này").click()
    expect(at.page.get_by_text("Không cần: tài khoản không bật bước hai")).to_be_visible()
    assert at.page.evaluate("document.documentElement.scrollWidth") == 390
    at.close()
