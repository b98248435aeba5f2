"""Changing e-mail and phone, undoing it and saying "this was not me", at browsers."""

import re

from playwright.sync_api import Browser, expect

from tests.contacts.contacts import new_address, new_number, set_to
from tests.e2e.browsing import AtBrowser
from tests.people import Person
from tests.site import Site


def link(site: Site, to: str, page: str) -> str:
    """The newest link to a page of ours that was sent to a contact."""
    found = (re.search(rf"http\S+/{page}#\S+", sent["text"]) for sent in site.mails(to))
    return next(one[0] for one in found if one)


def at_contacts(chromium: Browser, site: Site, person: Person, **options: object) -> AtBrowser:
    desk = AtBrowser(chromium, site, person.email, **options).be(person).open("/settings")
    desk.page.get_by_role("link", name="E-mail và số điện thoại").click()
    expect(desk.page.get_by_role("heading", name="Số điện thoại", exact=True)).to_be_visible()
    return desk


def test_a_number_is_added_by_pasting_the_message_and_taken_out_again(chromium: Browser, here: Site) -> None:
    number = new_number()
    desk = at_contacts(chromium, here, Person(here, "lan").sign_in())
    page = desk.page
    page.get_by_role("button", name="Thêm số điện thoại").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Số di động").fill("0912")
    dialog.get_by_label("Số di động").press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("0912 345 678")
    dialog.get_by_label("Số di động").fill("0" + number[3:])
    dialog.get_by_role("button", name="Gửi mã").click()
    code = dialog.get_by_label("Mã trong tin nhắn")
    expect(code).to_be_focused()
    assert code.get_attribute("autocomplete") == "one-time-code"
    assert code.get_attribute("inputmode") == "numeric"
    code.fill("000000")
    dialog.get_by_role("button", name="Xác nhận").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Còn 4 lần thử")
    code.fill("")
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", here.mails(number)[0]["text"])
    code.press("Control+v")
    expect(page.get_by_text("Đã xác minh số điện thoại")).to_be_visible()
    expect(page.get_by_text("Đã xác minh", exact=True)).to_be_visible()
    page.get_by_role("button", name="Gỡ số điện thoại").click()
    page.get_by_role("dialog").get_by_role("button", name="Gỡ", exact=True).click()
    expect(page.get_by_text("Chưa có số nào.")).to_be_visible()
    desk.close()


def test_an_address_is_changed_by_the_link_in_this_browser_only(chromium: Browser, here: Site) -> None:
    lan, new = Person(here, "lan").sign_in(), new_address()
    desk = at_contacts(chromium, here, lan)
    page = desk.page
    page.get_by_role("button", name="Đổi e-mail đăng nhập").click()
    page.get_by_role("dialog").get_by_label("E-mail mới").fill(new)
    page.get_by_role("dialog").get_by_role("button", name="Gửi mã").click()
    expect(page.get_by_role("dialog").get_by_label("Mã trong thư")).to_be_visible()
    mailed = link(here, new, "verify-email")
    elsewhere = AtBrowser(chromium, here, lan.email).be(Person(here, "lan", lan.email).sign_in())
    elsewhere.open(mailed).page.get_by_role("button", name="Đổi e-mail").click()
    expect(elsewhere.page.get_by_role("alert")).to_contain_text("ở trình duyệt đã yêu cầu")
    page.goto(mailed)
    expect(page.get_by_role("heading", name="Dùng e-mail này để đăng nhập?")).to_be_visible()
    page.get_by_role("button", name="Đổi e-mail").click()
    expect(page.get_by_text(new)).to_be_visible()
    expect(page.get_by_text("Liên kết hoàn tác")).to_be_visible()
    assert lan.get("/me")["email"] == new
    page.goto("/settings")
    expect(page.get_by_text(new)).to_be_visible()
    desk.close()
    elsewhere.close()


def test_the_undo_page_waits_for_its_button_then_leads_back_in(chromium: Browser, here: Site) -> None:
    lan, thief_address = Person(here, "lan").sign_in(), new_address("trom")
    thief = Person(here, "lan", lan.email).sign_in()
    set_to(thief, "email", thief_address)
    owner = AtBrowser(chromium, here, lan.email).open(link(here, lan.email, "undo"))
    page = owner.page
    expect(page.get_by_role("heading", name="Hoàn tác thay đổi liên hệ?")).to_be_visible()
    page.reload()
    assert thief.get("/me")["email"] == thief_address, "opening the page does nothing"
    page.get_by_role("button", name="Không phải tôi: hoàn tác").click()
    expect(page.get_by_text("E-mail đăng nhập đã trở lại như trước.")).to_be_visible()
    assert thief.ask("GET", "/me").status_code == 401
    page.get_by_label("Mã đăng nhập").fill(str(here.mails(lan.email)[0]["code"]))
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_role("button", name="Lập nhóm mới").first).to_be_visible()
    page.goto("/settings/contact")
    expect(page.get_by_text(lan.email)).to_be_visible()
    expect(page.get_by_text("Tài khoản đang được bảo vệ")).to_have_count(0)
    owner.close()


def test_not_me_in_a_notice_of_a_new_device_signs_that_device_out(chromium: Browser, here: Site) -> None:
    lan = Person(here, "lan").sign_in()
    thief = Person(here, "lan", lan.email).sign_in()
    owner = AtBrowser(chromium, here, lan.email).be(lan).open(link(here, lan.email, "not-me"))
    owner.page.get_by_role("button", name="Không phải tôi: đăng xuất mọi nơi").click()
    expect(owner.page.get_by_role("heading", name="Tài khoản đã an toàn")).to_be_visible()
    assert thief.ask("GET", "/me").status_code == 401
    owner.page.goto(link(here, lan.email, "not-me"))
    owner.page.reload()
    owner.page.get_by_role("button", name="Không phải tôi: đăng xuất mọi nơi").click()
    expect(owner.page.get_by_role("alert")).to_contain_text("đã dùng hoặc đã hết hạn")
    back = AtBrowser(chromium, here, lan.email).be(Person(here, "lan", lan.email).sign_in())
    back.open("/settings/contact")
    expect(back.page.get_by_text(lan.email)).to_be_visible()
    owner.close()
    back.close()
