"""Orders of the Premium plan: made by the team's owner, who accepts its contracts and then pays by bank transfer.

An order is paid when the transfers that name its reference reach its amount; then a term is entered under the same
reference, so that however often it is looked at, it counts once.
"""

import hashlib
from typing import Literal

import msgspec

from chalicelib import settings
from chalicelib.accounts import account as accounts
from chalicelib.billing import contract, payment, reminder, standing, typeface, usage, vietqr, words
from chalicelib.billing.contract import Document
from chalicelib.billing.plan import DAY, PLANS
from chalicelib.billing.standing import end
from chalicelib.clock import now
from chalicelib.consent import ledger
from chalicelib.consent.ledger import Act
from chalicelib.refusals import Refused
from chalicelib.store import keys, rows
from chalicelib.store.billing_tables import Order, Reference, Term
from chalicelib.teams import team as teams
from chalicelib.teams.member import Member

OPEN = 14 * DAY
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that are taken for another
State = Literal["to_accept", "to_pay", "paid", "expired"]
NONE_GIVEN = "(không có)"


class Buyer(msgspec.Struct):
    """Who buys, as it was typed."""

    name: str
    address: str
    tax_code: str
    person: str
    position: str


class Facts(msgspec.Struct):
    """What is sealed in an order: `account` ordered; amount in đồng; `bank` and `seller` as the settings were that day,
    so that its papers and its QR code stay the same."""

    account: str
    amount: int
    months: int
    team: str
    buyer: Buyer
    bank: tuple[str, str, str]
    seller: tuple[str, str, str, str, str]
    documents: list[Document] = []


class Held(msgspec.Struct):
    """An order as it stands."""

    row: Order
    facts: Facts

    @property
    def state(self) -> State:
        if self.row.paid_at is not None:
            return "paid"
        if now() >= self.row.created_at + OPEN:
            return "expired"
        return "to_accept" if self.row.accepted_at is None else "to_pay"


def create(by: Member, op: str, months: int, buyer: Buyer) -> Held:
    """Order so many months; a repeated op finds its order. Refused: phone_needed, ordering_closed, invalid."""
    if accounts.personal(by.account.id).phone_verified_at is None:
        raise Refused("phone_needed")
    chosen = settings.current()
    if not chosen.bank or not chosen.seller:
        raise Refused("ordering_closed")
    for name, value in msgspec.structs.asdict(buyer).items():
        if not typeface.printable(value):
            raise Refused("invalid", field=name, reason="unprintable")
    reference = _reserved(by.team, op)
    held = rows.find(Order, by.team, reference)
    if held is not None:
        return _opened(held)
    facts = msgspec.convert(
        {
            "account": by.account.id, "amount": PLANS["premium"].prices[months], "months": months,
            "team": teams.name_of(by.state), "buyer": buyer, "bank": chosen.bank, "seller": chosen.seller,
        },
        Facts,
    )  # fmt: skip
    at = now()
    said = _said(reference, facts) | contract.dates(at, "")
    facts.documents = [contract.make(by.team, reference, name, said) for name in contract.OFFERED]
    rows.insert(Order(by.team, reference, created_at=at, body=_sealed(by.team, reference, facts)))
    return find(by.team, reference)


def of(team: str) -> list[Held]:
    """The team's orders, newest first."""
    return sorted((_opened(row) for row in rows.under(Order, team)), key=lambda one: -one.row.created_at)


def find(team: str, reference: str) -> Held:
    """One of the team's orders; Refused("not_found")."""
    row = rows.find(Order, team, reference) if payment.NAMED.fullmatch(reference) else None
    if row is None:
        raise Refused("not_found")
    return _opened(row)


