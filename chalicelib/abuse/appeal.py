"""Appeals: a team's owner answers a decision of the desk in their own words, once; another agent than who decided
answers them. Only these two read it.
"""

from typing import Annotated, Literal

import msgspec

from chalicelib.abuse import restriction
from chalicelib.abuse.reason import Reason
from chalicelib.abuse.restriction import Level
from chalicelib.cases import case, keeping
from chalicelib.cases.case import Case
from chalicelib.ids import long_id_from
from chalicelib.refusals import Refused
from chalicelib.teams.member import Member

State = Literal["open", "upheld", "granted"]
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=4_000, pattern=r"\S")]


class Facts(msgspec.Struct):
    """What is sealed: what is appealed against, the owner's words, and the desk's answer with who gave it ("" while there is none)."""

    team: str
    decision: int
    level: Level
    reason: Reason
    words: str
    op: str
    answer: str = ""
    answered_by: str = ""


class Appealed(msgspec.Struct):
    """An appeal as the owner sees it; answered, it is deleted at `kept_until`. Times in milliseconds."""

    state: State
    words: str
    opened_at: int
    answer: str = ""
    answered_at: int | None = None
    kept_until: int | None = None


def place(team: str, decision: int) -> str:
    """The id of the one appeal against a decision."""
    return long_id_from(team, "appeal", str(decision))


def make(by: Member, op: str, words: str) -> Case:
    """Appeal against the decision in force; Refused: nothing_to_appeal, appealed."""
    standing = restriction.of(by.team)
    held = standing.held
    if held is None:
        raise Refused("nothing_to_appeal")
    facts = Facts(by.team, held.number, standing.level, held.reason, words.strip(), op)
    try:
        made = case.start(
            "appeal", by.account.id, "open", facts, team=by.team, id=place(by.team, held.number)
        )
    except ValueError as of_who_owned_it_before:
        raise Refused("appealed") from of_who_owned_it_before
    if made.facts(Facts).op != op:
        raise Refused("appealed")
    return made


def of(by: Member, decision: int) -> Appealed | None:
    """The appeal of this owner against a decision."""
    found = case.by_account("appeal", place(by.team, decision), by.account.id)
    if found is None:
        return None
    facts = found.facts(Facts)
    answered = None if found.state == "open" else int(found.row.changed_at)
    return Appealed(
        msgspec.convert(found.state, State),
        facts.words,
        int(found.row.opened_at),
        facts.answer,
        answered,
        keeping.until(found.row),
    )
