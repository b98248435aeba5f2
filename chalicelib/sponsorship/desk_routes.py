"""The reviewers' doors to applications for sponsorship. Whatever they look at or do is in the desk's log before they see it."""

from datetime import datetime, timedelta

from chalicelib.billing.plan import DAY
from chalicelib.billing.standing import VIETNAM
from chalicelib.cases import case
from chalicelib.cases.case import Case
from chalicelib.clock import now
from chalicelib.desk import access, audit
from chalicelib.desk.agent import Agent
from chalicelib.refusals import Refused
from chalicelib.sponsorship import review, seen
from chalicelib.sponsorship.facts import Facts, Note
from chalicelib.sponsorship.routes import draft, handed_out, state_of
from chalicelib.sponsorship.shapes import (
    DeskFile,
    DeskNote,
    DeskSeen,
    DeskStep,
    From,
    NewProposal,
    NewWords,
    Opened,
    ProposalView,
    ReviewQueue,
    WaitingApplication,
)
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("sponsorship")
ALL = "/desk/sponsorships"
ONE = ALL + "/{case}"
PROPOSAL = ONE + "/proposals/{number}"
REVIEWERS = access.agent("reviewer")
LONGEST = 3 * 366 * DAY


@feature.route("GET", ALL, access=REVIEWERS, returns={200: ReviewQueue})
def queue(by: Agent, ask: Ask) -> Answer:
    """Everything that was handed in, the one that stood still the longest first"""
    audit.tell(by.id, "sponsorship.listed")
    lines = []
    for one in review.queue():
        facts = one.facts(Facts)
        lines.append(
            WaitingApplication(
                one.id, state_of(one, facts), facts.said.organisation, facts.said.name, int(one.row.opened_at),
                int(one.row.changed_at), facts.proposal.by if facts.proposal else "",
            )
        )  # fmt: skip
    return Answer(ReviewQueue(lines))


@feature.route("GET", ONE, access=REVIEWERS, returns={200: Opened})
def opened(by: Agent, ask: Ask) -> Answer:
    """An application, with everything but its documents"""
    return Answer(shown(by, told(by, ask, "sponsorship.opened")))


@feature.route("PUT", ONE + "/review", access=REVIEWERS, returns={200: Opened}, refuses=("not_now",))
def take_up(by: Agent, ask: Ask) -> Answer:
    """Take an application up"""
    held = told(by, ask, "sponsorship.taken")
    return Answer(shown(by, review.take_up(held.id, by.id)))


@feature.route(
    "GET",
    ONE + "/files/{file}",
    access=REVIEWERS,
    query=From,
    returns={200: bytes},
    media="application/octet-stream",
)
def document(by: Agent, ask: Ask) -> Answer:
    """A document to save: 4 MiB at most at a time"""
    held = told(by, ask, "sponsorship.document", f"{ask.ids['file'][:12]}.{ask.query.start}")
    return Answer(*handed_out(*review.look(held.id, by.id, ask.ids["file"], ask.query.start)))


@feature.route(
    "POST", ONE + "/questions", access=REVIEWERS, body=NewWords, returns={201: Opened}, refuses=("not_now",)
)
def question(by: Agent, ask: Ask) -> Answer:
    """Ask the applicant for more"""
    held = told(by, ask, "sponsorship.asked")
    return Answer(shown(by, review.ask(held.id, by.id, ask.body.words)), 201)


@feature.route("POST", ONE + "/notes", access=REVIEWERS, body=NewWords, returns={201: Opened})
def note(by: Agent, ask: Ask) -> Answer:
    """Write something down for the other reviewers"""
    held = told(by, ask, "sponsorship.noted")
    return Answer(shown(by, review.note(held.id, by.id, ask.body.words)), 201)


@feature.route(
    "POST",
    ONE + "/proposals",
    access=REVIEWERS,
    body=NewProposal,
    returns={201: Opened},
    refuses=("not_now",),
)
def propose(by: Agent, ask: Ask) -> Answer:
    """Propose to grant, refuse or revoke; another reviewer confirms"""
    asked: NewProposal = ask.body
    until = end_of(asked.until) if asked.verdict == "grant" else None
    held = told(by, ask, f"sponsorship.proposed_{asked.verdict}")
    return Answer(shown(by, review.propose(held.id, by.id, asked.verdict, asked.words, until)), 201)


@feature.route(
    "PUT",
    PROPOSAL + "/confirmation",
    access=REVIEWERS,
    returns={200: Opened},
    refuses=("not_now", "second_person"),
)
def confirm(by: Agent, ask: Ask) -> Answer:
    """Confirm what another reviewer proposed: it holds at once"""
    held = told(by, ask, "sponsorship.confirmed", ask.ids["number"][:6])
    return Answer(shown(by, review.confirm(held.id, by.id, number(ask))))


@feature.route("DELETE", PROPOSAL, access=REVIEWERS, returns={200: Opened}, refuses=("not_now",))
def drop(by: Agent, ask: Ask) -> Answer:
    """Withdraw a proposal, or decline another's"""
    held = told(by, ask, "sponsorship.dropped", ask.ids["number"][:6])
    return Answer(shown(by, review.drop(held.id, number(ask))))


def told(by: Agent, ask: Ask, act: str, note: str = "") -> Case:
    """The case that the path names, after it was written down that this agent did so."""
    held = review.find(ask.ids["case"])
    account, team = str(held.row.account or ""), str(held.row.team)
    audit.tell(by.id, act, account=account, team=team, case=held.id, note=note)
    return held


def number(ask: Ask) -> int:
    text = ask.ids["number"]
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise Refused("not_found")
    return int(text)


def end_of(day: str | None) -> int:
    """When that day ends in Vietnam, in milliseconds; Refused("invalid") unless it is within three years."""
    try:
        begins = datetime.strptime(day or "", "%Y-%m-%d").replace(tzinfo=VIETNAM)
    except ValueError as fault:
        raise Refused("invalid", field="until", reason="no_such_day") from fault
    ends = round((begins + timedelta(days=1)).timestamp() * 1000)
    if not now() < ends <= now() + LONGEST:
        raise Refused("invalid", field="until", reason="day_to_come")
    return ends


def shown(by: Agent, held: Case) -> Opened:
    facts = held.facts(Facts)
    return Opened(
        held.id, state_of(held, facts), str(held.row.team), str(held.row.account), int(held.row.opened_at), draft(facts),
        [DeskFile(one.id, one.name, one.size, one.kind) for one in facts.files if one.kind is not None],
        [DeskStep(one.state, one.at, one.by, one.words) for one in facts.steps],
        notes(held), facts.until, proposal(by, facts),
        None if facts.seen is None else DeskSeen(facts.seen.kinds, facts.seen.reviewers),
    )  # fmt: skip


def notes(held: Case) -> list[DeskNote]:
    """What reviewers wrote, and which documents they opened."""
    found = []
    for one in case.entries(held):
        said = seen.entry(one)
        words, file = (said.words, "") if isinstance(said, Note) else ("", said.file)
        found.append(DeskNote(one.by, one.at, words, file))
    return found


def proposal(by: Agent, facts: Facts) -> ProposalView | None:
    one = facts.proposal
    if one is None:
        return None
    return ProposalView(one.number, one.verdict, one.by, one.by == by.id, one.at, one.words, one.until)
