"""Proving again that it is you, before what a thief of a session must not do.

What counts is what the account has: a second factor if it has one, else its password or a code mailed to its address.
"""

from __future__ import annotations

import secrets
from typing import Any, Literal

from chalicelib.accounts import account, sign_in
from chalicelib.accounts.session import SignedIn
from chalicelib.accounts.sign_in import Asked
from chalicelib.factors import challenge, factor, passkey, password, two_step
from chalicelib.refusals import Refused

Way = Literal["passkey", "totp", "recovery", "password", "mail"]


def ways(by: SignedIn) -> list[Way]:
    """How this account can prove itself, the best way first."""
    rows = factor.all_of(by.id)
    second: list[Way] = [*two_step.ways(rows)]
    if second and two_step.is_on(rows):
        return second
    return [*second, *(["password"] if factor.PASSWORD in rows else []), "mail"]  # type: ignore[list-item]


def must_offer(by: SignedIn, way: Way) -> None:
    """Refused("wrong_proof") for a way that this account does not have."""
    if way not in ways(by):
        raise Refused("wrong_proof")


def ask_by_mail(by: SignedIn, language: str) -> tuple[str, Asked]:
    """Begin a proof by mailed code: (the address, what to send)."""
    email = account.personal(by.id).email
    return email, sign_in.ask(email, language, by.session)


def ask_passkey(by: SignedIn) -> tuple[str, dict[str, Any]]:
    """Ask for one of the account's passkeys: (challenge, the browser's options)."""
    number = secrets.token_bytes(32)
    id, _ = challenge.ask(by.browser, "proof", by.id, number)
    return id, passkey.request(number, passkey.held(factor.all_of(by.id)))


def by_passkey(by: SignedIn, step: str, answer: dict[str, Any]) -> None:
    found = challenge.open(step, by.browser, "proof", account=by.id)
    challenge.try_once(found)
    passkey.check(by.id, found.asked.secret, answer)
    challenge.spend(found)


def by_secret(by: SignedIn, typed_password: str | None, answer: two_step.Answer) -> None:
    """By password or a code; Refused("wrong_proof") when it is not right."""
    if typed_password is not None:
        if not password.right(by.id, typed_password):
            raise Refused("wrong_proof")
    elif not two_step.passed(by.id, answer):
        raise Refused("wrong_proof")
