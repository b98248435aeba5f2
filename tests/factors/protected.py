"""A person who sets up factors through the door, and signs in with them."""

import base64
import time
from typing import Any

import httpx
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from tests.factors.device import Device
from tests.people import Person
from tests.site import Site

PASSWORD = "mẫu đơn nở muộn 7"


class Protected(Person):
    """Signed in, without any factor at first."""

    def __init__(self, site: Site, name: str = "hoa", email: str | None = None) -> None:
        super().__init__(site, name, email)
        self.secret = b""
        self.codes: list[str] = []
        self.sign_in()

    def with_password(self, password: str = PASSWORD) -> "Protected":
        self.put("/me/password", {"password": password})
        return self

    def with_app(self) -> "Protected":
        self.codes = self.put("/me/totp", self.app_asked())["codes"] or self.codes
        return self

    def app_asked(self) -> dict[str, str]:
        """Begin an app; what confirms it."""
        # The code before the one that the app shows: it must not be two ago when it arrives.
        at_window_start(30, 5)
        asked = self.post("/me/totp", None)
        self.secret = base64.b32decode(asked["secret"])
        return {"step": asked["step"], "code": self.app_code(-1)}

    def with_passkey(self, name: str = "Điện thoại", counts: bool = True) -> Device:
        asked = self.post("/me/passkeys/options", None)
        device = Device(self.site.origin, counts=counts)
        self.post(
            "/me/passkeys", {"step": asked["step"], "name": name, "passkey": device.create(asked["options"])}
        )
        return device

    def app_code(self, steps: int = 0) -> str:
        """The code the app shows now, or showed or will show so many steps from now."""
        return TOTP(self.secret, 6, SHA1(), 30).generate(time.time() + steps * 30).decode()

    def elsewhere(self) -> Person:
        """The same person at another browser, signed out."""
        return Person(self.site, self.name, self.email)


def by_password(person: Person, password: str = PASSWORD) -> httpx.Response:
    return person.ask("POST", "/sign-in/password", {"email": person.email, "password": password})


def step(person: Person, first: Any, **proof: Any) -> httpx.Response:
    """Answer the second step that `first` (an answer, or its body) asked for."""
    told = first.json() if isinstance(first, httpx.Response) else first
    return person.ask("POST", f"/sign-in/steps/{told['step']}", proof)


def by_passkey(person: Person, device: Device) -> httpx.Response:
    asked = person.post("/sign-in/passkey", None)
    return step(person, asked, passkey=device.get(asked["options"]))


def at_window_start(seconds: int = 900, margin: int = 30) -> None:
    """Limits count per quarter of an hour: stay within one."""
    left = seconds - time.time() % seconds
    if left < margin:
        time.sleep(left + 1)
