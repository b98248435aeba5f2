"""Invitations by mail and join links: ways into a team, each with a secret of which only the hash is kept.

A token is `<team>.<id>.<secret>`; it travels in a page address's fragment, which no server log ever sees.
"""

import hmac
import secrets
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from chalicelib import settings
from chalicelib.abuse import restriction
from chalicelib.accounts import account, seat
from chalicelib.accounts.session import digest
from chalicelib.billing import usage
from chalicelib.clock import now
from chalicelib.ids import is_long_id, short_id_from
from chalicelib.refusals import Refused
from chalicelib.store import space
from chalicelib.store.failures import Erased
from chalicelib.store.records import Record
from chalicelib.store.reducer import Change
from chalicelib.store.space import Outcome, Proposal, State
from chalicelib.teams.member import Member, accepted, is_closing, join, must, present
from chalicelib.teams.role import MAY_CHANGE

LIFETIME = 14 * 24 * 3600 * 1000  # milliseconds
NEW = 7 * 24 * 3600 * 1000  # milliseconds for which a team is new: limits on inviting are narrower
OPEN_AT_MOST = 200  # invitations and links that can be used, per team
Given = Literal["admin", "member", "guest"]


class Invitation(Record, kind="invitation", set="board"):
    """Someone asked in by mail; only the account of that address can take it."""

    email: str
    role: Given
    hash: str
    created_at: int
    created_by: str
    expires_at: int
    projects: dict[str, bool] = {}
    under_16: bool | None = None
    accepted_at: int | None = None
    revoked_at: int | None = None


class Link(Record, kind="link", set="board"):
    """A link that whoever has it can join by, until it expires or is revoked."""

    role: Given
    hash: str
    created_at: int
    created_by: str
    expires_at: int
    under_16: bool | None = None
    revoked_at: int | None = None


class Token(msgspec.Struct):
    team: str
    id: str
    secret: str


def url(team: str, id: str, secret: str) -> str:
    return f"{settings.current().site}/join#{team}.{id}.{secret}"


def read(token: str) -> Token:
    parts = token.strip().split(".")
    if len(parts) != 3 or not is_long_id(parts[0]) or not all(part and len(part) <= 64 for part in parts):
        raise Refused("invitation_over")
    return Token(*parts)


def usable(record: Mapping[str, Any]) -> bool:
    return "revoked_at" not in record and "accepted_at" not in record and record["expires_at"] > now()


def is_new(state: State) -> bool:
    """Whether the team was founded so lately that its invitations are counted more narrowly."""
    return bool((state.get("team", "team") or {}).get("created_at", 0) > now() - NEW)


def counted(by: Member) -> list[str]:
    """The limits that one more invitation by mail counts towards, by their names."""
    narrower = ["invitation.limited"] if restriction.level(by.team) == "limited" else []
    return narrower + (["invitation.new"] if is_new(by.state) else []) + ["invitation"]


def create(
    by: Member, op: str, after: int | None, kind: str, fields: dict[str, Any]
) -> tuple[str, str, Outcome]:
    """Make an invitation or a link; (its id, its page address, outcome). The address is shown or mailed only now.

    On a repeated op the secret is not known any more: the address is "" then.
    """
    restriction.must_let_in(by.team, by_link=kind == "link")
    id = short_id_from(by.team, by.id, op)
    secret = secrets.token_urlsafe(32)
    at = now()
    kept = fields | {
        "hash": digest(secret),
        "created_at": at,
        "created_by": by.id,
        "expires_at": at + LIFETIME,
    }

    def decide(state: State) -> list[Change]:
        must(state, by.id, "member.invite")
        if fields["role"] not in MAY_CHANGE[present(state, by.id)["role"]]:
            raise Refused("not_allowed")
        if fields.get("under_16") and not (state.get("team", "team") or {}).get("minors"):
            raise Refused("invalid", field="under_16", reason="team_without_minors")
        if fields["role"] != "guest":
            usage.must_have_seat(by.team, state)
        open_now = [r for k in ("invitation", "link") for r in state.of(k).values() if usable(r)]
        if len(open_now) >= OPEN_AT_MOST:
            raise Refused("full", limit=OPEN_AT_MOST)
        for project in fields.get("projects", {}):
            if state.get("project", project) is None:
                raise Refused("invalid", field="projects", reason="no_such_project")
        return [{"kind": kind, "id": id, "set": kept}]

    outcome = by.commit(op, after, f"{kind}.create", decide)
    return id, "" if outcome.repeated else url(by.team, id, secret), outcome


