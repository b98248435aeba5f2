"""The doors to one's own tickets, and to what one shows support."""

from typing import cast

import msgspec
from msgspec import UNSET

from chalicelib.accounts.session import SignedIn
from chalicelib.cases import keeping
from chalicelib.cases.case import Case
from chalicelib.consent import receipt
from chalicelib.consent.shapes import Terms
from chalicelib.projects.project import ProjectMember
from chalicelib.tickets import ending, ticket, view
from chalicelib.tickets.shapes import (
    CopyPart,
    Granted,
    Hours,
    LookView,
    News,
    NewText,
    NewTicket,
    NewView,
    TicketRow,
    Tickets,
    TicketView,
    ViewView,
    said_in,
)
from chalicelib.tickets.ticket import Facts, State
from chalicelib.web import access, limits
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("tickets")
ONE = "/tickets/{ticket}"
VIEW = "/views/{view}"


@feature.route("GET", "/tickets", access=access.SIGNED_IN, returns={200: Tickets})
def mine(by: SignedIn, ask: Ask) -> Answer:
    """My tickets, and when support answers"""
    unseen = set(ticket.unseen(by.id))
    found = [row_of(one, one.id in unseen) for one in ticket.mine(by.id)]
    hours = [Hours(team, one.days, one.opens, one.closes) for team, one in ticket.hours(by.id).items()]
    return Answer(Tickets(found, hours))


@feature.route("GET", "/me/news", access=access.SIGNED_IN, returns={200: News})
def news(by: SignedIn, ask: Ask) -> Answer:
    """What waits for me outside my teams"""
    return Answer(News(len(ticket.unseen(by.id))))


@feature.route(
    "POST",
    "/tickets",
    access=access.SIGNED_IN,
    body=NewTicket,
    returns={201: TicketView},
    refuses=("not_found", "slow_down"),
)
def start(by: SignedIn, ask: Ask) -> Answer:
    """Ask support"""
    limits.count("ticket", ask, account=by.id)
    new: NewTicket = ask.body
    facts = Facts(new.subject, new.topic, ask.language, new.error)
    return Answer(shown(by.id, ticket.start(by, ask.op, facts, new.text, new.team)), 201)


@feature.route("GET", ONE, access=access.SIGNED_IN, returns={200: TicketView})
def read(by: SignedIn, ask: Ask) -> Answer:
    """One of my tickets, with all that was said"""
    return Answer(shown(by.id, ticket.find(by.id, ask.ids["ticket"])))


@feature.route("PUT", ONE + "/reading", access=access.SIGNED_IN, returns={204: None})
def see(by: SignedIn, ask: Ask) -> Answer:
    """I have read it as it stands"""
    ticket.see(by.id, ask.ids["ticket"])
    return Answer(status=204)


@feature.route(
    "POST",
    ONE + "/entries",
    access=access.SIGNED_IN,
    body=NewText,
    returns={201: TicketView},
    refuses=("ticket_closed", "slow_down"),
)
def write(by: SignedIn, ask: Ask) -> Answer:
    """Write on in my ticket"""
    limits.count("ticket.entry", ask, account=by.id)
    return Answer(shown(by.id, ticket.write(by.id, ask.ids["ticket"], ask.op, ask.body.text)), 201)


@feature.route(
    "PUT",
    ONE + "/closure",
    access=access.SIGNED_IN,
    returns={200: TicketView},
    refuses=("ticket_changed", "slow_down"),
)
def close(by: SignedIn, ask: Ask) -> Answer:
    """Close my ticket; what it shows support ends with it"""
    limits.count("ticket.entry", ask, account=by.id)
    held = ticket.close(by.id, ask.ids["ticket"], ask.op)
    ending.end_of_ticket(by.id, held.id)
    return Answer(shown(by.id, held))


