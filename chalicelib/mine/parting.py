"""How an account that is erased parts from a team.

A team is never left without an owner: if the owner did not say what becomes of it, since somebody joined it or handed it
over after they had closed their account, it goes to the admin, else the member, who has been in it longest. A team in
which nobody is left who could own it is erased.
"""

from typing import Any

from chalicelib.accounts import seat
from chalicelib.accounts.session import SignedIn
from chalicelib.clock import now
from chalicelib.leave import erasure
from chalicelib.store import space
from chalicelib.store.failures import Erased
from chalicelib.store.reducer import Change
from chalicelib.store.space import Proposal, State
from chalicelib.teams.member import Member, accepted, place_of
from chalicelib.teams.ownership import heirs, is_owner


def part(team: str, account: str) -> None:
    """Take an account that is being erased out of the team; may be repeated."""
    try:
        state = space.state(team)
        id = place_of(state, account)
        if id is not None and is_owner(state, id) and not heirs(state, id):
            erasure.begin(
                Member.of(SignedIn(account, "", "", 0), team), f"closed-end-{account}", None, at_once=True
            )
        elif id is not None:
            commit(
                team,
                id,
                f"closed-heir-{account}",
                "team.handover",
                lambda newest: handed_over(newest, account),
            )
            commit(team, id, f"closed-{account}", "member.leave", lambda newest: gone(newest, account))
    except Erased:
        pass  # nobody is in a team that was erased
    # Last: whoever finds this cut off finds the team again by it.
    seat.give_up(account, team)


def handed_over(state: State, account: str) -> list[Change]:
    """To who comes first among those who are there now; nothing when it has another owner already."""
    id = place_of(state, account)
    found = heirs(state, id) if id is not None and is_owner(state, id) else []
    if id is None or not found:
        return []
    return [
        {"kind": "member", "id": found[0][0], "set": {"role": "owner"}},
        {"kind": "member", "id": id, "set": {"role": "admin"}},
    ]


def gone(state: State, account: str) -> list[Change]:
    id = place_of(state, account)
    return [] if id is None else [{"kind": "member", "id": id, "set": {"left_at": now()}}]


def commit(team: str, by: str, op: str, verb: str, decide: Any) -> None:
    accepted(space.commit(team, [Proposal(op, None, by, verb, decide, exclusive=True)])[0])
