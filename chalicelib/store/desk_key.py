"""The desk key: opens what people hand to IZwork's own people, and nothing of what they keep in their teams.

Whoever serves people seals with it and cannot open; the desk opens, and has no other key that opens anything.
"""

from __future__ import annotations

from pathlib import Path

from . import key_files, keys, tables
from .failures import Misconfigured

_wrapper: keys.Wrapper | None = None


def connect_file(path: Path) -> None:
    """Use the key in `path`, made on first start."""
    global _wrapper
    _wrapper = keys.FileWrapper(key_files.load(path))


def connect_kms(key: str, endpoint: str | None = None) -> None:
    """Use a symmetric KMS key by ARN, over the session that tables.connect() made."""
    global _wrapper
    _wrapper = keys.KmsWrapper(tables.line().kms(endpoint), key)


def wrap(case: str, plain: bytes) -> bytes:
    """Seal up to 4 KB of a case for the desk."""
    return _connected().wrap(plain, context(case))


def unwrap(case: str, wrapped: bytes) -> bytes:
    """What wrap() sealed for this case; Unreadable for another, Busy where this process may not open."""
    return _connected().unwrap(wrapped, context(case))


def context(case: str) -> dict[str, str]:
    return {"case": case, "purpose": "desk"}


def _connected() -> keys.Wrapper:
    if _wrapper is None:
        raise Misconfigured("no desk key: call desk_key.connect_file() or desk_key.connect_kms() first")
    return _wrapper
