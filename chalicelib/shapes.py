"""From decoded JSON to declared shapes: one spelling for text, and refusals that name the field."""

import re
import unicodedata
from typing import Any

import msgspec

from chalicelib import reasons
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
    """The refusal that names the field as a path, such as `checklist[...].text`, and the reason."""
    said, _, place = str(fault).partition(" - at ")
    # A wrong key of an object is told as "`key` in `$.labels`".
    field = place.rpartition("`$")[2].strip("`").lstrip(".") or "body"
    named = re.search(r"(?:unknown|missing required) field `(.*)`$", said, re.DOTALL)
    if named:
        field = named[1] if field == "body" else f"{field}.{named[1]}"
    reason, limit = reasons.of(said)
    return Refused("invalid", field=field, reason=reason, **({} if limit is None else {"limit": limit}))


def composed(value: Any) -> Any:
    """`value` with every text in NFC, so that one word has one spelling whatever keyboard wrote it."""
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [composed(item) for item in value]
    if isinstance(value, dict):
        return {composed(name): composed(item) for name, item in value.items()}
    return value
