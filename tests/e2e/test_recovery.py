"""People who lost a device, a mailbox or a letter of their address, at browsers."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.contacts.contacts import new_address
from tests.e2e.browsing import AtBrowser
from tests.e2e.test_contact import link
from tests.people import Person
from tests.recovery.ageing import hours_pass
from tests.recovery.lost import Lost, Owner
from tests.site import Site


def as_far_as_the_second_step(at: AtBrowser) -> Page:
    page = at.open("/sign-in").page
    # What was asked for days ago is not remembered any more.
    page.evaluate("sessionStorage.clear()")
    page.reload()
    page.get_by_label("E-mail của bạn").fill(at.email)
    page.get_by_role("button", name="Gửi liên kết đăng nhập").click()
    expect(page.get_by_role("heading", name="Hãy mở hộp thư của bạn")).to_be_visible()
    page.get_by_label("Mã đăng nhập").fill(str(at.site.mails(at.email)[0]["code"]))
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    return page


def said(page: Page) -> Locator:
    return page.locator("p[role=status]")


def type_code(at: AtBrowser, label: str, to: str) -> None:
    """The newest code to a contact, once its field stands there."""
    field = at.page.get_by_label(label)
    expect(field).to_be_focused()
    field.fill(str(at.site.mails(to)[0]["code"]))


def test_an_owner_without_the_phone_and_its_codes_gets_back_to_the_team(
    chromium: Browser, here: Site
) -> None:
    hoa = Owner(here, phone=False)
    at = AtBrowser(chromium, here, hoa.email, viewport={"width": 390, "height": 844})
    page = as_far_as_the_second_step(at)
    expect(page.get_by_role("heading", name="Còn một bước nữa")).to_be_visible()
    page.get_by_role("button", name="Tôi không làm được bước này").click()
    expect(page.get_by_text("Bạn chờ 72 giờ")).to_be_visible()
    page.get_by_role("button", name="Bắt đầu khôi phục").click()
    expect(said(page)).to_contain_text("Có thể hoàn tất từ")
    hours_pass(here, hoa.id, 72.1)
    as_far_as_the_second_step(at)
    expect(said(page)).to_contain_text("Đã hết giờ chờ")
    page.get_by_role("button", name="Hoàn tất và đăng nhập").click()
    expect(page.get_by_role("link", name=re.compile("Trường nghề Hoa Sen")).first).to_be_visible()
    page.goto("/settings/security")
    expect(page.get_by_role("button", name="Thêm ứng dụng")).to_be_visible()
    at.close()


def test_with_the_number_the_wait_is_shorter_and_the_number_is_asked_for_again(
    chromium: Browser, here: Site
) -> None:
    hoa = Owner(here)
    at = AtBrowser(chromium, here, hoa.email)
    page = as_far_as_the_second_step(at)
    page.get_by_role("button", name="Tôi không làm được bước này").click()
    page.get_by_role("button", name="Bắt đầu khôi phục").click()
    until = said(page)
    expect(until).to_contain_text("Có thể hoàn tất từ")
    before = until.inner_text()
    send = page.get_by_role("button", name=f"Gửi mã đến số có đuôi {hoa.number[-2:]}")
    send.click()
    field = page.get_by_label("Chúng tôi vừa nhắn mã")
    expect(field).to_be_focused()
    field.fill("000000")
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_role("alert")).to_contain_text("Còn 4 lần thử")
    field.fill(str(here.mails(hoa.number)[0]["code"]))
    field.press("Enter")
    expect(until).to_be_visible()
    assert until.inner_text() != before
    hours_pass(here, hoa.id, 24.1)
    as_far_as_the_second_step(at)
    send.click()
    type_code(at, "Chúng tôi vừa nhắn mã", hoa.number)
    page.get_by_role("button", name="Hoàn tất và đăng nhập").click()
    expect(page.get_by_role("button", name="Lập nhóm mới").first).to_be_visible()
    at.close()


def test_the_notices_page_stops_it_by_its_button_alone(chromium: Browser, here: Site) -> None:
    hoa = Owner(here)
    thief = Lost(hoa, "trom")
    thief.start()
    at = AtBrowser(chromium, here, hoa.email).open(link(here, hoa.number, "not-me"))
    at.page.reload()
    assert thief.again().step["recovery"]["state"] == "waiting", "opening the page does nothing"
    at.page.get_by_role("button", name="Không phải tôi: đăng xuất mọi nơi").click()
    expect(at.page.get_by_text("Việc khôi phục tài khoản đã dừng.")).to_be_visible()
    assert thief.again().step["recovery"]["state"] == "none"
    at.close()


def test_without_the_mailbox_the_number_leads_to_a_new_address(chromium: Browser, here: Site) -> None:
    hoa, new = Owner(here, app=False), new_address()
    at = AtBrowser(chromium, here, new, viewport={"width": 390, "height": 844})
    page = at.open("/sign-in").page
    page.get_by_role("link", name="Không mở được hộp thư nữa?").click()

    def prove_number() -> None:
        page.get_by_label("Số điện thoại của tài khoản").fill("0" + hoa.number[3:])
        page.get_by_role("button", name="Gửi mã").click()
        type_code(at, "Chúng tôi vừa nhắn mã", hoa.number)
        page.get_by_role("button", name="Tiếp tục").click()

    prove_number()
    page.get_by_label("E-mail mới").fill(hoa.email)
    page.get_by_role("button", name="Gửi mã").click()
    type_code(at, "Chúng tôi vừa gửi mã", hoa.email)
    page.get_by_role("button", name="Bắt đầu khôi phục").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy đăng nhập bằng liên kết")
    page.get_by_label("E-mail mới").fill(new)
    page.get_by_role("button", name="Gửi mã").click()
    type_code(at, "Chúng tôi vừa gửi mã", new)
    page.get_by_role("button", name="Bắt đầu khôi phục").click()
    expect(said(page)).to_contain_text("Có thể hoàn tất từ")
    hours_pass(here, hoa.id, 72.1)
    page.reload()
    prove_number()
    page.get_by_role("button", name="Đổi e-mail").click()
    expect(said(page)).to_contain_text(new)
    page.get_by_label("Mã đăng nhập").fill(str(here.mails(new)[0]["code"]))
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_role("link", name=re.compile("Trường nghề Hoa Sen")).first).to_be_visible()
    at.close()


def test_a_mistyped_address_is_mended_in_one_press_and_the_invitation_is_not_lost(
    chromium: Browser, here: Site
) -> None:
    alice, email = Person(here, "alice").sign_in(), new_address("lan")
    team = alice.found_team("Tổ giáo vụ")
    token = alice.post(f"/teams/{team}/links", {"role": "member"})["url"].partition("#")[2]
    at = AtBrowser(chromium, here, email).open(f"/join#{token}")
    page = at.page
    page.get_by_role("button", name="Đăng nhập để tham gia").click()
    mistyped = email.replace("lan@", "lam@")
    page.get_by_label("E-mail của bạn").fill(mistyped)
    page.get_by_role("button", name="Gửi liên kết đăng nhập").click()
    expect(page.get_by_text(mistyped)).to_be_visible()
    expect(page.get_by_text("Hãy xem kỹ địa chỉ này")).to_be_visible()
    page.get_by_role("button", name="Sửa e-mail").click()
    field = page.get_by_label("E-mail của bạn")
    expect(field).to_have_value(mistyped)
    field.fill(email)
    page.get_by_role("button", name="Gửi liên kết đăng nhập").click()
    expect(page.get_by_text(email)).to_be_visible()
    page.get_by_label("Mã đăng nhập").fill(str(here.mails(email)[0]["code"]))
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Đồng ý và tiếp tục").click()
    expect(page.get_by_role("heading", name="Tham gia Tổ giáo vụ")).to_be_visible()
    at.close()
