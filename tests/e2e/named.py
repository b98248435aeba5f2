"""A browser at a site by its name, with a virtual device that may hold passkeys: they belong to a name."""

from typing import Any

from playwright.sync_api import Browser, CDPSession, Locator, expect

from tests.e2e.browsing import AtBrowser
from tests.people import Person
from tests.site import Site


class AtName(AtBrowser):
    """A browser at that site, by its name; with a device that may hold passkeys."""

    def __init__(self, chromium: Browser, site: Site, email: str, home: str = "", **options: Any) -> None:
        super().__init__(chromium, site, email, **options)
        self.home = home or f"http://localhost:{site.port}"
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
