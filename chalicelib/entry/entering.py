"""Entering: what follows once a first factor is proved, whichever it was: a session, or a second step before it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import msgspec

from chalicelib.accounts import account as accounts
from chalicelib.accounts import arrival, device, known, session, sign_in
from chalicelib.accounts.device import Device
from chalicelib.factors import challenge, factor, passkey, password, two_step
from chalicelib.factors.two_step import Answer, Way
from chalicelib.recovery import device_lost, recovery
from chalicelib.recovery.device_lost import Recovery
from chalicelib.refusals import Refused


class Here(msgspec.Struct):
    """The browser that is entering: its device, and what its cookies say."""

    device: Device
    known: str
    step: str | None


class NewSession(msgspec.Struct):
    account: str


class SecondStep(msgspec.Struct):
    """What is still to be proved: one of `ways` at `/sign-in/steps/{step}`. `passkey` are the browser's options."""

    step: str
    expires_at: int
    ways: list[Way]
    passkey: dict[str, Any] | None = None
    # How it stands with getting in without them; only after a mail, for a recovery begins with the mailbox.
    recovery: Recovery | None = None


class Entered(msgspec.Struct):
    """How it went on: the answer's body and status, and the cookies to set."""

    body: NewSession | SecondStep
    status: int
    cookies: list[str]


def here(cookies: Mapping[str, str], user_agent: str, language: str) -> Here:
    return Here(device.of(user_agent, language), cookies.get(known.COOKIE, ""), cookies.get(challenge.COOKIE))


def after_first(account: str, at: Here, version: int = 0) -> Entered:
    """A first factor was proved: a mail, or (`version` not 0) the password of that version."""
    rows = factor.all_of(account)
    ways = two_step.ways(rows) if two_step.is_on(rows) else []
    if not ways:
        return finish(account, at, version, by_mail=not version)
    browser, number = challenge.browser_of(at.step), secrets.token_bytes(32)
    id, expires = challenge.ask(browser, "second", account, number, version)
    options = passkey.request(number, passkey.held(rows)) if "passkey" in ways else None
    lost = None if version else device_lost.view(account)
    return Entered(SecondStep(id, expires, ways, options, lost), 202, [challenge.cookie(browser)])


def ask_passkey(at: Here) -> tuple[str, str, dict[str, Any]]:
    """Ask the browser for any passkey it has for this site: (challenge, the browser's token, its options)."""
    browser, number = challenge.browser_of(at.step), secrets.token_bytes(32)
    id, _ = challenge.ask(browser, "passkey", "", number)
    return id, browser, passkey.request(number, [])


def opened(id: str, at: Here) -> challenge.Open:
    """The step under way in this browser."""
    return challenge.open(id, at.step or "", "second", "passkey")


def known_to(account: str, at: Here) -> str:
    """The browser's id if it signed in to this account before; else ""."""
    return known.find(at.known, accounts.personal(account).email)


def answer(found: challenge.Open, given: Answer, at: Here) -> Entered:
    """Prove the second factor, or a passkey that is both; refused: wrong_step, step_over, passkey_unknown."""
    asked = found.asked
    challenge.try_once(found)
    given.challenge = asked.secret
    if asked.purpose == "passkey":
        if given.passkey is None:
            raise Refused("step_over")
        account = passkey.owner(given.passkey)
        by = passkey.check(account, asked.secret, given.passkey)
    else:
        account = asked.account
        by = two_step.passed(account, given)
        if not by:
            if found.tries_left <= 0:
                raise Refused("step_over")
            raise Refused("wrong_step", tries_left=found.tries_left)
    challenge.spend(found)
    by_mail = asked.purpose == "second" and not asked.version
    return finish(account, at, asked.version, by_mail=by_mail, by=by)


def finish(account: str, at: Here, version: int, *, by_mail: bool, by: str = "") -> Entered:
    """Begin the session; `by` is the second factor that was proved, "" none.

    A password changed meanwhile ends the sessions it finds, then this one finds the change.
    """
    token = session.start(account, at.device)
    if version and not password.unchanged(account, version):
        begun = session.find(token)
        if begun is not None:
            session.end(begun)
        raise Refused("wrong_password")
    recovery.entered(account, by or (factor.PASSWORD if version else ""), by_mail=by_mail)
    remembered = arrival.arrived(account, token, at.device, at.known, by_mail=by_mail)
    cookies = [session.cookie(token), sign_in.gone(), remembered]
    if at.step is not None:
        cookies.append(challenge.gone())
    return Entered(NewSession(account), 201, cookies)
