"""A person who uses the site as a browser does: signs in by the mail, and keeps cookies."""

import re
import secrets
import time
from typing import Any

import httpx

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Unexpected(Exception):
    """The site refused; the text says what was asked and what it answered."""


def new_id() -> str:
    """An id as clients make it: six characters of the seconds since the epoch, six of chance."""
    seconds, head = int(time.time()), ""
    for _ in range(6):
        seconds, digit = divmod(seconds, 62)
        head = DIGITS[digit] + head
    return head + "".join(secrets.choice(DIGITS) for _ in range(6))


class Visitor:
    """One browser, signed out at first."""

    def __init__(self, site: str, email: str, name: str) -> None:
        self.email, self.name = email, name
        self._site = site
        self._cookies: dict[str, str] = {}
        self._http = httpx.Client(base_url=f"{site}/api/v1", timeout=60)

    def ask(self, method: str, path: str, body: Any = None, also: tuple[int, ...] = ()) -> Any:
        """The JSON of the answer. Raises Unexpected for a status that is neither 2xx nor in `also`."""
        headers = {"Idempotency-Key": secrets.token_urlsafe(18), "Accept-Language": "vi"}
        if self._cookies:
            headers["Cookie"] = self.cookie
        answer = self._http.request(method, path, json=body, headers=headers)
        for cookie in answer.headers.get_list("set-cookie"):
            # Kept by hand: __Host- cookies are Secure, which this client does not send to 127.0.0.1.
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        if not answer.is_success and answer.status_code not in also:
            raise Unexpected(f"{method} {path}: {answer.status_code} {answer.text}")
        return answer.json() if answer.content else None

    @property
    def cookie(self) -> str:
        """The Cookie header of this browser."""
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def sign_in(self, at: str = "") -> None:
        """Ask for the mail, open its link (at another server of the same site, if given), accept the terms if it is the
        first time."""
        attempt = self.ask("POST", "/sign-in", {"email": self.email, "language": "vi"})["attempt"]
        proof: dict[str, Any] = {"token": self._mailed(rf"#{attempt}\.(\S+)")}
        if at:
            self._http.base_url = f"{at}/api/v1"
        answer = self.ask("POST", f"/sign-in/{attempt}/session", proof, also=(409,))
        if "terms" in answer:
            self.ask("POST", f"/sign-in/{attempt}/session", proof | {"terms": answer["terms"]})

    def join(self) -> str:
        """Accept the newest invitation; the member's id."""
        return str(
            self.ask("POST", "/joinings", {"token": self._mailed(r"/join#(\S+)"), "name": self.name})[
                "member"
            ]
        )

    def _mailed(self, pattern: str) -> str:
        listed = httpx.get(f"{self._site}/mailbox.json", params={"to": self.email}).json()["mails"]
        found = [hit[1] for hit in (re.search(pattern, mail["text"]) for mail in listed) if hit]
        if not found:
            raise Unexpected(f"no mail to {self.email} says {pattern}")
        return str(found[0])
