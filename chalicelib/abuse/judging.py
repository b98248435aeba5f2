"""What the desk does with a report or an appeal: it looks whether the proof holds, decides, and has the owner told.

Every step may be repeated after an answer that was lost: what was decided is found decided.
"""

from typing import Annotated, Literal

import msgspec

from chalicelib.abuse import appeal, proof, report, restriction
from chalicelib.abuse.proof import Attached, Seen, Verdict
from chalicelib.abuse.reason import Reason
from chalicelib.abuse.restriction import LEADS_TO, Act, Decision, Level, Standing
from chalicelib.cases import case, keeping
from chalicelib.cases.case import Case, Kind
from chalicelib.desk import errand
from chalicelib.refusals import Refused
from chalicelib.store import signing

Note = Annotated[str, msgspec.Meta(max_length=4_000)]
Choice = Literal["dismiss", "warn", "limit", "ask"]
STATES: dict[Choice, report.State] = {
    "dismiss": "dismissed",
    "warn": "acted",
    "limit": "acted",
    "ask": "asked",
}
TOLD: dict[Level, str] = {
    "none": "lifted", "warned": "warned", "limited": "limited", "suspended": "suspended",
}  # fmt: skip


class WaitingReport(msgspec.Struct):
    """A row of the desk's list; times in milliseconds."""

    id: str
    state: str
    team: str
    opened_at: int
    changed_at: int


class Remark(msgspec.Struct):
    """What an agent wrote down in a report, for the desk alone."""

    text: str


class Noted(msgspec.Struct):
    """A remark as it is shown: `by` is an agent's id, `at` milliseconds."""

    number: int
    by: str
    at: int
    text: str


class TeamStanding(msgspec.Struct):
    """How a team stands with the desk: its level, who asked for a suspension that waits, and every decision."""

    team: str
    level: Level
    asked_by: str | None
    history: list[Decision]


class Judged(msgspec.Struct):
    """A report as the desk reads it. `verdict`: whether the proof holds; `role`: the reporter's at that time.
    Decided, it is deleted at `kept_until`."""

    id: str
    state: str
    opened_at: int
    reason: Reason
    words: str
    attached: list[Attached]
    seen: list[Seen]
    role: str
    signed_at: str
    verdict: Verdict
    notes: list[Noted]
    standing: TeamStanding
    kept_until: int | None


class Contested(msgspec.Struct):
    """An appeal as the desk reads it: the decision it is against, the owner's words, the answer if there is one.
    Answered, it is deleted at `kept_until`."""

    id: str
    state: str
    opened_at: int
    decision: int
    level: Level
    reason: Reason
    words: str
    answer: str
    standing: TeamStanding
    kept_until: int | None


def queue(kind: Kind) -> list[WaitingReport]:
    """Every report or appeal, the oldest first; none is opened."""
    rows = sorted(case.queue(kind), key=lambda row: (int(row.opened_at), row.id))
    return [
        WaitingReport(row.id, row.state, row.team or "", int(row.opened_at), int(row.changed_at))
        for row in rows
    ]


def found(kind: Kind, id: str) -> Case:
    """Opened for the desk; Refused("not_found")."""
    one = case.at_desk(kind, id)
    if one is None:
        raise Refused("not_found")
    return one


def team_of(one: Case) -> str:
    return str(one.row.team)


def standing_of(team: str) -> TeamStanding:
    held = restriction.of(team)
    return TeamStanding(team, held.level, held.asked.by if held.asked else None, held.history)


def read(one: Case) -> Judged:
    """The report with the verdict on its proof, by the published keys."""
    facts = one.facts(report.Facts)
    team, said = team_of(one), facts.proof.receipt
    notes = [
        Noted(entry.number, entry.by, entry.at, msgspec.json.decode(entry.body, type=Remark).text)
        for entry in case.entries(one)
    ]
    return Judged(
        one.id, one.state, int(one.row.opened_at), facts.reason, facts.words, facts.attached, said.seen, said.role,
        said.at, proof.verdict(facts.proof, one.id, team, facts.attached, signing.published()),
        notes, standing_of(team), keeping.until(one.row),
    )  # fmt: skip


