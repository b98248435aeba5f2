"""Receipts: an entry of the consent ledger, signed, for the person to keep.

Signed are the bytes of `receipt` as RFC 8785 spells it: sorted names, no blanks. It holds texts, whole numbers and
objects alone, so msgspec's sorted JSON and a browser's are that spelling. A receipt proves by itself what was decided,
when, about which wording, and through `previous` everything that was decided before.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal, Protocol, TypeVar

import msgspec

from chalicelib import settings
from chalicelib.consent.ledger import Kept
from chalicelib.store import signing

FORM: Literal["izwork-consent-receipt/1"] = "izwork-consent-receipt/1"


class Wording(msgspec.Struct, forbid_unknown_fields=True):
    version: str
    hash: str


class Receipt(msgspec.Struct, forbid_unknown_fields=True):
    """What is signed. `entry` is the hash of the ledger's entry, `previous` that of the one before it."""

    form: Literal["izwork-consent-receipt/1"]
    issuer: str
    account: str
    number: int
    previous: str
    entry: str
    kind: str
    action: str
    by: str
    about: str
    wording: Wording
    decided_at: str
    recorded_at: str


class Signed(msgspec.Struct, forbid_unknown_fields=True):
    """`key` is the kid of the published key, `signature` base64url (ES256)."""

    receipt: Receipt
    key: str
    signature: str


class Bad(Exception):
    """The receipt does not prove anything; its text says why."""


def of(kept: Kept) -> Signed:
    """The signed receipt of an entry."""
    entry, act = kept.entry, kept.entry.act
    receipt = Receipt(
        form=FORM,
        issuer=settings.current().site,
        account=entry.account,
        number=entry.number,
        previous=entry.previous,
        entry=kept.hash,
        kind=act.kind,
        action=act.action,
        by=act.by,
        about=act.about,
        wording=Wording(act.version, act.hash),
        decided_at=moment(act.at),
        recorded_at=moment(entry.recorded_at),
    )
    key = signing.public_key()["kid"]
    return Signed(receipt, key, signing.sign(spelled(receipt)))


def keys() -> dict[str, list[dict[str, str]]]:
    """The published key, as a JWK set."""
    return {"keys": [signing.public_key()]}


def spelled(receipt: msgspec.Struct) -> bytes:
    """The bytes that are signed."""
    return msgspec.json.encode(receipt, order="sorted")


class AnySigned(Protocol):
    """A signed paper: a receipt, or another whose `receipt` is spelled and signed in the same way."""

    receipt: Any
    key: str
    signature: str


Paper = TypeVar("Paper", bound=AnySigned)


def proven(data: bytes, published: Iterable[Mapping[str, Any]]) -> Receipt:
    """The receipt in a file, when one of the published keys signed it as it stands; else Bad."""
    return proven_as(Signed, data, published).receipt


def proven_as(form: type[Paper], data: bytes, published: Iterable[Mapping[str, Any]]) -> Paper:
    """The paper of this form in a file, when one of the published keys signed it as it stands; else Bad."""
    try:
        signed = msgspec.json.decode(data, type=form)
    except msgspec.MsgspecError as fault:
        raise Bad(f"it is no receipt of IZwork ({fault})") from fault
    key = next((one for one in published if one.get("kid") == signed.key), None)
    if key is None:
        raise Bad(f"it names key {signed.key}, which is not among the published ones")
    if not signing.verifies(key, spelled(signed.receipt), signed.signature):
        raise Bad("the signature does not fit: something in it was changed, or it was not signed by IZwork")
    return signed


def moment(at: int) -> str:
    """A time in milliseconds as receipts spell it."""
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
