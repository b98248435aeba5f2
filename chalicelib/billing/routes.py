"""The doors to a team's plan, its orders and their contracts."""

import msgspec

from chalicelib import settings
from chalicelib.billing import contract, order, payment, standing, usage, vietqr
from chalicelib.billing.plan import PLANS
from chalicelib.billing.shapes import (
    Acceptance,
    DocumentView,
    NewBuyer,
    NewOrder,
    Orders,
    OrderView,
    PlanView,
    TeamPlan,
    Transfer,
)
from chalicelib.teams.member import Member
from chalicelib.web import access, limits
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("billing")
PLAN = "/teams/{team}/plan"
ORDERS = "/teams/{team}/orders"
ONE = ORDERS + "/{order}"
# Who looks at the page wants to see what they removed just now.
FRESH = 10 * 60 * 1000


@feature.route("GET", PLAN, access=access.team("plan.read"), returns={200: TeamPlan})
def read(by: Member, ask: Ask) -> Answer:
    """The team's plan and how much of it is used"""
    held, used = standing.of(by.team), usage.stored(by.team, FRESH)
    plans = [
        PlanView(
            one.name, one.members, one.storage, one.history, one.support,
            {str(months): price for months, price in one.prices.items()},
        )
        for one in PLANS.values()
    ]  # fmt: skip
    return Answer(
        TeamPlan(
            held.plan.name, held.state, held.until, held.grace_until,
            usage.members(by.state), used.bytes, used.measured_at, plans,
        )
    )  # fmt: skip


@feature.route("GET", ORDERS, access=access.team("plan.order"), returns={200: Orders})
def orders(by: Member, ask: Ask) -> Answer:
    """The team's orders, newest first"""
    chosen = settings.current()
    return Answer(Orders(bool(chosen.bank and chosen.seller), [shown(one) for one in order.of(by.team)]))


@feature.route(
    "POST",
    ORDERS,
    access=access.team("plan.order", proven=True),
    body=NewOrder,
    returns={201: OrderView},
    refuses=("phone_needed", "ordering_closed", "slow_down"),
)
def place(by: Member, ask: Ask) -> Answer:
    """Order the Premium plan; its contracts are made at once"""
    limits.count("order", ask, team=by.team)
    buyer = msgspec.convert(msgspec.structs.asdict(ask.body.buyer), order.Buyer)
    return Answer(shown(order.create(by, ask.op, ask.body.months, buyer)), 201)


@feature.route(
    "PUT",
    ONE + "/acceptance",
    access=access.team("plan.order", proven=True),
    body=Acceptance,
    returns={200: OrderView},
    refuses=("other_documents",),
)
def accept(by: Member, ask: Ask) -> Answer:
    """Accept an order's contracts; it stands in the consent ledger"""
    return Answer(shown(order.accept(by, ask.ids["order"], msgspec.structs.asdict(ask.body))))


@feature.route(
    "GET",
    ONE + "/documents/{document}",
    access=access.team("plan.order"),
    returns={200: bytes},
    media="application/pdf",
)
def document(by: Member, ask: Ask) -> Answer:
    """A document of an order, as a PDF file"""
    held = order.find(by.team, ask.ids["order"])
    file = contract.read(by.team, held.row.reference, ask.ids["document"])
    return Answer(file, 200, {"Content-Type": "application/pdf"})


def shown(held: order.Held) -> OrderView:
    row, facts, transfer = held.row, held.facts, None
    if held.state == "to_pay":
        bank, account, holder = facts.bank
        transfer = Transfer(bank, account, holder, vietqr.drawn(order.transfer(held)))
    documents = [DocumentView(one.name, one.hash) for one in facts.documents]
    return OrderView(
        row.reference, held.state, facts.months, facts.amount, payment.total(row.reference),
        int(row.created_at), int(row.created_at) + order.OPEN,
        None if row.accepted_at is None else int(row.accepted_at),
        None if row.paid_at is None else int(row.paid_at),
        msgspec.convert(msgspec.structs.asdict(facts.buyer), NewBuyer), documents, transfer,
    )  # fmt: skip
