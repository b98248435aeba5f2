"""Tickets at the desk: whose turn it is, what is answered, and looking at what their people show.

Runs in the desk's process, which opens cases and nothing else. Support answers every ticket, finance those about payments.
"""

from chalicelib.cases import case
from chalicelib.cases.case import Case
from chalicelib.desk.agent import Agent
from chalicelib.ids import is_long_id
from chalicelib.refusals import Refused
from chalicelib.store.case_tables import Case as Row
from chalicelib.tickets import copy, ticket, view
from chalicelib.tickets.copy import Copy
from chalicelib.tickets.ticket import Said

# Which tickets a role answers; None is all of them.
ANSWERS: dict[str, str | None] = {"support": None, "finance": "payment"}


def queue(by: Agent) -> list[Row]:
    """The tickets that the agent answers and that are not closed, those that wait for the desk first, the one that waited
    longest before the others; none is opened."""
    found = [row for row in case.queue(ticket.KIND) if row.state != "closed" and _answers(by, row)]
    return sorted(found, key=lambda row: (row.state != "open", row.changed_at))


def find(by: Agent, id: str) -> Case:
    """A ticket; Refused: not_found, not_allowed for one that another role answers."""
    held = case.at_desk(ticket.KIND, id) if is_long_id(id) else None
    if held is None:
        raise Refused("not_found")
    if not _answers(by, held.row):
        raise Refused("not_allowed")
    return held


def answer(by: Agent, held: Case, op: str, text: str, asks: bool) -> Case:
    """Answer, or ask back; it is its person's turn then. Refused: ticket_closed."""
    if held.state == "closed":
        raise Refused("ticket_closed")
    place = case.say_once(held, by.id, Said(op, "text", text))
    return ticket.turn(lambda: find(by, held.id), place, "waiting" if asks else "answered")


def close(by: Agent, held: Case, op: str) -> Case:
    """Close it; what it shows is looked at no more, and deleted by the product's next minute. Refused: ticket_changed."""
    ticket.shut(held, by.id, op)
    return find(by, held.id)


def views(held: Case) -> list[tuple[Case | None, str]]:
    """What the ticket's person has shown so far, with its id; None for what is gone."""
    shared = (ticket.said(one) for one in case.entries(held))
    return [(_open(held, one.view), one.view) for one in shared if one.what == "shared"]


def must_be_shown(held: Case, id: str) -> Case:
    """What the person shows in this ticket now. Refused: not_found for what never was shown in it, view_over for what was
    withdrawn or is over."""
    known = {id: one for one, id in views(held)}
    if id not in known:
        raise Refused("not_found")
    found = known[id]
    if found is None:
        raise Refused("view_over")
    return found


def look(by: Agent, held: Case, id: str) -> Copy:
    """The copy, after the look was entered. The state is read once more after that: what has ended meanwhile is not shown,
    and what is shown was entered before it ended (ending.py). Refused as must_be_shown()."""
    case.say(must_be_shown(held, id), by.id, view.Looked())
    found = must_be_shown(find(by, held.id), id)
    try:
        return copy.read(found, found.facts(view.Facts).digest)
    except copy.Broken as fault:
        raise Refused("view_over") from fault


def _open(held: Case, id: str) -> Case | None:
    """The view, while it is open, its time is not over and the ticket is not closed."""
    found = case.at_desk(view.KIND, id)
    if found is None or found.state != "open" or held.state == "closed":
        return None
    facts = found.facts(view.Facts)
    return None if view.is_over(facts) or facts.ticket != held.id else found


def _answers(by: Agent, row: Row) -> bool:
    return any(ANSWERS[role] in (None, row.topic) for role in by.roles if role in ANSWERS)
