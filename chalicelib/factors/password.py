"""Passwords: argon2id, sealed; checked at the same price whether there is one or not."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache

import msgspec

from chalicelib.factors import factor, leaked
from chalicelib.refusals import Refused
from chalicelib.store import keys

# OWASP's parameters for argon2id: 19 MiB, two passes, one lane.
MEMORY, PASSES, LANES = 19 * 1024, 2, 1
SHORTEST, LONGEST = 12, 128
REMAINS = 8  # characters that must be left without one's own address and our name
NOBODY = {"account": "nobody", "factor": factor.PASSWORD}


class Kept(msgspec.Struct):
    """What is sealed: the hash in PHC format."""

    hash: str


def put(account: str, email: str, typed: str) -> None:
    """Set the account's password; raises Refused("weak_password") with the reason."""
    password = prepared(typed)
    judge(password, email)
    factor.put(account, factor.PASSWORD, Kept(hashed(password)))


def remove(account: str) -> None:
    factor.remove(account, factor.PASSWORD)


def judge(password: str, email: str) -> None:
    """Length, lists and one's own address; no rules about kinds of characters, which make passwords worse."""
    if len(password) < SHORTEST:
        raise Refused("weak_password", reason="too_short", limit=SHORTEST)
    if len(password) > LONGEST:
        raise Refused("weak_password", reason="too_long", limit=LONGEST)
    rest = password.casefold()
    local, _, domain = email.casefold().partition("@")
    for own in (email.casefold(), local, domain, domain.partition(".")[0], "izwork"):
        if len(own) >= 4:
            rest = rest.replace(own, "")
    if len(rest) < REMAINS:
        raise Refused("weak_password", reason="own_address")
    if leaked.leaked(password):
        raise Refused("weak_password", reason="leaked")


def right(account: str | None, typed: str) -> int:
    """The version of the account's password if `typed` is it, else 0. `account` None costs the same."""
    from cryptography.exceptions import InvalidKey
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    row = factor.find(account or NOBODY["account"], factor.PASSWORD)
    if row is None:
        kept = msgspec.json.decode(keys.open_account(NOBODY, decoy()), type=Kept)
    else:
        kept = factor.opened(row, Kept)
    try:
        Argon2id.verify_phc_encoded(prepared(typed).encode(), kept.hash)
    except InvalidKey:
        return 0
    return 0 if row is None else int(row.version)


def unchanged(account: str, version: int) -> bool:
    """Whether the password that was right is still the account's."""
    row = factor.find(account, factor.PASSWORD)
    return row is not None and int(row.version) == version


def prepared(typed: str) -> str:
    """One spelling whatever keyboard wrote it; blanks and case stay as typed."""
    return unicodedata.normalize("NFKC", typed)


def hashed(password: str) -> str:
    # Imported on use: most requests hash nothing, and a cold start should not wait for it.
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    salt = secrets.token_bytes(16)
    maker = Argon2id(salt=salt, length=32, iterations=PASSES, lanes=LANES, memory_cost=MEMORY)
    return maker.derive_phc_encoded(password.encode())


@cache
def decoy() -> bytes:
    """A sealed password that nobody has, to be wrong against: unknown addresses must take as long as known ones."""
    return keys.seal_account(NOBODY, msgspec.json.encode(Kept(hashed(secrets.token_urlsafe(32)))))
