"""A person looks after their account at a browser: where they are signed in, and by what."""

import hashlib
import time

from playwright.sync_api import Browser, Route, expect

from tests.e2e.browsing import AtBrowser
from tests.engine_rows import rewrite, rows
from tests.people import Person
from tests.site import Site


def age_proofs(site: Site, person: Person) -> None:
    """As if every session of this person had proved nothing for an hour."""
    id = person.get("/me")["id"]
    for row in rows(site, "session"):
        if row["account"] == id:
            rewrite(site, "session", row, proven_at=int(time.time() * 1000) - 3_600_000)


def signed_in(site: Site, person: Person) -> bool:
    hashed = hashlib.sha256(person.cookies["__Host-session"].encode()).hexdigest()
    return any(row["hash"] == hashed for row in rows(site, "session"))


def test_the_others_are_ended_after_proving_by_mail_and_this_one_goes_on(
    chromium: Browser, here: Site
) -> None:
    hoa = Person(here, "hoa").sign_in()
    lost = Person(here, "hoa", hoa.email)
    lost.http.headers["User-Agent"] = "Mozilla/5.0 (Linux; Android 16) Chrome/140.0.0.0 Mobile"
    lost.sign_in()
    at = AtBrowser(chromium, here, hoa.email).be(hoa).open("/settings")
    page = at.page
    page.get_by_role("link", name="Mở phần bảo mật").click()
    expect(page.get_by_text("Chrome · Android")).to_be_visible()
    expect(page.get_by_text("Phiên này")).to_have_count(1)
    age_proofs(here, hoa)
    page.get_by_role("button", name="Kết thúc phiên trên Chrome · Android").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Xác nhận đây là bạn")).to_be_visible()
    code = dialog.get_by_label("Mã trong thư")
    expect(code).to_be_focused()
    code.fill("2222-2222")
    expect(dialog.get_by_role("button", name="Tiếp tục")).to_be_enabled()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Còn 4 lần thử")
    code.fill(str(here.mails(hoa.email)[0]["code"]))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã kết thúc phiên đó").first).to_be_visible()
    expect(page.get_by_text("Chrome · Android")).to_have_count(0)
    assert not signed_in(here, lost)
    page.reload()
    expect(page.get_by_text("Phiên này")).to_have_count(1)
    at.close()


def test_no_code_is_asked_for_before_the_mail_with_it_was_sent(chromium: Browser, here: Site) -> None:
    hoa = Person(here, "hoa").sign_in()
    Person(here, "hoa", hoa.email).sign_in()
    at = AtBrowser(chromium, here, hoa.email).be(hoa).open("/settings/security")
    age_proofs(here, hoa)
    held: list[Route] = []
    at.page.route("**/session/proof/mail", lambda route: held.append(route))
    with at.page.expect_request("**/session/proof/mail"):
        at.page.get_by_role("button", name="Đăng xuất mọi nơi khác").click()
        at.page.get_by_role("button", name="Đăng xuất", exact=True).click()
    dialog = at.page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Xác nhận đây là bạn")).to_be_visible()
    expect(dialog.get_by_role("status", name="Đang tải")).to_be_attached()
    expect(dialog.get_by_label("Mã trong thư")).to_have_count(0)
    held[0].continue_()
    expect(dialog.get_by_label("Mã trong thư")).to_be_focused()
    at.close()


def test_who_gives_up_proving_is_told_and_nothing_is_done(chromium: Browser, here: Site) -> None:
    hoa = Person(here, "hoa").sign_in()
    other = Person(here, "hoa", hoa.email).sign_in()
    at = AtBrowser(chromium, here, hoa.email).be(hoa).open("/settings/security")
    age_proofs(here, hoa)
    at.page.get_by_role("button", name="Đăng xuất mọi nơi khác").click()
    at.page.get_by_role("button", name="Đăng xuất", exact=True).click()
    expect(at.page.get_by_role("heading", name="Xác nhận đây là bạn")).to_be_visible()
    at.page.keyboard.press("Escape")
    expect(at.page.get_by_role("alert")).to_contain_text("xác nhận lại")
    assert signed_in(here, other)
    at.close()
