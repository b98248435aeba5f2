"""The canary: an entry and a key of nobody's, written, read and unwrapped to see whether storing works.

It has a team id and a space of its own, which no path reaches (a team's id has 22 characters). Each process writes
one row over and over, so that the canary never grows, however long and in however many processes it is kept.
"""

from __future__ import annotations

import secrets

from . import cipher, keys
from .engine import reaching
from .failures import Erased
from .tables import Key, Log

TEAM = "canary"
SLOTS = 4096
_slot = 1 + secrets.randbelow(SLOTS)
_wrapped: bytes | None = None


def unwrapped() -> cipher.Ring:
    """The canary's key, unwrapped anew by what wraps team keys. Its wrapped form is read once in a process, and made
    if nobody has yet."""
    global _wrapped
    if _wrapped is None:
        _wrapped = _stored()
    plain = keys.trio().content.unwrap(_wrapped, {"team": TEAM, "version": "1", "purpose": "content"})
    return cipher.Ring({"v1": plain}, "v1")


def write(ring: cipher.Ring, token: str) -> None:
    """Put this process's entry, holding `token`, where its last one stands."""
    body = cipher.seal(ring, _context(), token.encode())
    with reaching(writing=True):
        Log(TEAM, _slot, body=body).save()


def read(ring: cipher.Ring) -> str:
    """The token of this process's entry, by a strongly consistent read."""
    with reaching():
        row = Log.get(TEAM, _slot, consistent_read=True)
    return cipher.open(ring, _context(), row.body).decode()


def _stored() -> bytes:
    for _ in range(2):
        with reaching():
            rows = list(Key.query(TEAM, consistent_read=True))
        if rows:
            return bytes(rows[0].wrapped)
        keys.create_team_key(TEAM)
    raise Erased("the canary's key does not stay")


def _context() -> dict[str, str]:
    return {"space": TEAM, "seq": str(_slot)}
