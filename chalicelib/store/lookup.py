"""Keyed hashes: find an account by an address that is stored nowhere readable, and check short typed codes."""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache

from . import keys


def mac(purpose: str, text: str) -> str:
    """HMAC-SHA-256 of `text` under the lookup key, hex; different purposes never collide. One KMS call on AWS."""
    return _mac(keys.hasher(), purpose, text).hex()


def daily_mac(purpose: str, day: int, text: str) -> str:
    """The same under a key derived for one day (since the epoch), hex; one KMS call a day and process.

    For what is counted often and kept briefly: hashes of two days cannot be told to be of the same text.
    """
    return hmac.new(_of_day(keys.hasher(), purpose, day), text.encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=8)
def _of_day(hasher: keys.Hasher, purpose: str, day: int) -> bytes:
    return _mac(hasher, f"{purpose} of a day", str(day))


def _mac(hasher: keys.Hasher, purpose: str, text: str) -> bytes:
    if "\0" in purpose:
        raise ValueError("a purpose holds no NUL: it ends there")
    return hasher.mac(f"{purpose}\0{text}".encode())
