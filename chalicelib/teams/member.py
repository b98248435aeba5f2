"""Members: who is in a team, under which name and role. A name here is team content, sealed with the rest."""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec

from chalicelib.abuse import restriction
from chalicelib.accounts import seat
from chalicelib.accounts.session import SignedIn
from chalicelib.billing import usage
from chalicelib.clock import now
from chalicelib.ids import is_long_id
from chalicelib.refusals import Refused
from chalicelib.store import space
from chalicelib.store.failures import Erased
from chalicelib.store.records import Record
from chalicelib.store.reducer import Change
from chalicelib.store.space import Outcome, Proposal, State
from chalicelib.teams.role import CAN, MAY_CHANGE, Role

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern=r"\S")]


class MemberRecord(Record, kind="member", set="board"):
    """A person's place in a team. `account` is never shown."""

    name: Name
    role: Role
    account: str
    joined_at: int
    left_at: int | None = None


class Member:
    """A signed-in account in one of its teams: the way to everything of that team."""

    def __init__(
        self, account: SignedIn, team: str, state: State, id: str, record: Mapping[str, Any]
    ) -> None:
        self.account = account
        self.team = team
        self.state = state
        self.id = id
        self.name: str = record["name"]
        self.role: str = record["role"]

    @classmethod
    def of(cls, account: SignedIn, team: str) -> "Member":
        """The account's place in `team` as of now; a stranger gets Refused("not_found")."""
        if not is_long_id(team):
            raise Refused("not_found")
        try:
            state = space.state(team)
        except Erased as gone:
            raise Refused("not_found") from gone
        id = place_of(state, account.id)
        if id is None:
            raise Refused("not_found")
        return cls(account, team, state, id, present(state, id))

    def commit(self, op: str, after: int | None, verb: str, decide: Any) -> Outcome:
        """Append one change of the team made by this member; raises what `decide` refuses.

        Team changes are exclusive: roles and removals are decided on the very state they join.
        """
        return accepted(
            space.commit(self.team, [Proposal(op, after, self.id, verb, decide, exclusive=True)])[0]
        )


def accepted(outcome: Outcome) -> Outcome:
    """The outcome, or its refusal raised."""
    if outcome.error is not None:
        raise outcome.error
    return outcome


def place_of(state: State, account: str) -> str | None:
    """The id of the account's present member, if it is in the team."""
    for id, record in state.of("member").items():
        if record["account"] == account and "left_at" not in record:
            return id
    return None


def present(state: State, id: str) -> Mapping[str, Any]:
    """The member `id` of the team if still there; else Refused("not_found")."""
    record = state.get("member", id)
    if record is None or "left_at" in record:
        raise Refused("not_found")
    return record


def is_closing(state: State) -> bool:
    """Whether the team is about to be erased: until then it is read and exported, and nobody comes in."""
    return "erases_at" in (state.get("team", "team") or {})


def must(state: State, id: str, can: str) -> None:
    """Refuse what the role of the member `id` does not allow in this state: since the door let them in, it may have
    changed."""
    if present(state, id)["role"] not in CAN[can]:
        raise Refused("not_allowed")


def join(state: State, account: str, name: str, role: str, id: str) -> list[Change]:
    """The changes by which an account enters a team."""
    if place_of(state, account) is not None:
        raise Refused("already_member")
    fields = {"name": name, "role": role, "account": account, "joined_at": now()}
    return [{"kind": "member", "id": id, "set": fields}]


def change(by: Member, op: str, after: int | None, id: str, name: str | None, role: Role | None) -> Outcome:
    """Give a member another name (one's own only) or another role (as the table of roles says)."""

    def decide(state: State) -> list[Change]:
        record = present(state, id)
        fields: dict[str, Any] = {}
        if name is not None:
            if id != by.id:
                raise Refused("not_allowed")
            fields["name"] = name
        if role is not None and role != record["role"]:
            may = MAY_CHANGE[present(state, by.id)["role"]]
            if record["role"] not in may or role not in may:
                raise Refused("not_allowed")
            if record["role"] == "guest":
                usage.must_have_seat(by.team, state)
            fields["role"] = role
        return [{"kind": "member", "id": id, "set": fields}] if fields else []

    return by.commit(op, after, "member.role" if role is not None else "member.rename", decide)


def remove(by: Member, op: str, after: int | None, id: str) -> Outcome:
    """Take a member out of the team, or leave it oneself. What they wrote stays. Out of a suspended team nobody is
    taken: what the others may still do there is theirs."""
    if id != by.id:
        restriction.must_not_be_suspended(by.team)

    def decide(state: State) -> list[Change]:
        record = present(state, id)
        if record["role"] == "owner":
            raise Refused("last_owner" if id == by.id else "not_allowed")
        if id != by.id and record["role"] not in MAY_CHANGE[present(state, by.id)["role"]]:
            raise Refused("not_allowed")
        return [{"kind": "member", "id": id, "set": {"left_at": now()}}]

    outcome = by.commit(op, after, "member.leave" if id == by.id else "member.remove", decide)
    # The seat only finds the team again for its account; the log has decided already. Sent again later, it may
    # meet somebody who came back meanwhile.
    state = space.state(by.team)
    gone = state.get("member", id)
    if gone is not None and place_of(state, gone["account"]) is None:
        seat.give_up(gone["account"], by.team)
    return outcome


def leave(team: str, account: str, op: str) -> None:
    """Let an account go from a team without its own doing, as when a guardian takes the consent back.

    The owner goes as well: a team whose owner is gone is still read by everybody in it, and its admins go on.
    """

    def decide(state: State) -> list[Change]:
        id = place_of(state, account)
        return [] if id is None else [{"kind": "member", "id": id, "set": {"left_at": now()}}]

    try:
        id = place_of(space.state(team), account)
        if id is not None:
            accepted(space.commit(team, [Proposal(op, None, id, "member.leave", decide, exclusive=True)])[0])
    except Erased:
        pass  # nobody is in a team that was erased
    seat.give_up(account, team)


def hand_over(by: Member, op: str, after: int | None, id: str) -> Outcome:
    """Make another member the owner; the owner becomes an admin."""

    def decide(state: State) -> list[Change]:
        if present(state, id)["role"] == "guest" or present(state, by.id)["role"] != "owner":
            raise Refused("not_allowed")
        if id == by.id:
            return []
        return [
            {"kind": "member", "id": id, "set": {"role": "owner"}},
            {"kind": "member", "id": by.id, "set": {"role": "admin"}},
        ]

    return by.commit(op, after, "team.handover", decide)
