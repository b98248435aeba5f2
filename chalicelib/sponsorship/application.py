"""An application as its team's owner makes and follows it. One at a time: the next begins when this one is over.

It is a case: its applicant and the reviewers open it, nobody else does, another owner of the team included.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from chalicelib.billing import standing
from chalicelib.cases import case, files
from chalicelib.cases.case import Case
from chalicelib.clock import now
from chalicelib.consent import ledger, wording
from chalicelib.consent.ledger import Act, Action
from chalicelib.ids import is_long_id, long_id_from
from chalicelib.refusals import Refused
from chalicelib.sponsorship import following, seen
from chalicelib.sponsorship.facts import (
    PATIENCE,
    UNDECIDED,
    WRITABLE,
    Facts,
    Said,
    State,
    Step,
)
from chalicelib.sponsorship.following import KIND
from chalicelib.store import rows
from chalicelib.store.busy import Busy
from chalicelib.store.tables import OwnCase
from chalicelib.teams.member import Member

WORDINGS = Path(__file__).parent / "wordings"
TRIES = 10


def terms() -> wording.Wording:
    """What the applicant consents to about the documents, as it is in force."""
    return [one for one in wording.read(WORDINGS)[KIND] if one.in_force_at <= now()][-1]


def of(by: Member) -> list[Case]:
    """The applications of this team that the member made, the newest first."""
    found = [row for row in case.of_account(by.account.id, KIND) if row.team == by.team]
    opened = (case.by_account(KIND, row.id, by.account.id) for row in found)
    return sorted((one for one in opened if one is not None), key=lambda one: -int(one.row.opened_at))


def find(by: Member, id: str) -> Case:
    """One of them; Refused("not_found")."""
    held = case.by_account(KIND, id, by.account.id) if is_long_id(id) else None
    if held is None or held.row.team != by.team:
        raise Refused("not_found")
    return held


def begin(by: Member) -> Case:
    """The application that is open, or a new one, which starts from what the last one said."""
    mine = of(by)
    for one in mine:
        if one.state in UNDECIDED:
            return one
    said = mine[0].facts(Facts).said if mine else Said()
    # By how many there were: of two that begin at once there is one.
    id = long_id_from(KIND, by.team, by.account.id, str(len(mine)))
    following.look_at(id, now() + PATIENCE)
    return case.start(KIND, by.account.id, "draft", Facts(said), team=by.team, id=id)


def write(by: Member, id: str, said: Said) -> Case:
    """Keep what the organisation says about itself; nothing of it needs to be complete yet."""

    def put(facts: Facts) -> None:
        facts.said = said

    return change(by, id, ("draft",), put)


def submit(by: Member, id: str, version: str, hash: str) -> Case:
    """Hand it in, with consent to how the documents are used. Refused: invalid, documents_needed, wording_changed."""
    held, current = find(by, id), terms()
    if held.state != "draft":
        raise Refused("not_now")
    complete(held.facts(Facts))
    if (version, hash) != (current.version, current.hash):
        raise Refused("wording_changed", terms={"version": current.version, "hash": current.hash})
    _consent(by, id, "accepted", current)
    following.look_at(id, now() + PATIENCE)

    def hand_in(facts: Facts) -> State:
        complete(facts)
        return _waits(facts, "")

    return change(by, id, ("draft",), hand_in)


def answer(by: Member, id: str, words: str) -> Case:
    """Answer what the reviewers asked; what was attached meanwhile goes with it."""
    find(by, id)
    following.look_at(id, now() + PATIENCE)

    def say(facts: Facts) -> State:
        complete(facts)
        return _waits(facts, words)

    return change(by, id, ("more",), say)


def withdraw(by: Member, id: str) -> None:
    """Take it back, and the consent with it: the documents are deleted. A draft goes without a trace."""
    held = find(by, id)
    if held.state == "draft":
        case.forget(KIND, id)
        rows.remove(OwnCase(by.account.id, id))
        return

    def take_back(facts: Facts) -> State:
        seen.put(held, facts)
        facts.steps.append(Step("withdrawn", now(), case.ACCOUNT))
        return "withdrawn"

    change(by, id, UNDECIDED, take_back)
    files.drop_all(id)
    _consent(by, id, "withdrawn", terms())


def shown_state(held: Case, facts: Facts) -> str:
    """The state as people are told it: what was granted ends by itself."""
    over = held.state == "granted" and facts.until is not None and now() >= facts.until
    return "ended" if over else held.state


def change(by: Member, id: str, states: Collection[str], alter: Callable[[Facts], State | None]) -> Case:
    """Change one that is in one of these states; Refused: not_found, not_now, and what `alter` refuses.

    Whatever was proposed about it is off, since it was another application that somebody looked at.
    """
    for _ in range(TRIES):
        held = find(by, id)
        if held.state not in states:
            raise Refused("not_now")
        facts = held.facts(Facts)
        state = alter(facts) or held.state
        facts.proposal = None
        if case.change(held, state, facts, proposed_by=""):
            return held
    raise Busy(1.0, "the application is written to from many sides")


def complete(facts: Facts) -> None:
    """Refused("invalid") naming the first field that is empty, or documents_needed."""
    for name in ("organisation", "name", "registration", "activity", "role"):
        if not getattr(facts.said, name).strip():
            raise Refused("invalid", field=name, reason="blank")
    if not facts.files or any(one.kind is None for one in facts.files):
        raise Refused("documents_needed")


def plan_until(by: Member) -> int | None:
    """Until when the team is sponsored; None when it is not."""
    held = standing.of(by.team)
    return held.until if held.plan.name == "sponsored" and held.state == "running" else None


def writable(held: Case) -> bool:
    return held.state in WRITABLE


def _waits(facts: Facts, words: str) -> State:
    facts.waiting_since = now()
    facts.steps.append(Step("submitted", now(), case.ACCOUNT, words))
    return "submitted"


def _consent(by: Member, id: str, action: Action, held: wording.Wording) -> None:
    act = Act("sponsorship", action, held.version, held.hash, now(), about=id)
    ledger.append(by.account.id, f"sponsorship-{id}-{action}", lambda kept: act)
