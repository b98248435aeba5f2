"""Keyed hashes: find an account by an address that is stored nowhere readable, and check short typed codes."""

from __future__ import annotations

from . import keys


def mac(purpose: str, text: str) -> str:
    """HMAC-SHA-256 of `text` under the lookup key, hex; different purposes never collide. One KMS call on AWS."""
    if "\0" in purpose:
        raise ValueError("a purpose holds no NUL: it ends there")
    return keys.trio().lookup.mac(f"{purpose}\0{text}".encode()).hex()
