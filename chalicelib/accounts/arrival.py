"""Arrivals: what every way of signing in does once it has found out who it is.

A browser that signed into the account before carries a cookie that says so: a keyed hash, so nothing of it is kept
here. Any other is a new device, and the account's contacts are told.
"""

import hmac
import secrets
from typing import NamedTuple

from chalicelib.accounts import account, protection, session
from chalicelib.accounts.device import Device
from chalicelib.clock import now
from chalicelib.contacts import contact
from chalicelib.notices import alerts
from chalicelib.notices.alerts import Facts
from chalicelib.store import lookup

COOKIE = "__Host-known"
LASTS = 365 * 24 * 3600  # seconds


class Arrived(NamedTuple):
    """The account, its new session's token, and what this browser is known by from now on."""

    account: str
    token: str
    known: str


def arrive(id: str, device: Device, known: str, *, by_mail: bool, first: bool = False) -> Arrived:
    """Begin a session. `known` is the browser's cookie; `by_mail`: the account's mailbox was proved just now."""
    token = session.start(id, device)
    if by_mail:
        protection.trust(id, token)
    if first:
        return Arrived(id, token, mark(id))
    held = contact.tidy(id)
    if by_mail and held.language != device.language:
        account.revise(id, lambda newest: account.speaking(newest, device.language))
    if recognises(id, known):
        return Arrived(id, token, known)
    alerts.tell(id, "new_device", Facts(device, now()))
    return Arrived(id, token, mark(id))


def mark(id: str) -> str:
    """A new cookie value for a browser that signed into the account."""
    nonce = secrets.token_urlsafe(16)
    return f"{nonce}.{mac(id, nonce)}"


def recognises(id: str, known: str) -> bool:
    nonce, _, proof = known.partition(".")
    return len(known) < 200 and hmac.compare_digest(proof.encode(), mac(id, nonce).encode())


def mac(id: str, nonce: str) -> str:
    """Bound to the account and to its last protection: after "this was not me" every device is new again."""
    return lookup.mac("known-browser", f"{id}:{protection.last(id)}:{nonce}")


def cookie(known: str) -> str:
    return f"{COOKIE}={known}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={LASTS}"
