"""What the doors of tickets take in and give back, to their people and at the desk."""

from typing import Annotated, Literal

import msgspec

from chalicelib.billing.plan import Days
from chalicelib.cases.case import Case
from chalicelib.consent.receipt import Signed
from chalicelib.ids import LONG
from chalicelib.tickets import copy, ticket
from chalicelib.tickets.copy import Digest
from chalicelib.tickets.ticket import State, Topic, What
from chalicelib.tickets.view import State as ViewState

Subject = Annotated[str, msgspec.Meta(min_length=1, max_length=120, pattern=r"\S")]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=5000, pattern=r"\S")]
Id = Annotated[str, msgspec.Meta(pattern=LONG, max_length=22)]
# As an answer's request_id: API Gateway's UUID.
ErrorId = Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Za-z_.:-]{0,64}$", max_length=64)]


class NewTicket(msgspec.Struct, forbid_unknown_fields=True):
    """`error` is the id of the request that failed; `team` the one it is about."""

    subject: Subject
    topic: Topic
    text: Text
    error: ErrorId = ""
    team: Id | None = None


class NewText(msgspec.Struct, forbid_unknown_fields=True):
    text: Text


class NewReply(msgspec.Struct, forbid_unknown_fields=True):
    """The desk's; `asks`: it waits for the person's answer."""

    text: Text
    asks: bool = False


class SaidView(msgspec.Struct):
    """One entry. `by` is "account" or the opaque id of an agent; `text` of an ended view says why."""

    number: int
    by: str
    at: int
    what: What
    text: str
    view: str


class LookView(msgspec.Struct):
    """One look by an agent, an opaque id."""

    agent: str
    at: int


class ViewView(msgspec.Struct):
    """What support is shown: which project of which team, why, until when (milliseconds), and who looked when."""

    id: str
    state: ViewState
    team: str
    project: str
    reason: str
    minutes: int
    until: int
    looks: list[LookView]


class TicketRow(msgspec.Struct):
    id: str
    state: State
    subject: str
    topic: Topic
    opened_at: int
    changed_at: int
    unseen: bool
    team: str | msgspec.UnsetType = msgspec.UNSET


class Hours(msgspec.Struct):
    """When somebody answers, hours in Vietnam's time: with this team's plan, or "" without a team."""

    team: str
    days: Days
    opens: int
    closes: int


class Tickets(msgspec.Struct):
    """My tickets, the one that changed last first."""

    tickets: list[TicketRow]
    hours: list[Hours]


class TicketView(msgspec.Struct):
    """A ticket with all that was said. `reopens_until` when it is closed: until then it can be opened again, and
    it is deleted at `kept_until`."""

    id: str
    state: State
    subject: str
    topic: Topic
    error: str
    opened_at: int
    changed_at: int
    said: list[SaidView]
    views: list[ViewView]
    team: str | msgspec.UnsetType = msgspec.UNSET
    reopens_until: int | msgspec.UnsetType = msgspec.UNSET
    kept_until: int | msgspec.UnsetType = msgspec.UNSET


class News(msgspec.Struct):
    """How many tickets say something that I have not read."""

    tickets: int


class NewView(msgspec.Struct, forbid_unknown_fields=True):
    """A copy that is about to be sent in so many parts: `digest` is the SHA-256 of all of it."""

    ticket: Id
    minutes: Literal[15, 60, 240, 1440]
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=300, pattern=r"\S")]
    parts: Annotated[int, msgspec.Meta(ge=1, le=copy.PARTS_AT_MOST)]
    digest: Digest
    version: Annotated[str, msgspec.Meta(max_length=20)]
    hash: Annotated[str, msgspec.Meta(max_length=64)]


class Granted(msgspec.Struct):
    """The view to send the copy to, until when it can be looked at, and the receipt of the consent."""

    view: str
    until: int
    receipt: Signed


class CopyPart(msgspec.Struct, forbid_unknown_fields=True):
    """One part of the copy, counted from 0."""

    number: Annotated[int, msgspec.Meta(ge=0, lt=copy.PARTS_AT_MOST)]
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=copy.PART_AT_MOST)]


class WaitingTicket(msgspec.Struct):
    """A ticket as the queue knows it, unopened."""

    id: str
    state: State
    topic: Topic
    opened_at: int
    changed_at: int
    team: str | msgspec.UnsetType = msgspec.UNSET


class WaitingTickets(msgspec.Struct):
    tickets: list[WaitingTicket]


class DeskView(msgspec.Struct):
    """What was shown in a ticket; of what is not `open` any more only its id is left."""

    id: str
    open: bool
    project: str = ""
    reason: str = ""
    until: int = 0
    looks: int = 0


class DeskTicket(msgspec.Struct):
    """A ticket at the desk. `account`, `team` and a view's `project` are opaque ids; closed, it is deleted at `kept_until`."""

    id: str
    state: State
    subject: str
    topic: Topic
    error: str
    language: str
    account: str
    opened_at: int
    changed_at: int
    said: list[SaidView]
    views: list[DeskView]
    team: str | msgspec.UnsetType = msgspec.UNSET
    kept_until: int | msgspec.UnsetType = msgspec.UNSET


def said_in(held: Case) -> list[SaidView]:
    """Everything said in a ticket, in order."""
    both = ((one, ticket.said(one)) for one in ticket.entries(held))
    return [SaidView(one.number, one.by, one.at, told.what, told.text, told.view) for one, told in both]
