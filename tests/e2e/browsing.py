"""A person at a browser: what they see and press, by the words on the screen."""

import re
from typing import Any

from playwright.sync_api import Browser, Locator, expect

from tests.people import Person
from tests.site import Site
from tests.waiting import PATIENCE


class AtBrowser:
    """One person, one browser profile, Vietnamese."""

    def __init__(self, chromium: Browser, site: Site, email: str, **options: Any) -> None:
        self.site = site
        self.email = email
        self.context = chromium.new_context(base_url=site.url, locale="vi-VN", **options)
        self.context.set_default_timeout(PATIENCE * 1000)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))

    def mail_link(self) -> str:
        found = re.search(r"http\S+", self.site.wait_for_mail(self.email)["text"])
        assert found is not None
        return found[0]

    def sign_up(self) -> "AtBrowser":
        """As a new person does: ask, open the mailed link here, read and accept the terms."""
        page = self.page
        page.goto("/")
        page.get_by_label("E-mail của bạn").fill(self.email)
        page.get_by_role("button", name="Gửi liên kết đăng nhập").click()
        expect(page.get_by_role("heading", name="Hãy mở hộp thư của bạn")).to_be_visible()
        page.goto(self.mail_link())
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.get_by_role("checkbox").check()
        page.get_by_role("button", name="Đồng ý và tiếp tục").click()
        expect(page.get_by_role("button", name="Lập nhóm mới").first).to_be_visible()
        return self

    def be(self, person: Person) -> "AtBrowser":
        """Take over the session of someone who signed in through the API."""
        cookie = {
            "name": "__Host-session",
            "value": person.cookies["__Host-session"],
            "url": self.site.url.replace("http:", "https:"),
        }
        self.context.add_cookies([{**cookie, "secure": True, "httpOnly": True}])  # type: ignore[list-item]
        return self

    def open(self, path: str) -> "AtBrowser":
        self.page.goto(path)
        return self

    def card(self, title: str) -> Locator:
        return self.page.locator("[data-task]").filter(
            has=self.page.get_by_role("link", name=title, exact=True)
        )

    def column(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name, exact=True)

    def cards_in(self, name: str) -> list[str]:
        return [text.strip() for text in self.column(name).locator("[data-task] > a").all_inner_texts()]

    def add_task(self, in_list: str, title: str) -> None:
        place = self.column(in_list)
        if not place.get_by_role("textbox").count():
            place.get_by_role("button", name="Thêm công việc").last.click()
        place.get_by_role("textbox").fill(title)
        place.get_by_role("textbox").press("Enter")
        expect(self.card(title)).to_be_visible()

    def all_saved(self) -> None:
        """Everything typed is at the server."""
        expect(self.page.get_by_text("Đã lưu tất cả").first).to_be_attached()

    def close(self) -> None:
        assert not self.faults, self.faults
        self.context.close()


def board_path(project: str) -> str:
    """The page of a project, from its API path."""
    team, id = re.fullmatch(r"/teams/(\w+)/projects/(\w+)", project).groups()  # type: ignore[union-attr]
    return f"/t/{team}/p/{id}"
