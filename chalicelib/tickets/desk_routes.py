"""The doors to tickets at the desk."""

from typing import cast

from msgspec import UNSET

from chalicelib.cases import keeping
from chalicelib.cases.case import Case
from chalicelib.desk import access, audit, errand
from chalicelib.desk.agent import Agent
from chalicelib.tickets import answering, view
from chalicelib.tickets.copy import Copy
from chalicelib.tickets.shapes import DeskTicket, DeskView, NewReply, WaitingTicket, WaitingTickets, said_in
from chalicelib.tickets.ticket import Facts, State, Topic
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("desk-tickets")
ONE = "/desk/tickets/{case}"
ANSWERING = access.agent("support", "finance")


@feature.route("GET", "/desk/tickets", access=ANSWERING, returns={200: WaitingTickets})
def waiting(by: Agent, ask: Ask) -> Answer:
    """The tickets that are mine to answer, those that wait for the desk first; none is opened"""
    rows = [
        WaitingTicket(
            row.id, cast(State, row.state), cast(Topic, row.topic), int(row.opened_at), int(row.changed_at),
            row.team or UNSET,
        )
        for row in answering.queue(by)
    ]  # fmt: skip
    return Answer(WaitingTickets(rows))


@feature.route("GET", ONE, access=ANSWERING, returns={200: DeskTicket}, refuses=("not_found",))
def read(by: Agent, ask: Ask) -> Answer:
    """A ticket with all that was said; its person reads that I opened it"""
    held = answering.find(by, ask.ids["case"])
    tell(by, "ticket.read", held)
    return Answer(shown(held))


@feature.route(
    "POST",
    ONE + "/entries",
    access=ANSWERING,
    body=NewReply,
    returns={201: DeskTicket},
    refuses=("not_found", "ticket_closed"),
)
def answer(by: Agent, ask: Ask) -> Answer:
    """Answer, or ask back; its person is told by mail that there is something to read"""
    held = answering.find(by, ask.ids["case"])
    tell(by, "ticket.answered", held)
    after = answering.answer(by, held, ask.op, ask.body.text, ask.body.asks)
    errand.ask(by.id, ask.op, "tell-answer", held.id)
    return Answer(shown(after), 201)


@feature.route(
    "PUT",
    ONE + "/closure",
    access=ANSWERING,
    returns={200: DeskTicket},
    refuses=("not_found", "ticket_changed"),
)
def close(by: Agent, ask: Ask) -> Answer:
    """Close a ticket; its person may open it again for 30 days"""
    held = answering.find(by, ask.ids["case"])
    tell(by, "ticket.closed", held)
    return Answer(shown(answering.close(by, held, ask.op)))


@feature.route(
    "POST",
    ONE + "/views/{view}/looks",
    access=access.agent("support"),
    returns={201: Copy},
    refuses=("not_found", "view_over"),
)
def look(by: Agent, ask: Ask) -> Answer:
    """Look at what the ticket's person shows; the team reads that I did"""
    held = answering.find(by, ask.ids["case"])
    tell(by, "view.looked", answering.must_be_shown(held, ask.ids["view"]))
    return Answer(answering.look(by, held, ask.ids["view"]), 201)


def tell(by: Agent, act: str, held: Case) -> None:
    row = held.row
    audit.tell(by.id, act, account=row.account or "", team=row.team or "", case=held.id)


def shown(held: Case) -> DeskTicket:
    facts, row = held.facts(Facts), held.row
    views, kept = [view_of(one, id) for one, id in answering.views(held)], keeping.until(row)
    return DeskTicket(
        held.id, cast(State, held.state), facts.subject, facts.topic, facts.error, facts.language,
        str(row.account), int(row.opened_at), int(row.changed_at), said_in(held), views, row.team or UNSET,
        UNSET if kept is None else kept,
    )  # fmt: skip


def view_of(held: Case | None, id: str) -> DeskView:
    if held is None:
        return DeskView(id, False)
    facts = held.facts(view.Facts)
    return DeskView(id, True, facts.project, facts.reason, facts.until, len(view.looks(held)))
