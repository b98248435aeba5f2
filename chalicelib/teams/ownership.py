"""Owning a team: which teams somebody owns, who may take one over, and how an account that is erased parts from its teams.

A team is never left without an owner: if the owner did not hand it over, it goes to the admin, else the member, who has
been in it longest. A team in which nobody is left who could own it is erased with its keys.
"""

from collections.abc import Mapping
from typing import Any

from chalicelib.accounts import seat
from chalicelib.accounts.session import SignedIn
from chalicelib.clock import now
from chalicelib.store import keys, space
from chalicelib.store.failures import Erased
from chalicelib.store.reducer import Change
from chalicelib.store.space import Proposal, State
from chalicelib.teams import team as teams
from chalicelib.teams.member import Member, accepted, place_of

# Who comes first when a team has to find another owner; guests never own one.
HEIRS = ("admin", "member")


def owned(account: SignedIn) -> list[Member]:
    """The account's places in the teams that it owns."""
    return [place for place in teams.of(account) if place.role == "owner"]


def heirs(state: State, without: str) -> list[tuple[str, Mapping[str, Any]]]:
    """The (id, record) of those who may take the team over from the member `without`, who comes first first."""
    found = [(id, one) for id, one in others(state, without) if one["role"] in HEIRS]
    return sorted(found, key=lambda one: (HEIRS.index(one[1]["role"]), one[1]["joined_at"], one[0]))


def others(state: State, without: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Everybody who is in the team beside the member `without`."""
    return [(id, one) for id, one in state.of("member").items() if id != without and "left_at" not in one]


def part(team: str, account: str) -> None:
    """Take an account that is being erased out of the team; may be repeated."""
    try:
        state = space.state(team)
    except Erased:
        seat.give_up(account, team)
        return
    id = place_of(state, account)
    if id is not None and state.of("member")[id]["role"] == "owner":
        if not heirs(state, id):
            end(team, state)
            seat.give_up(account, team)
            return
        commit(
            team, id, f"closed-heir-{account}", "team.handover", lambda newest: handed_over(newest, account)
        )
    if id is not None:
        commit(team, id, f"closed-{account}", "member.leave", lambda newest: gone(newest, account))
    # Last: whoever finds this cut off finds the team again by it.
    seat.give_up(account, team)


def handed_over(state: State, account: str) -> list[Change]:
    """To who comes first among those who are there now; nothing when it has another owner already."""
    id = place_of(state, account)
    found = heirs(state, id) if id is not None and state.of("member")[id]["role"] == "owner" else []
    if id is None or not found:
        return []
    return [
        {"kind": "member", "id": found[0][0], "set": {"role": "owner"}},
        {"kind": "member", "id": id, "set": {"role": "admin"}},
    ]


def gone(state: State, account: str) -> list[Change]:
    id = place_of(state, account)
    return [] if id is None else [{"kind": "member", "id": id, "set": {"left_at": now()}}]


def end(team: str, state: State) -> None:
    """Erase a team that nobody is left to own: its guests lose their way to it, then its keys go."""
    for record in state.of("member").values():
        if record["role"] == "guest":
            seat.give_up(record["account"], team)
    keys.erase(team)


def commit(team: str, by: str, op: str, verb: str, decide: Any) -> None:
    accepted(space.commit(team, [Proposal(op, None, by, verb, decide, exclusive=True)])[0])
