"""Signing in at the desk: a passkey whose device verified its user, which is two factors at once, and nothing else.

Whoever has the operator's one-time link sets that passkey up. What a browser was asked is bound to a cookie of that
browser and answered once, as everywhere (factors/challenge.py), sealed for the desk.
"""

from __future__ import annotations

import secrets
from typing import Any, Literal

import msgspec

from chalicelib.accounts.device import Device
from chalicelib.desk import agent as agents
from chalicelib.desk import audit, session
from chalicelib.factors import challenge, passkey
from chalicelib.refusals import Refused
from chalicelib.store import desk_key
from chalicelib.store.tables import Agent as Row

COOKIE = "__Host-desk-step"
BOX = challenge.Box(
    lambda id, body: desk_key.wrap(f"challenge/{id}", body),
    lambda id, body: desk_key.unwrap(f"challenge/{id}", body),
)
SIGN_IN: Literal["agent"] = "agent"
ENROL: Literal["new-agent"] = "new-agent"


class Asked(msgspec.Struct):
    """A challenge for this browser: its id, the browser's own token for its cookie, the browser's options."""

    step: str
    browser: str
    options: dict[str, Any]


class Entered(msgspec.Struct):
    """Who signed in, and the session cookie's value."""

    agent: Row
    cookie: str


def ask_enrolment(id: str, token: str, cookie: str | None) -> Asked:
    """Begin to set up the passkey over a one-time link. Refused: enrolment_over."""
    row = agents.invited(id, token)
    number, browser = secrets.token_bytes(32), challenge.browser_of(cookie)
    step, _ = challenge.ask(browser, ENROL, id, number, int(row.appointed_at), BOX)
    return Asked(step, browser, passkey.creation(id, agents.opened(row).email, number, []))


def enrol(step: str, token: str, cookie: str | None, answer: dict[str, Any], device: Device) -> Entered:
    """Keep the passkey, use the link up and sign in. Refused: step_over, enrolment_over, passkey_unknown."""
    found = challenge.open(step, cookie or "", ENROL, box=BOX)
    challenge.try_once(found)
    row = agents.invited(found.asked.account, token)
    if row.appointed_at != found.asked.version:
        raise Refused("enrolment_over")
    made = passkey.made(device.name, found.asked.secret, answer)
    challenge.spend(found)
    agents.enrol(row, made)
    audit.tell(row.id, "agent.enrolled")
    return Entered(row, session.start(row, device))


def ask(cookie: str | None) -> Asked:
    """Ask the browser for any passkey it has for the desk."""
    number, browser = secrets.token_bytes(32), challenge.browser_of(cookie)
    step, _ = challenge.ask(browser, SIGN_IN, "", number, box=BOX)
    return Asked(step, browser, passkey.request(number, []))


def answer(step: str, cookie: str | None, given: dict[str, Any], device: Device) -> Entered:
    """Sign in. Refused: step_over, passkey_unknown."""
    found = challenge.open(step, cookie or "", SIGN_IN, box=BOX)
    challenge.try_once(found)
    row = agents.in_office(passkey.owner(given))
    if row is None:
        raise Refused("passkey_unknown")
    kept = agents.proved(row, found.asked.secret, given)
    challenge.spend(found)
    if not agents.keep(row, kept):
        raise Refused("passkey_unknown")
    audit.tell(row.id, "agent.signed_in")
    return Entered(row, session.start(row, device))
