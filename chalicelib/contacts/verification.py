"""Verifications: a person shows that a new address or number is theirs, in the browser that asked for the change.

A number gets a 6-digit code, an address a link and a code of eight letters. An attempt like a sign-in's, but bound to
account, browser and contact: it lives ten minutes, is spent once, ends after five wrong codes, and signs nobody in.
Asking does the same for every contact, whoever has it: that it belongs to another account is told at the end, to
who has just shown that they read what is sent there.
"""

import hmac
import secrets

import msgspec

from chalicelib.accounts import session, sign_in
from chalicelib.accounts.account import Kind
from chalicelib.accounts.session import SignedIn
from chalicelib.accounts.sign_in import Asked
from chalicelib.clock import now
from chalicelib.ids import long_id
from chalicelib.refusals import Refused
from chalicelib.store import keys, lookup, rows
from chalicelib.store.failures import Unreadable
from chalicelib.store.tables import Attempt

DIGITS = 6


class Contact(msgspec.Struct):
    """What is sealed in a verification; `browser` is the id of the signed-in browser that asked."""

    kind: Kind
    value: str
    browser: str


def ask(by: SignedIn, kind: Kind, value: str) -> Asked:
    """Begin one for a normalised address or number; what goes into the message is in the answer."""
    letters, length = ("0123456789", DIGITS) if kind == "phone" else (sign_in.CODE_LETTERS, 8)
    asked = Asked(
        id=long_id(),
        token=secrets.token_urlsafe(32),
        code="".join(secrets.choice(letters) for _ in range(length)),
        browser=by.browser,
        expires_at=now() + sign_in.LIFETIME,
    )
    contact = Contact(kind, value, by.browser)
    rows.insert(
        Attempt(
            asked.id,
            token_hash=session.digest(bound(asked.id, asked.token)),
            code_mac=code_mac(by.id, asked.id, contact, asked.code),
            browser_hash=session.digest(by.browser),
            tries=0,
            expires_at=asked.expires_at // 1000,
            body=keys.seal_account(context(by.id, asked.id), msgspec.json.encode(contact)),
        )
    )
    return asked


def finish(by: SignedIn, id: str, kind: Kind, token: str | None, code: str | None) -> str:
    """Spend the verification; the contact that was shown to be theirs.

    Refused: attempt_over (used, expired, five wrong codes, unknown, or asked for by another account), other_browser
    (asked for by this account elsewhere), wrong_code.
    """
    attempt = sign_in.living(sign_in.find(id))
    contact = contact_of(by, attempt)
    if contact is None or contact.kind != kind:
        raise Refused("attempt_over")
    if contact.browser != by.browser:
        raise Refused("other_browser")
    if token is not None:
        if not hmac.compare_digest(attempt.token_hash, session.digest(bound(id, token))):
            raise Refused("attempt_over")
    else:
        sign_in.count_try(attempt, code_mac(by.id, id, contact, code or ""))
    sign_in.spend(attempt)
    return contact.value


def contact_of(by: SignedIn, attempt: Attempt) -> Contact | None:
    """None for a sign-in's attempt, and for another account's verification: neither opens here."""
    try:
        plain = keys.open_account(context(by.id, attempt.id), attempt.body)
    except Unreadable:
        return None
    return msgspec.json.decode(plain, type=Contact)


def bound(id: str, token: str) -> str:
    """So that the link's token is nothing to the doors of signing in."""
    return f"contact:{id}:{token}"


def code_mac(account: str, id: str, contact: Contact, code: str) -> str:
    """Keyed and bound to account and contact: six digits would fall to guessing if a plain hash leaked."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return lookup.mac("contact-code", f"{account}:{id}:{contact.kind}:{contact.value}:{typed}")


def context(account: str, id: str) -> dict[str, str]:
    return {"account": account, "verification": id}
