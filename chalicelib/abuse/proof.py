"""The proof that what is attached to a report stood in the space: signed by the key that signs receipts, which only
the process that can open the space may use. The desk checks it with the published half and can make none.

Signed is a statement about hashes, spelled as receipts are (consent/receipt.py). It names its report, so it proves
nothing in another; its form is its own, so it is no receipt of anything else.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import msgspec

from chalicelib import settings
from chalicelib.consent import receipt
from chalicelib.store import signing

FORM: Literal["izwork-abuse-report/1"] = "izwork-abuse-report/1"
Kind = Literal["comment", "title", "description", "project", "invitation"]
Verdict = Literal["genuine", "altered", "unknown_key"]


class Attached(msgspec.Struct):
    """What a reporter attached, as the desk reads it: `by` is the name of its author where one is known, `at` when it
    was written (milliseconds)."""

    kind: Kind
    text: str
    by: str = ""
    at: int | None = None


class Seen(msgspec.Struct, forbid_unknown_fields=True):
    """Where the server saw it: standing there `now`, or `earlier`, in the entry `seq` of the space's log."""

    space: str
    kind: Kind
    record: str
    seq: int
    standing: Literal["now", "earlier"]
    hash: str


class Statement(msgspec.Struct, forbid_unknown_fields=True):
    """What is signed: that the server read all of it for somebody of this role ("invited": by an invitation's link)."""

    form: Literal["izwork-abuse-report/1"]
    issuer: str
    report: str
    role: str
    at: str
    seen: list[Seen]


class Proof(msgspec.Struct, forbid_unknown_fields=True):
    """`receipt` is the statement; named so for one way to check all signed papers. `signature` is base64url (ES256)."""

    receipt: Statement
    key: str
    signature: str


def hash(one: Attached) -> str:
    """Hex SHA-256 of what was attached, spelled in one way."""
    return hashlib.sha256(msgspec.json.encode(one, order="sorted")).hexdigest()


def sign(report: str, role: str, at: int, seen: list[Seen]) -> Proof:
    """The signed statement about a report (its case's id). One call of the receipt key."""
    statement = Statement(FORM, settings.current().site, report, role, receipt.moment(at), seen)
    return Proof(statement, signing.public_key()["kid"], signing.sign(receipt.spelled(statement)))


def verdict(
    proof: Proof,
    report: str,
    team: str,
    attached: list[Attached],
    published: Iterable[Mapping[str, Any]],
) -> Verdict:
    """Whether one of the published keys signed that just this was read in the team's spaces, for just this report."""
    key = next((one for one in published if one.get("kid") == proof.key), None)
    if key is None:
        return "unknown_key"
    said = proof.receipt
    same = (
        said.form == FORM
        and said.report == report
        and [(one.kind, one.hash) for one in said.seen] == [(one.kind, hash(one)) for one in attached]
        and all(one.space.partition("/")[0] == team for one in said.seen)
    )
    if not same or not signing.verifies(key, receipt.spelled(said), proof.signature):
        return "altered"
    return "genuine"
