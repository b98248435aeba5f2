"""Looks: that support looked at a copy of a project, in the feed of the team whose it is.

The desk opens no team's log. It enters each look in the view before it shows anything; whoever serves people carries it
into the team's log from there, under an id made of the view and the entry's number: however often that is tried, and
wherever it was cut off, a look stands there once.
"""

from typing import Literal

from chalicelib.cases.case import Case
from chalicelib.ids import short_id_from
from chalicelib.store import space
from chalicelib.store.failures import Erased
from chalicelib.store.records import Record
from chalicelib.store.reducer import Change
from chalicelib.store.space import Proposal, State
from chalicelib.teams.member import accepted
from chalicelib.tickets import view


class Look(Record, kind="look", set="board"):
    """That an agent, an opaque id, looked `at` (milliseconds) at a copy of the project. The record's id begins with the
    project's, by which the feed knows who may be told."""

    project: str
    agent: str
    role: Literal["support"]
    at: int


def carry(held: Case, facts: view.Facts) -> int:
    """Enter in the team's log what was looked at and does not stand there yet; how many. A team that was erased has no
    log any more."""
    team = str(held.row.team)
    looked = view.looks(held)
    if not looked:
        return 0
    try:
        known = space.state(team)
        missing = [one for one in looked if known.get("look", _id(held, facts, one.number)) is None]
        for one in missing:
            fields = {"project": facts.project, "agent": one.by, "role": "support", "at": one.at}
            _enter(team, _id(held, facts, one.number), facts.member, fields)
    except Erased:
        return 0
    return len(missing)


def _enter(team: str, id: str, member: str, fields: dict[str, object]) -> None:
    def decide(state: State) -> list[Change]:
        return [] if state.get("look", id) is not None else [{"kind": "look", "id": id, "set": fields}]

    proposal = Proposal(f"look-{id.partition('.')[2]}", None, member, "look.enter", decide, exclusive=True)
    accepted(space.commit(team, [proposal])[0])


def _id(held: Case, facts: view.Facts, number: int) -> str:
    return f"{facts.project}.{short_id_from(held.id, str(number))}"
