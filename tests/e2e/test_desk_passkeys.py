"""An agent's passkeys at the desk's page: a spare one is made on another device, named, used, and the lost one removed."""

from playwright.sync_api import Browser, expect

from chalicelib.accounts.session import FRESH
from tests.desk.desk import Desk
from tests.e2e.at_desk import AtDesk
from tests.engine_rows import rewrite, rows
from tests.site import Site


def long_ago(site: Site, agent: str) -> None:
    """As if this agent had last used a passkey too long ago."""
    for row in rows(site, "agent_session"):
        if row["agent"] == agent:
            rewrite(site, "agent_session", row, proven_at=int(row["proven_at"]) - FRESH - 1000)


def change_device(at: AtDesk) -> None:
    """Another device is in the agent's hand; the first is lost."""
    at.cdp.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": at.device})
    at.with_device()


def test_a_spare_passkey_is_added_named_and_used_and_the_lost_one_removed(
    chromium: Browser, here: Site, open_desk: Desk
) -> None:
    at = AtDesk(chromium, open_desk, viewport={"width": 390, "height": 844}).enrol("support")
    page = at.page
    at.section("Việc tôi đã làm")
    section = page.get_by_role("region", name="Khoá truy cập của bạn")
    expect(section.get_by_role("listitem")).to_have_count(1)
    expect(section.get_by_text("Bạn chỉ có một khoá")).to_be_visible()
    expect(section.get_by_role("button", name="Xoá")).to_have_count(0)
    section.get_by_role("button", name="Thêm khoá truy cập").click()
    expect(section.get_by_role("alert")).to_contain_text("Thiết bị này đã có khoá truy cập của bạn")
    change_device(at)
    section.get_by_role("button", name="Thêm khoá truy cập").click()
    expect(section.get_by_role("listitem")).to_have_count(2)
    section.get_by_role("button", name="Đổi tên").nth(1).click()
    page.get_by_label("Tên khoá truy cập").fill("Khoá USB màu đỏ")
    page.get_by_role("dialog").get_by_role("button", name="Lưu").click()
    expect(section.get_by_text("Khoá USB màu đỏ")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    at.leave()
    at.enter()
    at.section("Việc tôi đã làm")
    expect(page.get_by_text("Đã thêm một khoá truy cập")).to_have_count(1)
    long_ago(here, at.agent.id)
    section.get_by_role("button", name="Xoá").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Xoá").click()
    page.get_by_role("dialog", name="Xác nhận rằng đây là bạn").get_by_role(
        "button", name="Dùng khoá truy cập"
    ).click()
    expect(section.get_by_role("listitem")).to_have_count(1)
    expect(section.get_by_text("Khoá USB màu đỏ")).to_be_visible()
    assert len(at.passkeys()) == 1
    page.reload()
    expect(page.get_by_text("Đã gỡ một khoá truy cập")).to_have_count(1)
    at.close()


def test_who_turns_away_from_proving_changes_nothing(chromium: Browser, here: Site, open_desk: Desk) -> None:
    at = AtDesk(chromium, open_desk).enrol("finance")
    at.section("Việc tôi đã làm")
    long_ago(here, at.agent.id)
    section = at.page.get_by_role("region", name="Khoá truy cập của bạn")
    section.get_by_role("button", name="Thêm khoá truy cập").click()
    at.page.get_by_role("dialog", name="Xác nhận rằng đây là bạn").get_by_role("button", name="Huỷ").click()
    expect(section.get_by_role("button", name="Thêm khoá truy cập")).to_be_enabled()
    expect(section.get_by_role("listitem")).to_have_count(1)
    expect(section.get_by_role("alert")).to_have_count(0)
    at.close()
