"""A person protects their account at a browser: a password, an app, recovery codes, passkeys of a virtual device."""

import base64
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Browser, CDPSession, Locator, expect

from tests.e2e.browsing import AtBrowser
from tests.people import Person
from tests.site import Site

PASSWORD = "mẫu đơn nở muộn 7"


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Site]:
    """A site with a name: passkeys belong to a name, which an IP address is not."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = tmp_path_factory.mktemp("named") / "data"
    running = Site(data, IZWORK_SITE=f"http://localhost:{port}").start(port)
    yield running
    running.stop()


class AtName(AtBrowser):
    """A browser at that site, by its name; with a device that may hold passkeys."""

    def __init__(self, chromium: Browser, site: Site, email: str, **options: Any) -> None:
        super().__init__(chromium, site, email, **options)
        self.home = f"http://localhost:{site.port}"
        self.cdp: CDPSession = self.context.new_cdp_session(self.page)
        self.cdp.send("WebAuthn.enable", {"enableUI": False})
        self.device = ""

    def be(self, person: Person) -> "AtName":
        cookie = {"name": "__Host-session", "value": person.cookies["__Host-session"], "secure": True}
        at = {"url": self.home.replace("http:", "https:"), "httpOnly": True}
        self.context.add_cookies([{**cookie, **at}])  # type: ignore[list-item]
        return self

    def open(self, path: str) -> "AtName":
        self.page.goto(self.home + path)
        return self

    def with_device(self, credentials: list[dict[str, Any]] | None = None, answers: bool = True) -> "AtName":
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": answers,
        }  # fmt: skip
        made = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.device = made["authenticatorId"]
        for one in credentials or []:
            self.cdp.send("WebAuthn.addCredential", {"authenticatorId": self.device, "credential": one})
        return self

    def answers(self) -> None:
        """From now on the device's owner touches it when asked."""
        touched = {"authenticatorId": self.device, "enabled": True}
        self.cdp.send("WebAuthn.setAutomaticPresenceSimulation", touched)

    def passkeys(self) -> list[dict[str, Any]]:
        found = self.cdp.send("WebAuthn.getCredentials", {"authenticatorId": self.device})
        return list(found["credentials"])

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def sign_out(self) -> None:
        self.page.evaluate("fetch('/api/v1/session', {method: 'DELETE'}).then(() => localStorage.clear())")
        self.context.clear_cookies()

    def is_in(self) -> None:
        expect(self.button("Lập nhóm mới").first).to_be_visible()


@pytest.fixture
def hoa(named: Site) -> Person:
    return Person(named, "hoa").sign_in()


def with_password(at: AtName, password: str) -> None:
    at.page.get_by_label("E-mail của bạn").fill(at.email)
    at.button("Dùng mật khẩu").click()
    at.page.get_by_label("Mật khẩu của bạn").fill(password)
    at.page.keyboard.press("Enter")


def test_a_password_is_set_shown_its_strength_and_signs_in(
    chromium: Browser, named: Site, hoa: Person
) -> None:
    at = AtName(chromium, named, hoa.email).be(hoa).open("/settings/security")
    at.button("Đặt mật khẩu").click()
    dialog = at.page.get_by_role("dialog")
    field = dialog.get_by_label("Mật khẩu mới")
    expect(field).to_be_focused()
    field.fill("ngắn")
    expect(dialog.get_by_text("Cần ít nhất 12 ký tự.")).to_be_visible()
    field.fill("anhyeuem1234")
    expect(dialog.get_by_text("Yếu")).to_be_visible()
    at.page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("bị lộ")
    field.fill(PASSWORD)
    expect(dialog.get_by_text("Rất mạnh")).to_be_visible()
    at.page.keyboard.press("Enter")
    expect(at.page.get_by_text("Đã lưu mật khẩu mới").first).to_be_visible()
    expect(at.button("Đổi mật khẩu")).to_be_visible()
    at.sign_out()
    at.open("/sign-in")
    with_password(at, "sai rồi sai rồi")
    expect(at.page.get_by_role("alert")).to_contain_text("chưa đúng")
    at.page.get_by_label("Mật khẩu của bạn").fill(PASSWORD)
    at.page.keyboard.press("Enter")
    at.is_in()
    at.close()


def test_an_app_with_its_codes_then_sign_in_by_mail_needs_it(
    chromium: Browser, named: Site, hoa: Person
) -> None:
    at = AtName(chromium, named, hoa.email, viewport={"width": 390, "height": 844}).be(hoa)
    page = at.open("/settings/security").page
    at.button("Thêm ứng dụng").click()
    dialog = page.get_by_role("dialog")
    picture = dialog.get_by_alt_text("Mã QR cho ứng dụng xác thực")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("picture => picture.naturalWidth") > 0, "it is drawn"
    typed = dialog.locator("code").inner_text().replace(" ", "")
    secret = base64.b32decode(typed)
    dialog.get_by_label("Mã 6 chữ số").fill("000000")
    at.button("Xác nhận").click()
    expect(dialog.get_by_role("alert")).to_contain_text("4 lần thử")
    dialog.get_by_label("Mã 6 chữ số").fill(app_code(secret, -1))
    at.button("Xác nhận").click()
    expect(dialog.locator("ol li")).to_have_count(10)
    codes = dialog.locator("ol li").all_inner_texts()
    page.keyboard.press("Escape")
    expect(dialog).to_be_visible()
    with page.expect_download() as download:
        at.button("Tải về").click()
    assert codes[9] in Path(download.value.path()).read_text()
    dialog.get_by_role("button", name="Đóng").last.click()
    expect(page.get_by_text("Đang bật")).to_be_visible()
    at.sign_out()
    at.open("/sign-in")
    page.get_by_label("E-mail của bạn").fill(at.email)
    at.button("Gửi liên kết đăng nhập").click()
    expect(page.get_by_role("heading", name="Hãy mở hộp thư của bạn")).to_be_visible()
    page.get_by_label("Mã đăng nhập").fill(str(named.mails(at.email)[0]["code"]))
    at.button("Đăng nhập").click()
    expect(page.get_by_role("heading", name="Còn một bước nữa")).to_be_visible()
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("4 lần thử")
    at.button("Dùng mã khôi phục").click()
    page.keyboard.type(codes[0].lower())
    page.keyboard.press("Enter")
    at.is_in()
    at.close()


