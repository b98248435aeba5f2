"""Finance's doors at the desk: statements, payments, how orders and teams stand, and plans that two agents decide."""

from datetime import date

from chalicelib.billing import cashier, statement
from chalicelib.billing.cashier import OrderSeen, PlanSeen
from chalicelib.billing.shapes import (
    Approvals,
    Assignment,
    NewApproval,
    NewStatement,
    StatementEntered,
    Unmatched,
)
from chalicelib.desk import access, approval, audit
from chalicelib.desk.agent import Agent
from chalicelib.desk.approval import Approval
from chalicelib.ids import is_long_id
from chalicelib.refusals import Refused
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("finance")
FINANCE = access.agent("finance")
ONE = "/desk/approvals/{approval}"


@feature.route(
    "POST",
    "/desk/payments/statement",
    access=FINANCE,
    body=NewStatement,
    returns={200: StatementEntered},
    refuses=("statement_broken", "statement_long"),
    keyed=False,
)
def enter_statement(by: Agent, ask: Ask) -> Answer:
    """Enter a bank statement; the same again enters nothing"""
    given: NewStatement = ask.body
    try:
        lines = statement.lines(given.csv, given.columns or statement.COLUMNS)
    except statement.Unreadable as fault:
        raise Refused("statement_broken", line=fault.line, what=fault.what[:80]) from fault
    if len(lines) > cashier.MOST:
        raise Refused("statement_long", limit=cashier.MOST)
    act = "payments.looked" if given.dry else "payments.entered"
    audit.tell(by.id, act, note=f"{len(lines)} lines")
    entered = cashier.enter(by.id, lines, given.dry)
    for one in entered:
        if one.team is not None and one.entered == "new":
            audit.tell(by.id, act, team=one.team, note=one.reference or "")
    return Answer(StatementEntered(entered))


@feature.route("GET", "/desk/payments/unmatched", access=FINANCE, returns={200: Unmatched})
def unmatched(by: Agent, ask: Ask) -> Answer:
    """The payments that name no order"""
    audit.tell(by.id, "payments.unmatched")
    return Answer(Unmatched(cashier.unmatched()))


@feature.route(
    "POST",
    "/desk/payments/assignments",
    access=FINANCE,
    body=Assignment,
    returns={200: OrderSeen},
    refuses=("not_found",),
    keyed=False,
)
def assign(by: Agent, ask: Ask) -> Answer:
    """Give a payment that names no order to one"""
    given: Assignment = ask.body
    audit.tell(by.id, "payments.assigned", team=cashier.team_of(given.reference), note=given.reference)
    cashier.assign(by.id, given.payment, given.reference)
    return Answer(cashier.order(given.reference))


@feature.route(
    "GET", "/desk/orders/{reference}", access=FINANCE, returns={200: OrderSeen}, refuses=("not_found",)
)
def order(by: Agent, ask: Ask) -> Answer:
    """How an order stands"""
    seen = cashier.order(ask.ids["reference"])
    audit.tell(by.id, "order.seen", team=seen.team, note=seen.reference)
    return Answer(seen)


@feature.route(
    "GET",
    "/desk/teams/{team}/plan",
    access=access.agent("finance", "reviewer"),
    returns={200: PlanSeen},
    refuses=("not_found",),
)
def plan(by: Agent, ask: Ask) -> Answer:
    """Which plan a team is on"""
    team = ask.ids["team"]
    if not is_long_id(team):
        raise Refused("not_found")
    audit.tell(by.id, "plan.seen", team=team)
    return Answer(cashier.plan(team))


@feature.route("GET", "/desk/approvals", access=FINANCE, returns={200: Approvals})
def approvals(by: Agent, ask: Ask) -> Answer:
    """What was asked for of late, and what waits for a second agent"""
    return Answer(Approvals(approval.newest()))


@feature.route("POST", "/desk/approvals", access=FINANCE, body=NewApproval, returns={201: Approval})
def ask_for(by: Agent, ask: Ask) -> Answer:
    """Ask that a team is put on a plan, or that what was granted ends; another agent confirms"""
    given: NewApproval = ask.body
    if given.until is not None:
        try:
            date.fromisoformat(given.until)
        except ValueError as fault:
            raise Refused("invalid", field="until", reason="pattern") from fault
    note = " ".join(part for part in (given.plan, given.until) if part)
    audit.tell(by.id, f"{given.what}.asked", team=given.team, note=note)
    return Answer(approval.ask(by.id, ask.op, given.what, given.team, note), 201)


@feature.route(
    "POST",
    ONE + "/confirmation",
    access=FINANCE,
    returns={200: Approval},
    refuses=("second_agent", "decided"),
    keyed=False,
)
def confirm(by: Agent, ask: Ask) -> Answer:
    """Confirm what another agent asked for; it is done within a minute"""
    found = approval.find(ask.ids["approval"])
    audit.tell(by.id, f"{found.what}.confirmed", team=found.team, note=found.note or "")
    return Answer(approval.confirm(by.id, found.id))


@feature.route("DELETE", ONE, access=FINANCE, returns={200: Approval}, refuses=("decided",), keyed=False)
def decline(by: Agent, ask: Ask) -> Answer:
    """Turn it down, or take back what I asked for"""
    found = approval.find(ask.ids["approval"])
    audit.tell(by.id, f"{found.what}.declined", team=found.team, note=found.note or "")
    return Answer(approval.decline(by.id, found.id))
