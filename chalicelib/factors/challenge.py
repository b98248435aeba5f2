"""Challenges: what one browser was asked and may answer once, within ten minutes and five tries.

A second step of a sign-in, the number a passkey has to sign, an authenticator app being set up: each is a row with
a sealed body, and the hash of a cookie of the browser that was asked.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from typing import Literal, NamedTuple

import msgspec

from chalicelib import settings
from chalicelib.accounts.session import digest
from chalicelib.clock import now
from chalicelib.ids import is_long_id, long_id
from chalicelib.refusals import Refused
from chalicelib.store import keys, rows
from chalicelib.store.failures import Unreadable
from chalicelib.store.tables import Challenge

COOKIE = "__Host-step"
LIFETIME = 10 * 60 * 1000  # milliseconds
TRIES = 5

For = Literal[
    "passkey", "second", "proof", "new-passkey", "new-totp",
    "recovery-phone", "recovery-number", "recovery-known", "recovery-address",
    "agent", "new-agent", "agent-passkey", "agent-proof",
]  # fmt: skip


class Box(NamedTuple):
    """What seals the bodies of challenges: (context, body) to sealed bytes and back."""

    seal: Callable[[str, bytes], bytes]
    open: Callable[[str, bytes], bytes]


ACCOUNTS = Box(
    lambda id, body: keys.seal_account(context(id), body),
    lambda id, body: keys.open_account(context(id), body),
)


class Asked(msgspec.Struct):
    """What is sealed: what it is for, of which account ("" when its passkey will say), and what was asked.

    `version` is that of the password that was the first factor, 0 after a mail; of an agent, when it was appointed.
    """

    purpose: For
    account: str
    secret: bytes
    version: int = 0


class Open(msgspec.Struct):
    """A challenge that can still be answered."""

    row: Challenge
    asked: Asked

    @property
    def tries_left(self) -> int:
        return TRIES - int(self.row.tries)


def ask(
    browser: str, purpose: For, account: str, secret: bytes, version: int = 0, box: Box = ACCOUNTS
) -> tuple[str, int]:
    """A new challenge for the browser with this cookie: (its id, when it expires in milliseconds)."""
    id, expires = long_id(), now() + LIFETIME
    body = msgspec.json.encode(Asked(purpose, account, secret, version))
    rows.insert(
        Challenge(
            id, browser_hash=digest(browser), tries=0, expires_at=expires // 1000,
            region=settings.current().region, body=box.seal(id, body),
        )
    )  # fmt: skip
    return id, expires


def open(id: str, browser: str, *purposes: For, account: str | None = None, box: Box = ACCOUNTS) -> Open:
    """The challenge, for the browser that was asked; Refused("step_over") when it cannot be answered.

    `account`: only one of this account.
    """
    row = rows.find(Challenge, id) if is_long_id(id) else None
    if row is None or row.spent_at is not None or row.tries >= TRIES or row.expires_at <= now() // 1000:
        raise Refused("step_over")
    # Rows reach the other Region a moment late: there the same answer would count a second time. (Those from before
    # they named their Region are accepted for the ten minutes they last.)
    if row.region not in (None, settings.current().region):
        raise Refused("step_over")
    if not hmac.compare_digest(row.browser_hash, digest(browser)):
        raise Refused("step_over")
    try:
        asked = msgspec.json.decode(box.open(id, row.body), type=Asked)
    except Unreadable as fault:
        raise Refused("step_over") from fault  # asked at the other surface
    if asked.purpose not in purposes or (account is not None and asked.account != account):
        raise Refused("step_over")
    return Open(row, asked)


def try_once(found: Open) -> None:
    """Count a try before it is checked, so that a thousand at once are still five."""
    if not rows.change(found.row, [Challenge.tries.add(1)], still_open()):
        raise Refused("step_over")


def spend(found: Open) -> None:
    """Once; of many right answers at the same time one gets through."""
    last = (Challenge.tries <= TRIES) & Challenge.spent_at.does_not_exist()
    if not rows.change(found.row, [Challenge.spent_at.set(now())], last):
        raise Refused("step_over")


def still_open() -> object:
    return (
        (Challenge.tries < TRIES)
        & Challenge.spent_at.does_not_exist()
        & (Challenge.expires_at > now() // 1000)
    )


def context(id: str) -> dict[str, str]:
    return {"challenge": id}


def browser_of(cookie: str | None) -> str:
    """The browser's own token: what its cookie says, so that its tabs do not undo each other, or a new one."""
    return cookie if cookie is not None and len(cookie) == 43 else secrets.token_urlsafe(32)


def cookie(browser: str, name: str = COOKIE) -> str:
    """The Set-Cookie value that binds what is asked now to this browser."""
    return f"{name}={browser}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={LIFETIME // 1000}"


def gone(name: str = COOKIE) -> str:
    """The Set-Cookie value that forgets it."""
    return f"{name}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"
