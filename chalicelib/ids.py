"""Ids: opaque, base62, so that they may stand in the clear."""

import re
import secrets
import uuid

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SHORT = r"^[0-9A-Za-z]{12}$"
LONG = r"^[0-9A-Za-z]{22}$"


def base62(number: int, width: int) -> str:
    out = ""
    while number:
        number, digit = divmod(number, 62)
        out = DIGITS[digit] + out
    return out.rjust(width, "0")


def long_id() -> str:
    """22 characters, 128 random bits: for what must not be guessed or collide anywhere."""
    return base62(secrets.randbits(128), 22)


def long_id_from(*parts: str) -> str:
    """The same 22 characters for the same parts: a retried creation finds what the first try made."""
    return base62(uuid.uuid5(uuid.NAMESPACE_URL, "izwork:" + "\n".join(parts)).int, 22)


def is_long_id(text: str) -> bool:
    """Whether it could be an id of 22 characters; what could not is not looked for."""
    return len(text) == 22 and re.match(LONG, text) is not None


def short_id_from(*parts: str) -> str:
    """The same 12 characters for the same parts."""
    return long_id_from(*parts)[-12:]


def short_id() -> str:
    """12 characters, 71 random bits: for records within one space."""
    return "".join(secrets.choice(DIGITS) for _ in range(12))
