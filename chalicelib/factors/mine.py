"""One's own factors: what there is, and setting them up."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec

from chalicelib.accounts import account, session
from chalicelib.accounts.session import SignedIn
from chalicelib.factors import challenge, factor, passkey, password, recovery_codes, totp, two_step
from chalicelib.refusals import Refused
from chalicelib.store.tables import Factor


class PasskeyView(msgspec.Struct):
    """`backed_up`: it is kept by more than this one device."""

    id: str
    name: str
    created_at: int
    used_at: int | None
    backed_up: bool


class Simple(msgspec.Struct):
    created_at: int
    used_at: int | None


class RecoveryView(msgspec.Struct):
    """How many of the ten codes are left, and since when they are."""

    left: int
    created_at: int


class Factors(msgspec.Struct):
    """By what I can sign in. `two_step`: a second factor is asked for whichever way I begin."""

    two_step: bool
    password: Simple | None
    totp: Simple | None
    recovery: RecoveryView | None
    passkeys: list[PasskeyView]


def factors(by: SignedIn) -> Factors:
    """By what the account can sign in."""
    rows = factor.all_of(by.id)
    codes = rows.get(factor.RECOVERY)
    recovery = None
    if codes is not None:
        left = len(factor.opened(codes, recovery_codes.Kept).macs)
        recovery = RecoveryView(left, int(codes.created_at))
    return Factors(
        two_step=two_step.is_on(rows),
        password=simple(rows.get(factor.PASSWORD)),
        totp=simple(rows.get(factor.TOTP)),
        recovery=recovery,
        passkeys=[passkey_view(row) for id, row in rows.items() if id.startswith(factor.PASSKEY)],
    )


def simple(row: Factor | None) -> Simple | None:
    return None if row is None else Simple(int(row.created_at), used(row))


def passkey_view(row: Factor) -> PasskeyView:
    kept = factor.opened(row, passkey.Kept)
    id = row.id.removeprefix(factor.PASSKEY)
    return PasskeyView(id, kept.name, int(row.created_at), used(row), kept.backed_up)


def used(row: Factor) -> int | None:
    return None if row.used_at is None else int(row.used_at)


def set_password(by: SignedIn, typed: str) -> None:
    """Set or change it; every other session ends, for who knew the old one may be in one of them."""
    password.put(by.id, account.personal(by.id).email, typed)
    session.end_others(by)


def ask_passkey(by: SignedIn) -> tuple[str, dict[str, Any]]:
    """Begin a new passkey: (challenge, the browser's options). Refused("full") at twenty."""
    held = passkey.held(factor.all_of(by.id))
    if len(held) >= passkey.MOST:
        raise Refused("full", limit=passkey.MOST)
    number = secrets.token_bytes(32)
    id, _ = challenge.ask(by.browser, "new-passkey", by.id, number)
    return id, passkey.creation(by.id, account.personal(by.id).email, number, held)


def add_passkey(by: SignedIn, step: str, name: str, answer: dict[str, Any]) -> str:
    """Keep what the device made; its id as the doors know it."""
    found = challenge.open(step, by.browser, "new-passkey", account=by.id)
    challenge.try_once(found)
    id = passkey.add(by.id, name.strip(), found.asked.secret, answer)
    challenge.spend(found)
    return id.removeprefix(factor.PASSKEY)


def passkey_of(by: SignedIn, id: str) -> Factor:
    row = factor.find(by.id, factor.PASSKEY + id) if len(id) == 12 else None
    if row is None:
        raise Refused("not_found")
    return row


def ask_totp(by: SignedIn) -> tuple[str, int, bytes, str]:
    """Begin an authenticator app: (challenge, when it expires, the secret, the address to name it by)."""
    secret = totp.new_secret()
    id, expires = challenge.ask(by.browser, "new-totp", by.id, secret)
    return id, expires, secret, account.personal(by.id).email


def confirm_totp(by: SignedIn, step: str, code: str) -> list[str]:
    """The app shows that it has the secret: keep it, in place of an older one. New recovery codes, if none are left.

    Refused: wrong_step, step_over.
    """
    found = challenge.open(step, by.browser, "new-totp", account=by.id)
    challenge.try_once(found)
    at = totp.step_of(found.asked.secret, code)
    if not at:
        if found.tries_left <= 0:
            raise Refused("step_over")
        raise Refused("wrong_step", tries_left=found.tries_left)
    challenge.spend(found)
    totp.put(by.id, found.asked.secret, at)
    return [] if "recovery" in two_step.ways(factor.all_of(by.id)) else recovery_codes.renew(by.id)


def remove_passkey(by: SignedIn, id: str) -> None:
    two_step.remove(by.id, passkey_of(by, id).id)
