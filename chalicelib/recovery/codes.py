"""Codes of a recovery: sent to a number or an address, typed in the browser that asked. Ten minutes, five tries, once.

A challenge like a second step's (factors/challenge.py). Of the code only a keyed hash is kept, bound to where it went.
"""

import hmac
import secrets

import msgspec

from chalicelib.accounts import sign_in
from chalicelib.factors import challenge
from chalicelib.factors.challenge import For, Open
from chalicelib.ids import long_id
from chalicelib.refusals import Refused
from chalicelib.store import lookup

DIGITS = 6


class Asked(msgspec.Struct):
    """One that was begun: what names it, when it is over in milliseconds, and what goes into the message."""

    id: str
    expires_at: int
    code: str


class Sent(msgspec.Struct):
    """What is sealed: where the code went, and its keyed hash under a salt of its own."""

    to: str
    salt: str
    mac: str


def by_sms(browser: str, purpose: For, account: str, number: str) -> Asked:
    """Begin one for a number; the message is the caller's to send."""
    return _ask(
        browser, purpose, account, number, "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    )


def by_mail(browser: str, purpose: For, account: str, address: str) -> Asked:
    """Begin one for an address."""
    letters = (secrets.choice(sign_in.CODE_LETTERS) for _ in range(sign_in.CODE_LENGTH))
    return _ask(browser, purpose, account, address, "".join(letters))


def _ask(browser: str, purpose: For, account: str, to: str, code: str) -> Asked:
    salt = long_id()
    body = msgspec.json.encode(Sent(to, salt, mac(salt, to, code)))
    id, expires = challenge.ask(browser, purpose, account, body)
    return Asked(id, expires, code)


def prove(found: Open, code: str) -> str:
    """Spend it by the code; where that was sent. Refused: wrong_step, step_over."""
    challenge.try_once(found)
    sent = msgspec.json.decode(found.asked.secret, type=Sent)
    if not hmac.compare_digest(sent.mac, mac(sent.salt, sent.to, code)):
        if found.tries_left <= 0:
            raise Refused("step_over")
        raise Refused("wrong_step", tries_left=found.tries_left)
    challenge.spend(found)
    return sent.to


def mac(salt: str, to: str, code: str) -> str:
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return lookup.mac("recovery-check", f"{salt}:{to}:{typed}")