def accept(by: Member, reference: str, hashes: dict[str, str]) -> Held:
    """Enter in the ledger that the owner accepts the contracts with these hashes. Refused: other_documents."""
    held = find(by.team, reference)
    agreed = [one for one in held.facts.documents if one.name in contract.AGREED]
    if hashes != {one.name: one.hash for one in agreed}:
        raise Refused("other_documents")
    for one in agreed:
        about = f"{reference}.{one.name}"
        act = Act("contract", "accepted", one.version, one.hash, now(), about=about)
        ledger.append(by.account.id, f"contract-{about}", lambda kept, act=act: act)  # type: ignore[misc]
    rows.change(held.row, [Order.accepted_at.set(now())], Order.accepted_at.does_not_exist())
    settle(reference)
    return find(by.team, reference)


def named(reference: str) -> Held | None:
    """The order that a transfer names, whose ever it is: for the operator alone."""
    found = rows.find(Reference, reference)
    row = None if found is None else rows.find(Order, found.team, reference)
    return None if row is None else _opened(row)


def settle(reference: str) -> Held | None:
    """Enter the term of an order that was accepted and paid in full; None for a reference of no order. Repeatable."""
    held = named(reference)
    if held is None:
        return None
    row = held.row
    if row.accepted_at is None or payment.total(reference) < held.facts.amount:
        return held
    rows.change(row, [Order.paid_at.set(now())], Order.paid_at.does_not_exist())
    held = find(row.team, reference)
    paid = int(held.row.paid_at)
    facts = _said(reference, held.facts) | contract.dates(paid, "paid_")
    contract.make(row.team, reference, "invoice", facts)
    entered = Term(row.team, reference, plan="premium", from_at=paid, months=held.facts.months)
    if rows.insert(entered):
        until = end([one for one in rows.under(Term, row.team) if one.plan == "premium"]) or 0
        reminder.plan(row.team, held.facts.account, until)
    standing.forget()
    return held


def transfer(held: Held) -> str:
    """The text of the QR code that pays it."""
    bank, number, _ = held.facts.bank
    return vietqr.payload(bank, number, held.facts.amount, held.row.reference)


def _said(reference: str, facts: Facts) -> dict[str, str]:
    """What the wordings ask for."""
    plan = PLANS["premium"]
    bank, number, holder = facts.bank
    seller = dict(zip(("name", "tax", "address", "person", "position"), facts.seller, strict=True))
    buyer = {
        "name": facts.buyer.name, "tax": facts.buyer.tax_code or NONE_GIVEN, "address": facts.buyer.address,
        "person": facts.buyer.person, "position": facts.buyer.position,
    }  # fmt: skip
    return {
        "reference": reference, "team": facts.team, "months": str(facts.months),
        "amount": f"{facts.amount:,}".replace(",", "."), "amount_words": words.dong(facts.amount),
        "members": str(plan.members), "storage": usage.spelled(plan.storage or 0),
        "opens": str(plan.support.opens), "closes": str(plan.support.closes),
        "bank": bank, "account": number, "holder": holder,
        **{f"seller_{name}": value for name, value in seller.items()},
        **{f"buyer_{name}": _plain(value) for name, value in buyer.items()},
    }  # fmt: skip


def _plain(text: str) -> str:
    """Typed text in a line of setting.py: one line, and no mark of its own."""
    return " ".join(text.replace("**", "* *").replace("|", "/").split())


def _reserved(team: str, op: str) -> str:
    """A reference of nobody else's, the same for the same op."""
    for attempt in range(100):
        number = int.from_bytes(hashlib.sha256(f"{team}\n{op}\n{attempt}".encode()).digest()[:5])
        reference = "IZ" + "".join(LETTERS[number >> 5 * place & 31] for place in range(8))
        if rows.insert(Reference(reference, team=team)):
            return reference
        held = rows.find(Reference, reference)
        if held is not None and held.team == team:
            return reference
    raise LookupError("no free reference")


def _opened(row: Order) -> Held:
    body = keys.open_account(_context(row.team, row.reference), row.body)
    return Held(row, msgspec.json.decode(body, type=Facts))


def _sealed(team: str, reference: str, facts: Facts) -> bytes:
    return keys.seal_account(_context(team, reference), msgspec.json.encode(facts))


def _context(team: str, reference: str) -> dict[str, str]:
    return {"team": team, "order": reference}