@feature.route(
    "DELETE",
    ONE + "/closure",
    access=access.SIGNED_IN,
    returns={200: TicketView},
    refuses=("ticket_over", "ticket_changed", "slow_down"),
)
def reopen(by: SignedIn, ask: Ask) -> Answer:
    """Open my ticket again, within 30 days"""
    limits.count("ticket.entry", ask, account=by.id)
    return Answer(shown(by.id, ticket.reopen(by.id, ask.ids["ticket"], ask.op)))


@feature.route("GET", "/support-terms", access=access.ANYONE, returns={200: Terms})
def wording(_: None, ask: Ask) -> Answer:
    """What a person agrees to who lets support look at a project"""
    one = view.current()
    return Answer(Terms(one.version, one.hash, one.in_force_at, one.answer_by, one.vi, one.en))


@feature.route(
    "POST",
    "/teams/{team}/projects/{project}/views",
    access=access.project("project.show"),
    body=NewView,
    returns={201: Granted},
    refuses=("ticket_closed", "view_shared", "view_over", "wording_changed", "slow_down"),
)
def grant(by: ProjectMember, ask: Ask) -> Answer:
    """Agree to show support a copy of the project for a time; gives the signed receipt

    The copy itself follows in parts, made by the browser. Nothing is shown before all of it is there.
    """
    limits.count("view", ask, account=by.member.account.id)
    asked = msgspec.convert(msgspec.structs.asdict(ask.body), view.Asked)
    held, entered = view.grant(by, ask.op, asked)
    return Answer(Granted(held.id, held.facts(view.Facts).until, receipt.of(entered)), 201)


@feature.route(
    "PUT",
    VIEW + "/copy",
    access=access.SIGNED_IN,
    body=CopyPart,
    returns={204: None},
    refuses=("view_over", "slow_down"),
)
def fill(by: SignedIn, ask: Ask) -> Answer:
    """Send a part of the copy"""
    limits.count("view.part", ask, account=by.id)
    view.take(by.id, ask.ids["view"], ask.body.number, ask.body.text)
    return Answer(status=204)


@feature.route(
    "PUT",
    VIEW + "/sharing",
    access=access.SIGNED_IN,
    returns={204: None},
    refuses=("view_incomplete", "view_large", "view_over"),
)
def share(by: SignedIn, ask: Ask) -> Answer:
    """All parts are sent: let support look from now on"""
    view.share(by.id, ask.ids["view"])
    return Answer(status=204)


@feature.route("DELETE", VIEW, access=access.SIGNED_IN, returns={204: None})
def withdraw(by: SignedIn, ask: Ask) -> Answer:
    """Take back at once what support was shown; the copy is deleted"""
    ending.withdraw(by.id, ask.ids["view"])
    return Answer(status=204)


def row_of(held: Case, unseen: bool) -> TicketRow:
    facts, row = held.facts(Facts), held.row
    return TicketRow(
        held.id, cast(State, held.state), facts.subject, facts.topic, int(row.opened_at), int(row.changed_at), unseen,
        row.team or UNSET,
    )  # fmt: skip


def shown(account: str, held: Case) -> TicketView:
    facts, row = held.facts(Facts), held.row
    views = [seen(one, what) for one, what in view.of_ticket(account, held.id) if one.state == "open"]
    until, kept = ticket.reopens_until(held, facts), keeping.until(row)
    return TicketView(
        held.id, cast(State, held.state), facts.subject, facts.topic, facts.error, int(row.opened_at),
        int(row.changed_at), said_in(held), views, row.team or UNSET, UNSET if until is None else until,
        UNSET if kept is None else kept,
    )  # fmt: skip


def seen(held: Case, facts: view.Facts) -> ViewView:
    looks = [LookView(one.by, one.at) for one in view.looks(held)]
    return ViewView(
        held.id, cast(view.State, held.state), str(held.row.team), facts.project,
        facts.reason, facts.minutes, facts.until, looks,
    )  # fmt: skip
