"""Two-step sign-in: on for accounts with an authenticator app, and for those with passkeys that asked for it.

A passkey alone does not turn it on: a lost phone must not lock anyone out who was not asked. Recovery codes exist
exactly while it is on, so their row says so.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from chalicelib.factors import factor, passkey, recovery_codes, totp
from chalicelib.refusals import Refused
from chalicelib.store.tables import Factor

Way = Literal["passkey", "totp", "recovery"]
Rows = dict[str, Factor]


class Answer(msgspec.Struct):
    """One proof of a second factor; exactly one is given. `challenge` is what a passkey had to sign."""

    totp: str | None = None
    recovery: str | None = None
    passkey: dict[str, object] | None = None
    challenge: bytes = b""


def is_on(rows: Rows) -> bool:
    return factor.TOTP in rows or factor.RECOVERY in rows


def ways(rows: Rows) -> list[Way]:
    """What can be the second factor of these, the best first; empty when there is none."""
    found: list[Way] = []
    if any(id.startswith(factor.PASSKEY) for id in rows):
        found.append("passkey")
    if factor.TOTP in rows:
        found.append("totp")
    if factor.RECOVERY in rows and factor.opened(rows[factor.RECOVERY], recovery_codes.Kept).macs:
        found.append("recovery")
    return found


def passed(account: str, answer: Answer) -> str:
    """The id of the second factor that the answer proves, "" when it proves none; codes are used up by it."""
    if answer.totp is not None and totp.spend(account, answer.totp):
        return factor.TOTP
    if answer.recovery is not None and recovery_codes.spend(account, answer.recovery):
        return factor.RECOVERY
    if answer.passkey is not None:
        return passkey.check(account, answer.challenge, answer.passkey)
    return ""


def turn_on(account: str) -> list[str]:
    """Ask for a second factor from now on: the new recovery codes. Refused("two_step_first") without a factor."""
    rows = factor.all_of(account)
    if not {"passkey", "totp"} & set(ways(rows)):
        raise Refused("two_step_first")
    return recovery_codes.renew(account)


def turn_off(account: str) -> None:
    factor.remove(account, factor.TOTP)
    factor.remove(account, factor.RECOVERY)


def remove(account: str, id: str) -> None:
    """Remove the authenticator app or a passkey; with the last of them goes the second step."""
    factor.remove(account, id)
    if not {"passkey", "totp"} & set(ways(factor.all_of(account))):
        factor.remove(account, factor.RECOVERY)