def app_code(secret: bytes, steps: int = 0) -> str:
    return TOTP(secret, 6, SHA1(), 30).generate(time.time() + steps * 30).decode()


def test_a_passkey_is_added_named_and_signs_in_by_its_button(
    chromium: Browser, named: Site, hoa: Person
) -> None:
    at = AtName(chromium, named, hoa.email).with_device().be(hoa).open("/settings/security")
    page = at.page
    at.button("Thêm khoá truy cập").click()
    expect(page.get_by_text("Đã thêm khoá truy cập").first).to_be_visible()
    page.get_by_role("button", name="Đổi tên Linux").click()
    page.get_by_role("dialog").get_by_label("Tên khoá truy cập").fill("Máy bàn ở trường")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Máy bàn ở trường")).to_be_visible()
    at.button("Thêm khoá truy cập").click()
    expect(page.get_by_role("alert")).to_contain_text("đã có khoá truy cập")
    kept = at.passkeys()
    assert len(kept) == 1
    at.close()
    # Another browser of the same device, where nobody chooses from the browser's list.
    there = AtName(chromium, named, hoa.email).with_device(kept, answers=False).open("/sign-in")
    expect(there.button("Đăng nhập bằng khoá truy cập")).to_be_visible()
    there.page.wait_for_timeout(500)
    assert there.page.get_by_role("heading", name="Đăng nhập IZwork").is_visible()
    there.answers()
    there.page.get_by_role("button", name="Đăng nhập bằng khoá truy cập").click()
    there.is_in()
    there.close()


def test_the_browsers_own_list_signs_in_too(chromium: Browser, named: Site, hoa: Person) -> None:
    at = AtName(chromium, named, hoa.email).with_device().be(hoa).open("/settings/security")
    at.button("Thêm khoá truy cập").click()
    expect(at.page.get_by_text("Đã thêm khoá truy cập").first).to_be_visible()
    kept = at.passkeys()
    at.close()
    there = AtName(chromium, named, hoa.email).with_device(kept).open("/sign-in")
    there.is_in()
    there.close()


def test_a_device_without_a_passkey_says_so_and_the_other_ways_stay(
    chromium: Browser, named: Site, hoa: Person
) -> None:
    at = AtName(chromium, named, hoa.email).with_device().open("/sign-in")
    at.button("Đăng nhập bằng khoá truy cập").click()
    expect(at.page.get_by_role("alert")).to_contain_text("Chưa dùng được khoá truy cập")
    at.page.get_by_label("E-mail của bạn").fill(at.email)
    at.button("Gửi liên kết đăng nhập").click()
    expect(at.page.get_by_role("heading", name="Hãy mở hộp thư của bạn")).to_be_visible()
    at.close()


def test_with_passkeys_two_step_is_turned_on_used_and_proves_it(chromium: Browser, named: Site) -> None:
    hoa = Person(named, "hoa").sign_in()
    hoa.put("/me/password", {"password": PASSWORD})
    at = AtName(chromium, named, hoa.email).with_device().be(hoa).open("/settings/security")
    page = at.page
    at.button("Thêm khoá truy cập").click()
    expect(page.get_by_text("Đã thêm khoá truy cập").first).to_be_visible()
    at.button("Bật bằng khoá truy cập").click()
    page.get_by_role("dialog").get_by_role("checkbox").check()
    page.get_by_role("dialog").get_by_role("button", name="Đóng").last.click()
    expect(page.get_by_text("Đang bật")).to_be_visible()
    kept = at.passkeys()
    at.close()
    there = AtName(chromium, named, hoa.email).with_device(kept, answers=False).open("/sign-in")
    with_password(there, PASSWORD)
    expect(there.page.get_by_role("heading", name="Còn một bước nữa")).to_be_visible()
    there.answers()
    there.button("Dùng khoá truy cập").click()
    there.is_in()
    there.close()


def test_at_an_ip_address_there_is_no_passkey_button(chromium: Browser, here: Site) -> None:
    at = AtBrowser(chromium, here, "ai@example.vn").open("/sign-in")
    expect(at.page.get_by_role("button", name="Gửi liên kết đăng nhập")).to_be_visible()
    expect(at.page.get_by_role("button", name="Đăng nhập bằng khoá truy cập")).to_have_count(0)
    at.close()
