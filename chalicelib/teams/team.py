"""Teams: made by a person, who becomes their owner; everything a team does is in its spaces."""

from collections.abc import Mapping
from typing import Any

from chalicelib.accounts import seat
from chalicelib.accounts.session import SignedIn
from chalicelib.clock import now
from chalicelib.ids import long_id_from, short_id_from
from chalicelib.projects.project import visible
from chalicelib.refusals import Refused
from chalicelib.store import keys, space
from chalicelib.store.records import Record
from chalicelib.store.reducer import Change
from chalicelib.store.space import Outcome, Proposal, State
from chalicelib.teams.member import Member, Name, accepted, is_closing, must
from chalicelib.teams.role import CAN

RECORD = "team"  # the id of the one record about the team itself
HIDDEN = ("account", "hash")


class Team(Record, kind="team", set="board"):
    """What the team calls itself."""

    name: Name
    created_at: int
    minors: bool | None = None
    erases_at: int | None = None


def create(by: SignedIn, op: str, name: str, member_name: str) -> tuple[str, str, Outcome]:
    """Found a team; (team id, the founder's member id, outcome).

    Ids come from the account and the op, so a retry after a lost reply meets the team the first try made.
    """
    team = long_id_from(by.id, op)
    member = short_id_from(by.id, op)
    keys.create_team_key(team)
    seat.take(by.id, team)
    at = now()

    def decide(state: State) -> list[Change]:
        if state.seq:
            raise Refused("exists", id=team)
        fields = {"name": member_name, "role": "owner", "account": by.id, "joined_at": at}
        return [
            {"kind": "team", "id": RECORD, "set": {"name": name, "created_at": at}},
            {"kind": "member", "id": member, "set": fields},
        ]

    outcome = accepted(
        space.commit(team, [Proposal(op, 0, member, "team.create", decide, exclusive=True)])[0]
    )
    return team, member, outcome


def rename(by: Member, op: str, after: int | None, name: str) -> Outcome:
    def decide(state: State) -> list[Change]:
        must(state, by.id, "team.rename")
        return [{"kind": "team", "id": RECORD, "set": {"name": name}}]

    return by.commit(op, after, "team.rename", decide)


def mark_minors(by: Member, op: str, after: int | None, has: bool) -> Outcome:
    """Say whether the team has members under 16: invitations can then be for one."""
    set = {"minors": has or None}
    return by.commit(op, after, "team.minors", lambda state: [{"kind": "team", "id": RECORD, "set": set}])


def of(account: SignedIn) -> list[Member]:
    """The account's places in all its teams; a seat whose team no longer knows it is passed over."""
    places = []
    for team in seat.teams(account.id):
        try:
            places.append(Member.of(account, team))
        except Refused:
            continue
    return sorted(places, key=lambda place: (name_of(place.state).casefold(), place.team))


def name_of(state: State) -> str:
    record = state.get("team", RECORD)
    return "" if record is None else str(record["name"])


def has_minors(state: State) -> bool:
    return bool((state.get("team", RECORD) or {}).get("minors"))


def erases_at(state: State) -> int | None:
    """When the team will be erased, in milliseconds; None when nobody asked for it."""
    found = (state.get("team", RECORD) or {}).get("erases_at")
    return None if found is None else int(found)


def view(by: Member) -> dict[str, Any]:
    """The team as this member may see it. Guests see the projects they were admitted to and who works there."""
    state = by.state
    manages = by.role in CAN["member.invite"]
    closing = {"erases_at": erases_at(state)} if is_closing(state) else {}
    return {
        "seq": state.seq,
        "id": by.team,
        "name": name_of(state),
        "minors": has_minors(state),
        "me": by.id,
        "role": by.role,
        "members": listed(people(by)),
        "projects": listed(projects(by)),
        "invitations": listed(state.of("invitation")) if manages else [],
        "links": listed(state.of("link")) if manages else [],
        **closing,
    }


def projects(by: Member) -> Mapping[str, Mapping[str, Any]]:
    """The projects this member may see."""
    return {id: record for id, record in by.state.of("project").items() if visible(record, by)}


def people(by: Member) -> Mapping[str, Mapping[str, Any]]:
    """The members this member may see: guests only those guests who are in a project with them."""
    members = by.state.of("member")
    if by.role != "guest":
        return members
    beside = {guest for record in projects(by).values() for guest in record.get("guests", {})} | {by.id}
    return {id: one for id, one in members.items() if one["role"] != "guest" or id in beside}


def listed(records: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Records with their ids, the first made first, without what is never shown."""
    return [
        {"id": id} | {name: value for name, value in record.items() if name not in HIDDEN}
        for id, record in sorted(records.items(), key=_made)
    ]


def _made(found: tuple[str, Mapping[str, Any]]) -> tuple[int, str]:
    """When it came to be. A state that was read from pages holds records by their ids, one that grew as they came."""
    id, record = found
    return int(record.get("joined_at") or record.get("created_at") or 0), id
