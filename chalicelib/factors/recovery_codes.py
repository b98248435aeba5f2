"""Recovery codes: ten, shown once, each good once, for when phone and keys are out of reach."""

from __future__ import annotations

import hmac
import secrets

import msgspec

from chalicelib.factors import factor
from chalicelib.store import lookup

HOW_MANY = 10
# Written down and typed back: no 0/O, 1/I/L.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10


class Kept(msgspec.Struct):
    """What is sealed: keyed hashes of the codes that are left."""

    macs: list[str]


def renew(account: str) -> list[str]:
    """Ten new codes, such as ABCDE-23456, in place of all older ones; they are kept nowhere as they are."""
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(HOW_MANY)]
    factor.put(account, factor.RECOVERY, Kept([mac(account, code) for code in codes]))
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def spend(account: str, code: str) -> bool:
    """Whether the code is one of those left; it is used up, also against the same code sent twice at once."""
    row = factor.find(account, factor.RECOVERY)
    if row is None:
        return False
    kept, typed = factor.opened(row, Kept), mac(account, code)
    left = [one for one in kept.macs if not hmac.compare_digest(one, typed)]
    return len(left) < len(kept.macs) and factor.use(row, Kept(left))


def mac(account: str, code: str) -> str:
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return lookup.mac("recovery-code", f"{account}:{typed}")
