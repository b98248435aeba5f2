"""The canary: an entry and a key of nobody's, written, read and unwrapped to see whether storing works.

It has a team id and a space of its own, which no path reaches (a team's id has 22 characters). Each look writes over
one of SLOTS rows, drawn anew: the canary never grows, and processes started from one snapshot, which would share a
slot drawn at import, do not read each other's tokens.
"""

from __future__ import annotations

import secrets

from . import cipher, keys
from .engine import reaching
from .failures import Erased
from .tables import Key, Log

TEAM = "canary"
SLOTS = 4096
_wrapped: bytes | None = None


def unwrapped() -> cipher.Ring:
    """The canary's key, unwrapped anew by what wraps team keys. Its wrapped form is read once in a process, and made
    if nobody has yet."""
    global _wrapped
    if _wrapped is None:
        _wrapped = _stored()
    plain = keys.trio().content.unwrap(_wrapped, {"team": TEAM, "version": "1", "purpose": "content"})
    return cipher.Ring({"v1": plain}, "v1")


def write(ring: cipher.Ring, token: str) -> int:
    """Put an entry holding `token` over an older one; the slot it stands in."""
    slot = 1 + secrets.randbelow(SLOTS)
    body = cipher.seal(ring, _context(slot), token.encode())
    with reaching(writing=True):
        Log(TEAM, slot, body=body).save()
    return slot


def read(ring: cipher.Ring, slot: int) -> str:
    """The token of the entry in `slot`, by a strongly consistent read."""
    with reaching():
        row = Log.get(TEAM, slot, consistent_read=True)
    return cipher.open(ring, _context(slot), row.body).decode()


def _stored() -> bytes:
    for _ in range(2):
        with reaching():
            rows = list(Key.query(TEAM, consistent_read=True))
        if rows:
            return bytes(rows[0].wrapped)
        keys.create_team_key(TEAM)
    raise Erased("the canary's key does not stay")


def _context(slot: int) -> dict[str, str]:
    return {"space": TEAM, "seq": str(slot)}
