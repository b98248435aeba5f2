"""An application as the reviewers see it: taken up, asked about, and decided by two of them.

One proposes, another confirms. That it is another is a condition of the very write that decides: whoever proposed stands
in the case's row, and the write fails for them whatever was read before.
"""

from collections.abc import Callable, Collection

from chalicelib.cases import case, files
from chalicelib.cases.case import Case
from chalicelib.clock import now
from chalicelib.ids import is_long_id
from chalicelib.refusals import Refused
from chalicelib.sponsorship import following, seen, upload
from chalicelib.sponsorship.facts import (
    LEADS,
    ROUNDS,
    Facts,
    File,
    Looked,
    Note,
    Proposal,
    State,
    Step,
    Verdict,
)
from chalicelib.sponsorship.following import KIND
from chalicelib.store.busy import Busy

TRIES = 10
OPEN: tuple[State, ...] = ("submitted", "review", "more")


def queue() -> list[Case]:
    """Everything that was handed in, decided or not, the longest waiting first."""
    rows = [row for row in case.queue(KIND) if row.state != "draft" and row.account is not None]
    opened = (case.at_desk(KIND, str(row.id)) for row in sorted(rows, key=lambda row: int(row.changed_at)))
    return [one for one in opened if one is not None]


def find(id: str) -> Case:
    """One of them; Refused("not_found") for a draft too."""
    held = case.at_desk(KIND, id) if is_long_id(id) else None
    if held is None or held.state == "draft":
        raise Refused("not_found")
    return held


def take_up(id: str, agent: str) -> Case:
    """Say that the review has begun."""

    def begin(facts: Facts) -> State:
        facts.steps.append(Step("review", now(), agent))
        return "review"

    return _change(id, ("submitted",), begin)


def look(id: str, agent: str, file: str, start: int) -> tuple[File, bytes]:
    """A piece of a document; that this reviewer opened it is entered in the case."""
    held = find(id)
    found = upload.piece(held, file, start)
    if start == 0:
        case.say(held, agent, Looked(file))
    return found


def ask(id: str, agent: str, words: str) -> Case:
    """Ask the applicant for more."""

    def put(facts: Facts) -> State:
        if sum(one.state == "more" for one in facts.steps) >= ROUNDS:
            raise Refused("not_now")
        facts.steps.append(Step("more", now(), agent, words))
        return "more"

    return _change(id, ("submitted", "review"), put)


def note(id: str, agent: str, words: str) -> Case:
    """Write something down for the other reviewers; it is part of the case, which its applicant may have told."""
    held = find(id)
    case.say(held, agent, Note(words))
    return held


def propose(id: str, agent: str, verdict: Verdict, words: str, until: int | None) -> Case:
    """Propose what another is to confirm. Refused("not_now") while something is proposed, or where it does not fit."""
    states = ("granted",) if verdict == "revoke" else OPEN

    def put(facts: Facts) -> None:
        ended = verdict == "revoke" and facts.until is not None and facts.until <= now()
        if facts.proposal is not None or ended:
            raise Refused("not_now")
        facts.proposals += 1
        facts.proposal = Proposal(facts.proposals, verdict, agent, now(), words, until)

    return _change(id, states, put, proposed_by=agent)


def drop(id: str, number: int) -> Case:
    """Withdraw a proposal, or decline it."""

    def take_out(facts: Facts) -> None:
        _proposed(facts, number)
        facts.proposal = None

    return _change(id, (*OPEN, "granted"), take_out)


def confirm(id: str, agent: str, number: int) -> Case:
    """Decide as somebody else proposed; at once the documents are deleted, and the plan holds from
    the product's next minute: the desk changes nothing of a team. Refused: second_person."""
    for _ in range(TRIES):
        held = find(id)
        facts = held.facts(Facts)
        proposal = _proposed(facts, number)
        state = LEADS[proposal.verdict]
        at = now()
        facts.proposal = None
        facts.steps.append(Step(state, at, agent, proposal.words))
        facts.until = at if state == "revoked" else proposal.until
        seen.put(held, facts)
        following.look_at(id, at)
        if case.change(held, state, facts, proposed_by="", confirmed_by=agent):
            files.drop_all(held.id)
            return held
        if proposal.by == agent:
            raise Refused("second_person")
    raise Busy(1.0, "the application is written to from many sides")


def _proposed(facts: Facts, number: int) -> Proposal:
    if facts.proposal is None or facts.proposal.number != number:
        raise Refused("not_now")
    return facts.proposal


def _change(
    id: str, states: Collection[str], alter: Callable[[Facts], State | None], proposed_by: str = ""
) -> Case:
    """Change one that is in one of these states. Whatever was proposed before is off, unless `alter` proposes it."""
    following.look_at(id, now())
    for _ in range(TRIES):
        held = find(id)
        if held.state not in states:
            raise Refused("not_now")
        facts = held.facts(Facts)
        state = alter(facts)
        if state is not None:
            facts.proposal = None
        if case.change(held, state or held.state, facts, proposed_by=proposed_by):
            return held
    raise Busy(1.0, "the application is written to from many sides")
