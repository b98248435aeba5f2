"""What the doors of plans take in and give back."""

from typing import Annotated, Literal

import msgspec

from chalicelib.billing import cashier, contract, order
from chalicelib.billing.plan import Name, Support
from chalicelib.billing.standing import State
from chalicelib.desk.approval import Approval
from chalicelib.ids import LONG


class PlanView(msgspec.Struct):
    """A plan of the table; null is no limit. `storage` in bytes, `history` in days, `prices` VND by months."""

    name: Name
    members: int | None
    storage: int | None
    history: int | None
    support: Support
    prices: dict[str, int]


class TeamPlan(msgspec.Struct):
    """The team's plan, how much of it is used, and what else there is. Times in milliseconds, null when nothing ends."""

    name: Name
    state: State
    until: int | None
    grace_until: int | None
    members: int
    storage: int
    measured_at: int
    plans: list[PlanView]


def _text(most: int) -> msgspec.Meta:
    return msgspec.Meta(min_length=1, max_length=most, pattern=r"\S")


class NewBuyer(msgspec.Struct, forbid_unknown_fields=True):
    """Who buys, as it is to stand in the contract; a person's own name where there is no organisation."""

    name: Annotated[str, _text(150)]
    address: Annotated[str, _text(250)]
    person: Annotated[str, _text(80)]
    position: Annotated[str, _text(80)]
    tax_code: Annotated[str, msgspec.Meta(max_length=20)] = ""


class NewOrder(msgspec.Struct, forbid_unknown_fields=True):
    months: Literal[1, 12]
    buyer: NewBuyer


Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$", max_length=64)]


class Acceptance(msgspec.Struct, forbid_unknown_fields=True):
    """The hashes of the files that were read."""

    service: Hash
    confidentiality: Hash


class DocumentView(msgspec.Struct):
    name: contract.Name
    hash: str


class Transfer(msgspec.Struct):
    """How to pay: the code of the bank (BIN), where to, and the QR code as SVG."""

    bank: str
    account: str
    holder: str
    qr: str


class OrderView(msgspec.Struct):
    """An order. `reference` is the text of the transfer; `paid` the đồng that came in; `transfer` while it is to pay."""

    reference: str
    state: order.State
    months: int
    amount: int
    paid: int
    created_at: int
    open_until: int
    accepted_at: int | None
    paid_at: int | None
    buyer: NewBuyer
    documents: list[DocumentView]
    transfer: Transfer | None


class Orders(msgspec.Struct):
    """`open`: whether ordering is possible here at all."""

    open: bool
    orders: list[OrderView]


TeamId = Annotated[str, msgspec.Meta(pattern=LONG)]
ReferenceText = Annotated[str, msgspec.Meta(pattern=r"^IZ[2-9A-HJ-NP-Z]{8}$")]
Column = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


class NewStatement(msgspec.Struct, forbid_unknown_fields=True):
    """A bank statement as CSV; `columns` are what it calls id, amount, at and text. `dry`: only say what it would do."""

    csv: Annotated[str, msgspec.Meta(min_length=1, max_length=200_000)]
    columns: Annotated[list[Column], msgspec.Meta(min_length=4, max_length=4)] | None = None
    dry: bool = False


class StatementEntered(msgspec.Struct):
    lines: list[cashier.Entered]


class Unmatched(msgspec.Struct):
    payments: list[cashier.UnmatchedPayment]


class Assignment(msgspec.Struct, forbid_unknown_fields=True):
    """The payment by its id in the list of those that name no order, and the order's reference."""

    payment: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}$")]
    reference: ReferenceText


class NewApproval(msgspec.Struct, forbid_unknown_fields=True):
    """What a second agent is to confirm. `until`: the last day of a grant, in Vietnam; without, it does not end."""

    what: Literal["grant-plan", "revoke-plan"]
    team: TeamId
    plan: Literal["premium", "sponsored", "dedicated"]
    until: (
        Annotated[str, msgspec.Meta(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")] | None
    ) = None


class Approvals(msgspec.Struct):
    """The newest first."""

    approvals: list[Approval]
