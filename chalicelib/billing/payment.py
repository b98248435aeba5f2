"""Payments: the lines of a bank statement, each entered once, under the reference that its text names.

A line that names none stays under "none", where the operator sees it and may assign it. Nothing that came in is lost:
too little, too much, twice and late are said when it is entered, and stand there afterwards. What the bank says of a
transfer is sealed for the desk, which alone opens it; the amount is not, for orders are settled by it.
"""

import hashlib
import re
from typing import Literal

import msgspec

from chalicelib.clock import now
from chalicelib.store import desk_key, rows
from chalicelib.store.billing_tables import Payment, Reference

# Banks change case, drop blanks and put words of their own around it.
NAMED = re.compile(r"IZ[2-9A-HJ-NP-Z]{8}")
NONE = "none"
Verdict = Literal["new", "known"]


class Line(msgspec.Struct):
    """One incoming transfer: the bank's number of it, đồng, the day as the statement says it, its text."""

    id: str
    amount: int
    at: str
    text: str


def named(text: str) -> str:
    """The reference in a transfer's text that we once gave, or NONE."""
    plain = re.sub(r"[^0-9A-Z]", "", text.upper())
    places = (plain[start : start + 10] for start in range(len(plain) - 9))
    found = (place for place in places if NAMED.fullmatch(place))
    return next((place for place in found if rows.find(Reference, place) is not None), NONE)


def enter(line: Line, under: str, dry: bool) -> Verdict:
    """Keep a line under a reference, once."""
    id = hashed(line.id)
    if rows.find(Payment, under, id) is not None:
        return "known"
    if not dry:
        body = desk_key.wrap(_place(id), msgspec.json.encode(line))
        row = Payment(under, id, amount=line.amount, entered_at=now(), body=body)
        return "new" if rows.insert(row) else "known"
    return "new"


def under(reference: str) -> list[Payment]:
    """The payments of a reference, or of none."""
    return [row for row in rows.under(Payment, reference) if row.assigned is None]


def total(reference: str) -> int:
    """Đồng that came in under a reference."""
    return sum(int(row.amount) for row in under(reference))


def assign(id: str, reference: str) -> bool:
    """Move a payment that named none to a reference, by the bank's number of it or by its id; False when there is no
    such payment."""
    row = rows.find(Payment, NONE, id) or rows.find(Payment, NONE, hashed(id))
    if row is None or row.assigned not in (None, reference):
        return False
    # It stays there, so that the same statement entered again does not bring it back as one that names none.
    rows.change(
        row, [Payment.assigned.set(reference)], Payment.id.exists() & Payment.assigned.does_not_exist()
    )
    if row.assigned != reference:
        return False
    rows.insert(Payment(reference, row.id, amount=row.amount, entered_at=now(), body=row.body))
    return True


def opened(row: Payment) -> Line:
    """What the bank said of it; only the desk has the key."""
    return msgspec.json.decode(desk_key.unwrap(_place(row.id), row.body), type=Line)


def hashed(id: str) -> str:
    return hashlib.sha256(id.encode()).hexdigest()[:32]


def _place(id: str) -> str:
    return f"payment/{id}"
