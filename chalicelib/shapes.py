"""From decoded JSON to declared shapes: one spelling for text, and refusals that name the field."""

import re
import unicodedata
from typing import Any

import msgspec

from chalicelib.refusals import Refused


def shaped(value: Any, shape: Any, *, strict: bool = True) -> Any:
    """`value` as `shape`; raises Refused("invalid") with the field and the reason.

    `strict` False also takes numbers written as text, as query strings do.
    """
    try:
        return msgspec.convert(value, shape, strict=strict)
    except msgspec.ValidationError as fault:
        raise invalid(fault) from fault


def invalid(fault: msgspec.ValidationError) -> Refused:
    reason, _, path = str(fault).partition(" - at `")
    field = path.rstrip("`").removeprefix("$").lstrip(".") or "body"
    unknown = re.search(r"unknown field `(.*)`$", reason) or re.search(
        r"missing required field `(.*)`$", reason
    )
    if unknown:
        field = unknown[1] if field == "body" else f"{field}.{unknown[1]}"
    return Refused("invalid", field=field, reason=reason)


def composed(value: Any) -> Any:
    """`value` with every text in NFC, so that one word has one spelling whatever keyboard wrote it."""
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [composed(item) for item in value]
    if isinstance(value, dict):
        return {composed(name): composed(item) for name, item in value.items()}
    return value
