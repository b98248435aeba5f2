"""What the desk decided about a team, and what follows from it, without anyone reading the team.

One row a team holds every decision; each is one conditional write of that row, so of two agents one decides, and
whoever asked for a suspension is not the one who confirms it. What holds now is its `level`, which the look that
begins every write brings along (glance.py): it holds from the next request on, in any process, and costs no call.
"""

from typing import Literal, get_args

import msgspec

from chalicelib.abuse.reason import Reason
from chalicelib.clock import now
from chalicelib.refusals import Refused
from chalicelib.store import glance, rows
from chalicelib.store.tables import Restriction

Level = Literal["none", "warned", "limited", "suspended"]
Act = Literal["warn", "limit", "ask", "suspend", "decline", "lift"]
LEVELS: tuple[Level, ...] = get_args(Level)
# What an act makes of a team; asking and declining make nothing of it.
LEADS_TO: dict[Act, Level] = {"warn": "warned", "limit": "limited", "suspend": "suspended", "lift": "none"}


class Decision(msgspec.Struct, frozen=True):
    """One decision: its number from 1, by which agent, when (milliseconds), and the report it rests on ("" for none)."""

    number: int
    act: Act
    reason: Reason
    by: str
    at: int
    report: str = ""


class Standing(msgspec.Struct):
    """How a team stands: `held` is the decision that its level rests on, `asked` the one that waits for a second agent."""

    team: str
    level: Level = "none"
    version: int = 0
    history: list[Decision] = []

    @property
    def held(self) -> Decision | None:
        found = [one for one in self.history if LEADS_TO.get(one.act) == self.level]
        return found[-1] if found and self.level != "none" else None

    @property
    def asked(self) -> Decision | None:
        for one in reversed(self.history):
            if one.act in ("ask", "suspend", "decline", "lift"):
                return one if one.act == "ask" else None
        return None

    @property
    def last(self) -> Decision | None:
        return self.history[-1] if self.history else None


def of(team: str) -> Standing:
    """The team's standing as it is now. One engine call."""
    row = rows.find(Restriction, team)
    if row is None:
        return Standing(team)
    return Standing(
        team,
        msgspec.convert(row.level, Level),
        int(row.version),
        msgspec.json.decode(row.history, type=list[Decision]),
    )


def level(team: str) -> Level:
    """What holds for the team: in a request to write to it this costs nothing, else one engine call."""
    found: Level = msgspec.convert(glance.level(team) or "none", Level)
    return found


def must_not_be_suspended(team: str) -> None:
    if level(team) == "suspended":
        raise Refused("team_suspended")


def must_let_in(team: str, by_link: bool) -> None:
    """Refuse who wants to join a suspended team, or one whose links rest."""
    found = level(team)
    if found == "suspended":
        raise Refused("team_suspended")
    if found == "limited" and by_link:
        raise Refused("invitations_limited")


def decide(team: str, act: Act, reason: Reason, by: str, report: str = "") -> Standing:
    """Enter a decision of the agent `by`; the standing that follows. The same decision again changes nothing.

    Refused: other_agent, decided_meanwhile; the latter also for what does not follow from how the team stands.
    """
    standing = of(team)
    last = standing.last
    if last is not None and (last.act, last.by, last.report) == (act, by, report):
        return standing
    must_follow(standing, act, by)
    at = max(now(), last.at if last else 0)
    next = Standing(
        team,
        LEADS_TO.get(act, standing.level),
        standing.version + 1,
        [*standing.history, Decision(len(standing.history) + 1, act, reason, by, at, report)],
    )
    if not written(standing, next, act, by):
        raise Refused("decided_meanwhile")
    return next


def must_follow(standing: Standing, act: Act, by: str) -> None:
    """Restrictions only grow, until they are lifted; a suspension is asked for first, and confirmed by another."""
    asked = standing.asked
    if act in ("suspend", "decline"):
        if asked is None:
            raise Refused("decided_meanwhile")
        if act == "suspend" and asked.by == by:
            raise Refused("other_agent")
        return
    if act == "lift":
        allowed = standing.level != "none"
    else:
        wanted: Level = "suspended" if act == "ask" else LEADS_TO[act]
        allowed = LEVELS.index(standing.level) < LEVELS.index(wanted) and asked is None
    if not allowed:
        raise Refused("decided_meanwhile")


def written(before: Standing, after: Standing, act: Act, by: str) -> bool:
    """Put the row, on condition that it is as it was read and that nobody confirms what they asked for."""
    history = msgspec.json.encode(after.history).decode()
    asked_by = by if act == "ask" else None
    if before.version == 0:
        return rows.insert(
            Restriction(before.team, version=1, level=after.level, asked_by=asked_by, history=history)
        )
    condition = Restriction.version == before.version
    if act == "suspend":
        condition &= Restriction.asked_by.exists() & (Restriction.asked_by != by)
    actions = [
        Restriction.version.set(after.version),
        Restriction.level.set(after.level),
        Restriction.history.set(history),
        Restriction.asked_by.remove() if asked_by is None else Restriction.asked_by.set(asked_by),
    ]
    return rows.change(Restriction(before.team), actions, condition)
