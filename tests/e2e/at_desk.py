"""IZwork's own people at a browser: the desk's page, with a device that holds their passkey."""

from typing import Any

from playwright.sync_api import Browser, expect

from tests.desk.desk import Agent, Desk
from tests.e2e.named import AtName


class AtDesk(AtName):
    """One agent, one browser, one device."""

    def __init__(self, chromium: Browser, desk: Desk, **options: Any) -> None:
        super().__init__(chromium, desk, "", home=desk.origin, **options)  # type: ignore[arg-type]
        self.desk = desk
        self.with_device()

    def enrol(self, *roles: str) -> "AtDesk":
        """As a new agent does with the operator's link."""
        agent = Agent(self.desk, *roles).appointed()
        self.open(f"/desk#{agent.id}.{agent.token}")
        self.button("Tạo khoá truy cập").click()
        expect(self.button("Tài khoản nhân viên")).to_be_visible()
        self.agent = agent
        return self

    def enter(self) -> None:
        self.button("Đăng nhập bằng khoá truy cập").click()
        expect(self.button("Tài khoản nhân viên")).to_be_visible()

    def section(self, name: str) -> "AtDesk":
        self.page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
        return self

    def leave(self) -> None:
        self.button("Tài khoản nhân viên").click()
        self.page.get_by_role("menuitem", name="Đăng xuất").click()
        expect(self.button("Đăng nhập bằng khoá truy cập")).to_be_visible()
