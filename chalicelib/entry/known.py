"""Browsers that have signed in to an account before: a cookie that proves just that, and opens nothing.

With it a browser has a count of wrong passwords of its own, so that strangers who guess cannot keep its person out.
"""

from __future__ import annotations

import hmac
import secrets

from chalicelib.store import lookup

COOKIE = "__Host-known"
LIFETIME = 365 * 24 * 3600  # seconds


def number_in(cookie: str, account: str) -> str | None:
    """The random number of a browser known to this account; None for any other cookie."""
    number, _, proof = cookie.partition(".")
    if len(number) != 22 or not hmac.compare_digest(proof.encode(), mac(account, number).encode()):
        return None
    return number


def cookie(account: str, before: str) -> str:
    """The Set-Cookie value that makes this browser known to the account; it keeps the number it has there."""
    number = number_in(before, account) or secrets.token_urlsafe(16)
    value = f"{number}.{mac(account, number)}"
    return f"{COOKIE}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={LIFETIME}"


def mac(account: str, number: str) -> str:
    return lookup.mac("known-browser", f"{account}:{number}")