def revoke(by: Member, op: str, after: int | None, kind: str, id: str) -> Outcome:
    def decide(state: State) -> list[Change]:
        must(state, by.id, "member.invite")
        record = state.get(kind, id)
        if record is None:
            raise Refused("not_found")
        return [{"kind": kind, "id": id, "set": {"revoked_at": now()}}] if usable(record) else []

    return by.commit(op, after, f"{kind}.revoke", decide)


def standing(token: Token) -> State:
    """The team the token leads to; of an erased one nothing is told that is not told of one that never was."""
    try:
        return space.state(token.team)
    except Erased as gone:
        raise Refused("invitation_over") from gone


def find(state: State, token: Token) -> tuple[str, Mapping[str, Any]]:
    """The (kind, record) the token opens; Refused("invitation_over") for every reason alike."""
    record = held(state, token)
    if is_closing(state) or not usable(record):
        raise Refused("invitation_over")
    return "link" if state.get("link", token.id) is record else "invitation", record


def held(state: State, token: Token) -> Mapping[str, Any]:
    """The record whose secret the token has, whatever became of it since; Refused("invitation_over") else."""
    for kind in ("invitation", "link"):
        record = state.get(kind, token.id)
        if record is not None and hmac.compare_digest(record["hash"], digest(token.secret)):
            return record
    raise Refused("invitation_over")


def joins_new_team(token: Token) -> bool:
    """Whether the token is a link that can be used, into a team of NEW."""
    state = standing(token)
    record = state.get("link", token.id)
    return is_new(state) and record is not None and usable(held(state, token))


def preview(token: Token) -> dict[str, Any]:
    """What someone who holds the token may know before deciding."""
    state = standing(token)
    kind, record = find(state, token)
    inviter = state.get("member", record["created_by"]) or {}
    team = state.get("team", "team") or {}
    return {
        "team": {"id": token.team, "name": team.get("name", "")},
        "role": record["role"],
        "invited_by": inviter.get("name", ""),
        "email": kind == "invitation",
        "under_16": bool(record.get("under_16")),
    }


def take(by: str, op: str, token: Token, name: str, guarded: bool = False) -> tuple[str, Outcome]:
    """Let the account `by` join the team; (member id, outcome). `guarded`: a guardian consented.

    Refused: invitation_over, other_address, already_member; guardian_required for a person under 16.
    """
    member = short_id_from(token.team, by, op)
    address = account.personal(by).email
    state = standing(token)
    if (state.get("member", member) or {}).get("account") == by:
        return member, Outcome(
            seq=state.seq, repeated=True
        )  # this very op brought them in; its invitation is used

    def decide(state: State) -> list[Change]:
        kind, record = find(state, token)
        if kind == "invitation" and account.normal(record["email"]) != address:
            raise Refused("other_address")
        if record.get("under_16") and not guarded:
            raise Refused("guardian_required")
        if record["role"] != "guest":
            usage.must_have_seat(token.team, state)
        changes = join(state, by, name, record["role"], member)
        if kind == "invitation":
            changes.append({"kind": kind, "id": token.id, "set": {"accepted_at": now()}})
            if record["role"] == "guest":
                changes += [admit(project, member) for project in record.get("projects", {})]
        return changes

    restriction.must_let_in(token.team, state.get("link", token.id) is not None)
    decide(state)  # before anything is written for who has to be refused
    seat.take(by, token.team)
    proposal = Proposal(op, None, member, "member.join", decide, exclusive=True)
    return member, accepted(space.commit(token.team, [proposal])[0])


def admit(project: str, member: str) -> Change:
    return {"kind": "project", "id": project, "set": {"guests": {member: True}}}