def contested(one: Case) -> Contested:
    facts = one.facts(appeal.Facts)
    return Contested(
        one.id, one.state, int(one.row.opened_at), facts.decision, facts.level, facts.reason, facts.words,
        facts.answer, standing_of(facts.team), keeping.until(one.row),
    )  # fmt: skip


def decide(one: Case, op: str, choice: Choice, reason: Reason, note: str, by: str) -> None:
    """Decide a report; Refused: decided_meanwhile, also for one that is decided. Only a proof that holds leads to
    anything but a dismissal: Refused("unproven")."""
    state = STATES[choice]
    if one.state == state and _mine(one, choice, by):
        _tell(by, op, team_of(one), restriction.of(team_of(one)), choice)
        return
    if one.state != "open":
        raise Refused("decided_meanwhile")
    if choice != "dismiss":
        if read(one).verdict != "genuine":
            raise Refused("unproven")
        held = restriction.decide(team_of(one), choice, reason, by, one.id)
        _tell(by, op, team_of(one), held, choice)
    _move(one, state, note, by)


def confirm(team: str, op: str, note: str, by: str) -> None:
    """Suspend the team, as another agent asked for; Refused: other_agent, decided_meanwhile."""
    _second(team, op, "suspend", "acted", note, by)


def decline(team: str, op: str, note: str, by: str) -> None:
    """Do not suspend it; its report is open again."""
    _second(team, op, "decline", "open", note, by)


def lift(team: str, op: str, by: str, about: str = "") -> None:
    """Let the team go on as before; `about` names the appeal that was granted."""
    held = restriction.of(team)
    last = held.last
    if held.level == "none" and not (last and (last.act, last.by, last.report) == ("lift", by, about)):
        raise Refused("decided_meanwhile")
    reason = held.held.reason if held.held else "other"
    _tell(by, op, team, restriction.decide(team, "lift", reason, by, about), "lift")


def answer(one: Case, op: str, grant: bool, words: str, by: str) -> None:
    """Answer an appeal in words for the owner; granted, the restriction is lifted. Refused: other_agent for whoever took
    part in the decision, decided_meanwhile."""
    facts = one.facts(appeal.Facts)
    if by in _deciders(restriction.of(facts.team), facts.decision):
        raise Refused("other_agent")
    state: appeal.State = "granted" if grant else "upheld"
    facts.answer, facts.answered_by = words.strip(), by
    known = one.facts(appeal.Facts)
    repeated = (one.state, known.answer, known.answered_by) == (state, facts.answer, by)
    if not repeated and (one.state != "open" or not case.change(one, state, facts)):
        raise Refused("decided_meanwhile")
    held = restriction.of(facts.team).held
    if not grant:
        errand.ask(by, op, "tell-owner", facts.team, note="upheld")
    elif repeated or (held is not None and held.number == facts.decision):
        lift(facts.team, op, by, one.id)


def _second(
    team: str, op: str, act: Literal["suspend", "decline"], state: report.State, note: str, by: str
) -> None:
    before = restriction.of(team)
    asked = before.asked or before.last
    if asked is None:
        raise Refused("decided_meanwhile")
    held = restriction.decide(team, act, asked.reason, by, asked.report)
    _tell(by, op, team, held, act)
    one = case.at_desk("report", asked.report)
    if one is not None and one.state == "asked":
        _move(one, state, note, by)


def _move(one: Case, state: report.State, note: str, by: str) -> None:
    if not case.change(one, state):
        raise Refused("decided_meanwhile")
    if note.strip():
        case.say(one, by, Remark(note.strip()))


def _mine(one: Case, choice: Choice, by: str) -> bool:
    """Whether this agent decided just this already."""
    last = restriction.of(team_of(one)).last
    return last is not None and (last.act, last.by, last.report) == (choice, by, one.id)


def _tell(by: str, op: str, team: str, held: Standing, act: Act | Choice) -> None:
    """Have the owner told by mail; asking for a suspension and declining it change nothing for them."""
    if act in LEADS_TO:
        errand.ask(by, op, "tell-owner", team, note=TOLD[held.level])


def _deciders(held: Standing, number: int) -> set[str]:
    """Who decided it, and for a suspension who asked for it."""
    found: set[str] = set()
    for one in held.history[:number]:
        if one.act == "ask":
            found = {one.by}
        elif one.number == number:
            return found | {one.by} if one.act == "suspend" else {one.by}
    return found
