"""A person looks at everything that is held about them, closes their account, and thinks better of it."""

import json

from playwright.sync_api import Browser, expect

from tests.e2e.browsing import AtBrowser
from tests.people import Person
from tests.site import Site


def test_all_that_is_held_is_read_and_downloaded(chromium: Browser, here: Site) -> None:
    hoa = Person(here, "hoa").sign_in()
    hoa.found_team()
    at = AtBrowser(chromium, here, hoa.email).be(hoa).open("/settings")
    page = at.page
    page.get_by_role("link", name="Xem dữ liệu của tôi").click()
    expect(page.get_by_role("heading", name="Dữ liệu của tôi")).to_be_visible()
    expect(page.get_by_text(hoa.email).first).to_be_visible()
    expect(page.get_by_text("chủ nhóm")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Tải về (JSON)").click()
    told = json.loads(saved.value.path().read_text())
    assert told["account"] == hoa.get("/me")["id"]
    assert told["form"] == "izwork-my-data/1"
    names = {name for one in told["held"] for item in one["items"] for name in item if name != "receipt"}
    labels = page.locator("dt").all_inner_texts()
    assert not names & set(labels), "a field without words of its own"
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.get_by_role("button", name="Tải về (JSON)")).to_be_visible()
    wide = page.evaluate(
        "document.getElementById('content').scrollWidth - document.getElementById('content').clientWidth"
    )
    assert wide <= 0, "it fits a phone"
    at.close()


def test_an_account_is_closed_and_kept_after_all(chromium: Browser, here: Site) -> None:
    hoa, minh = Person(here, "hoa").sign_in(), Person(here, "minh").sign_in()
    shared, own = hoa.found_team("Tổ Sinh"), hoa.found_team("Riêng tôi")
    hoa.let_in(minh, shared, "member")
    at = AtBrowser(chromium, here, hoa.email).be(hoa).open("/settings/close")
    page = at.page
    button = page.get_by_role("button", name="Đóng tài khoản của tôi")
    page.get_by_role("checkbox", name="Tôi hiểu").check()
    expect(button).to_be_disabled()
    page.get_by_label("Tổ Sinh").select_option("minh (thành viên)")
    expect(button).to_be_disabled()
    page.get_by_role("checkbox", name="Xoá nhóm Riêng tôi").check()
    button.click()
    page.get_by_role("dialog").get_by_role("button", name="Đóng tài khoản của tôi").click()
    expect(page.get_by_role("heading", name="Tài khoản đang chờ đóng")).to_be_visible()
    assert minh.get(f"/teams/{shared}")["role"] == "owner"
    assert hoa.ask("GET", "/me").status_code == 401
    again = Person(here, "hoa", hoa.email).sign_in()
    at.be(again).open("/")
    expect(page.get_by_role("heading", name="Tài khoản của bạn sẽ đóng")).to_be_visible()
    page.goto(f"{here.url}/settings")
    expect(page.get_by_role("button", name="Giữ tài khoản")).to_be_visible()
    expect(page.get_by_text(hoa.email)).to_have_count(0)
    page.get_by_role("button", name="Giữ tài khoản").click()
    expect(page.get_by_role("link", name="Riêng tôi")).to_be_visible()
    assert again.get(f"/teams/{own}")["role"] == "owner"
    at.close()
