"""Asking support at a browser, being answered from the desk, and letting it see a copy of a project for a while."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.desk.desk import Desk
from tests.e2e.at_desk import AtDesk
from tests.e2e.browsing import AtBrowser
from tests.e2e.planned import Planned
from tests.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def open_desk(here: Site) -> Iterator[Desk]:
    running = Desk(here).start()
    yield running
    running.stop()


@pytest.fixture
def lan(chromium: Browser, here: Site, planned: Planned) -> Iterator[AtBrowser]:
    planned.lan.put(
        f"{planned.project}/tasks/{planned.tasks[0]}/description", {"text": "Mô tả kín", "base": 0}
    )
    at = AtBrowser(chromium, here, planned.lan.email, viewport={"width": 1280, "height": 900}).be(planned.lan)
    yield at
    at.close()


def write(at: AtBrowser, subject: str, text: str) -> str:
    """From the account menu to a ticket that was sent; its address."""
    page = at.open("/").page
    page.get_by_role("button", name="Tài khoản").click()
    page.get_by_role("menuitem", name="Yêu cầu hỗ trợ của tôi").click()
    page.get_by_role("link", name="Viết cho chúng tôi").first.click()
    page.get_by_label("Tóm tắt").fill(subject)
    page.get_by_label("Nội dung", exact=True).fill(text)
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("heading", name=subject, level=1)).to_be_visible()
    return page.url


def test_asked_answered_shown_looked_at_and_withdrawn(
    chromium: Browser, open_desk: Desk, lan: AtBrowser, planned: Planned
) -> None:
    write(lan, "Bảng hiện sai", "Công việc không đúng thứ tự.")
    page = lan.page
    expect(page.get_by_text("Chờ chúng tôi trả lời")).to_be_visible()

    at = AtDesk(chromium, open_desk, viewport={"width": 1280, "height": 900}).enrol("support")
    at.section("Yêu cầu hỗ trợ")
    at.page.get_by_role("main").get_by_role("link").filter(has_text="Chờ trả lời").last.click()
    expect(at.page.get_by_role("heading", name="Bảng hiện sai")).to_be_visible()
    at.page.get_by_label("Trả lời", exact=True).fill("Bạn cho chúng tôi xem bảng được không?")
    at.page.get_by_role("checkbox", name="Hỏi lại").check()
    at.button("Gửi").click()
    expect(at.page.get_by_text("Chờ người dùng", exact=True)).to_be_visible()

    page.reload()
    expect(page.get_by_text("Bạn cho chúng tôi xem bảng được không?")).to_be_visible()
    page.get_by_role("button", name="Cho xem một dự án").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Dự án", exact=True).select_option(label="Tuyển sinh")
    preview = dialog.get_by_role("region", name="Tuyển sinh")
    expect(preview.get_by_text("Việc A")).to_be_visible()
    expect(preview.get_by_text("Mô tả kín")).to_have_count(0)
    dialog.get_by_role("checkbox", name="Kèm mô tả công việc").check()
    expect(preview.get_by_text("Mô tả kín")).to_be_visible()
    dialog.get_by_role("checkbox", name="Kèm mô tả công việc").uncheck()
    expect(preview.get_by_text("Mô tả kín")).to_have_count(0)
    dialog.get_by_label("Để làm gì").fill("Để thấy thứ tự")
    share = dialog.get_by_role("button", name="Chia sẻ", exact=True)
    expect(share).to_be_disabled()
    dialog.get_by_role("checkbox", name="Tôi đồng ý").check()
    share.click()
    expect(page.get_by_text("Bộ phận hỗ trợ đang được xem bản sao dự án Tuyển sinh")).to_be_visible()
    expect(page.get_by_role("timer")).to_contain_text("Còn 0:59")

    at.page.reload()
    expect(at.page.get_by_text("Lý do: Để thấy thứ tự")).to_be_visible()
    at.button("Xem bản sao").click()
    copy = at.page.get_by_role("region", name="Tuyển sinh")
    expect(copy.get_by_text("Việc C")).to_be_visible()
    expect(copy.get_by_text("Mô tả kín")).to_have_count(0)
    at.button("Cất đi").click()

    page.reload()
    expect(page.get_by_text("Đã xem 1 lần")).to_be_visible()
    page.get_by_role("button", name="Thu hồi ngay").click()
    expect(page.get_by_text("Bạn đã thu hồi bản sao; bản sao đã bị xoá")).to_be_visible()
    at.button("Xem bản sao").click()
    expect(at.page.get_by_text("Bản sao không còn nữa")).to_be_visible()
    expect(at.button("Xem bản sao")).to_have_count(0)
    team = planned.project.split("/")[2]
    lan.open(f"/t/{team}/feed")
    expect(page.get_by_text("đã xem bản sao dự án Tuyển sinh mà bạn chia sẻ")).to_have_count(1)
    at.close()


def test_without_a_network_what_was_written_is_kept(lan: AtBrowser) -> None:
    page = lan.open("/help/write").page
    page.get_by_label("Tóm tắt").fill("Mất mạng")
    page.get_by_label("Nội dung", exact=True).fill("Viết khi ngoại tuyến")
    lan.context.set_offline(True)
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Điều bạn viết được giữ trên máy này")
    lan.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("Tóm tắt")).to_have_value("Mất mạng")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("heading", name="Mất mạng", level=1)).to_be_visible()
    lan.open("/help/write")
    expect(page.get_by_label("Tóm tắt")).to_have_value("")


def test_an_answer_shows_as_a_dot_and_an_error_brings_its_id(
    chromium: Browser, open_desk: Desk, lan: AtBrowser
) -> None:
    write(lan, "Chấm đỏ", "Có chấm không?")
    lan.open("/help/write#5f0c77a1-1111")
    expect(lan.page.get_by_text("5f0c77a1-1111")).to_be_visible()
    expect(lan.page.get_by_label("Về việc gì")).to_have_value("fault")
    at = AtDesk(chromium, open_desk).enrol("support")
    at.section("Yêu cầu hỗ trợ")
    at.page.get_by_role("main").get_by_role("link").filter(has_text="Chờ trả lời").last.click()
    at.page.get_by_label("Trả lời", exact=True).fill("Có")
    at.button("Gửi").click()
    expect(at.page.get_by_text("Đã trả lời", exact=True)).to_be_visible()
    at.close()
    lan.open("/")
    button = lan.page.get_by_role("button", name="Tài khoản: 1 trả lời mới")
    expect(button).to_be_visible()
    button.click()
    lan.page.get_by_role("menuitem", name="Yêu cầu hỗ trợ của tôi").click()
    lan.page.get_by_role("link", name="Chấm đỏ").click()
    expect(lan.page.get_by_role("button", name="Tài khoản", exact=True)).to_be_visible()


def test_a_closed_ticket_says_at_both_sides_until_when_it_is_kept(
    chromium: Browser, open_desk: Desk, lan: AtBrowser
) -> None:
    address = write(lan, "Đã tự sửa được", "Không cần trả lời nữa.")
    expect(lan.page.get_by_text("sau đó xoá hẳn")).to_have_count(0)
    lan.page.get_by_role("button", name="Đóng yêu cầu").click()
    expect(lan.page.get_by_text("sau đó xoá hẳn")).to_be_visible()
    at = AtDesk(chromium, open_desk, viewport={"width": 390, "height": 844}).enrol("support")
    at.open(f"/desk/tickets/{address.rpartition('/')[2]}")
    expect(at.page.get_by_text("sau đó xoá hẳn")).to_be_visible()
    at.close()


def test_an_answer_that_could_not_be_sent_is_kept_and_sent_by_keyboard(
    chromium: Browser, open_desk: Desk, lan: AtBrowser
) -> None:
    write(lan, "Câu hỏi dài", "nghiêng" * 40)
    at = AtDesk(chromium, open_desk, viewport={"width": 390, "height": 844}).enrol("support")
    at.section("Yêu cầu hỗ trợ")
    at.page.get_by_role("main").get_by_role("link").filter(has_text="Chờ trả lời").last.click()
    answer = at.page.get_by_label("Trả lời", exact=True)
    answer.fill("Chúng tôi đang xem.")
    at.context.set_offline(True)
    answer.press("Control+Enter")
    expect(at.page.get_by_role("alert")).to_be_visible()
    expect(answer).to_have_value("Chúng tôi đang xem.")
    at.context.set_offline(False)
    here = at.page.url.removeprefix(at.home)
    at.section("Việc tôi đã làm")
    at.page.go_back()
    expect(at.page).to_have_url(at.home + here)
    expect(answer).to_have_value("Chúng tôi đang xem.")
    answer.press("Control+Enter")
    expect(at.page.get_by_text("Đã gửi câu trả lời.")).to_be_visible()
    expect(answer).to_have_value("")
    expect(at.page.get_by_text("Chúng tôi đang xem.")).to_have_count(1)
    assert at.page.locator("main").evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    at.close()
