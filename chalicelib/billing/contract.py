"""The documents of an order: service contract, confidentiality agreement, user guide, and the confirmation of payment.

Each is made once, from the wording in force that day, and kept sealed with the team's key: what was accepted can be
read later whatever the wording says by then. Its hash stands in the order, and in the consent ledger once accepted.
"""

import hashlib
from datetime import datetime
from pathlib import Path
from string import Template
from typing import Literal

import msgspec

from chalicelib.billing import pdf
from chalicelib.billing.standing import VIETNAM
from chalicelib.clock import now
from chalicelib.consent import wording
from chalicelib.refusals import Refused
from chalicelib.store import cipher, keys, rows
from chalicelib.store.billing_tables import Contract

WORDINGS = Path(__file__).parent / "wordings"
Name = Literal["service", "confidentiality", "guide", "invoice"]
OFFERED: tuple[Name, ...] = ("service", "confidentiality", "guide")
# What is accepted; the guide is only handed over.
AGREED: tuple[Name, ...] = ("service", "confidentiality")
TITLES: dict[Name, str] = {
    "service": "Hợp đồng dịch vụ",
    "confidentiality": "Hợp đồng bảo mật thông tin",
    "guide": "Tài liệu hướng dẫn sử dụng",
    "invoice": "Giấy xác nhận thanh toán",
}


class Document(msgspec.Struct):
    """`hash` is the hex SHA-256 of the file; `version` and `wording` which text it was made from."""

    name: Name
    hash: str
    version: str
    wording: str


def current(name: Name) -> wording.Wording:
    """The wording in force now."""
    return [one for one in wording.read(WORDINGS)[name] if one.in_force_at <= now()][-1]


def make(team: str, reference: str, name: Name, facts: dict[str, str]) -> Document:
    """Make one document and keep it; KeyError when the wording asks for a fact that is not there."""
    held = current(name)
    vi, en = (Template(text).substitute(facts).strip() for text in (held.vi, held.en))
    file = pdf.written(
        f"{TITLES[name]} {reference}",
        f"{vi}\n***\n{en}",
        f"{TITLES[name]} · {reference} · bản {held.version}",
    )
    sealed = cipher.seal(keys.ring(team), _context(team, reference, name), file)
    rows.put(Contract(team, f"{reference}.{name}", body=sealed))
    return Document(name, hashlib.sha256(file).hexdigest(), held.version, held.hash)


def read(team: str, reference: str, name: str) -> bytes:
    """The PDF as it was made; Refused("not_found")."""
    row = rows.find(Contract, team, f"{reference}.{name}") if name in TITLES else None
    if row is None:
        raise Refused("not_found")
    return cipher.open(keys.ring(team), _context(team, reference, name), row.body)


def dates(at: int, name: str) -> dict[str, str]:
    """A day as both texts write it."""
    day = datetime.fromtimestamp(at / 1000, VIETNAM)
    said = f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
    return {f"{name}day": said, f"{name}date": f"{day:%d/%m/%Y}"}


def _context(team: str, reference: str, name: str) -> dict[str, str]:
    return {"team": team, "contract": f"{reference}.{name}"}
