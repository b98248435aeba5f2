"""Sessions of the desk: 30 minutes without a request, twelve hours at most, and never longer than the appointment.

The cookie names the agent and the session beside the token, so a session is found without an index; only the token's
hash is kept.
"""

from __future__ import annotations

import hmac
import secrets

import msgspec

from chalicelib.accounts.device import Device
from chalicelib.accounts.session import FRESH, digest
from chalicelib.clock import now
from chalicelib.desk import agent as agents
from chalicelib.desk.agent import Agent
from chalicelib.ids import is_long_id, short_id
from chalicelib.refusals import Refused
from chalicelib.store import desk_key, rows
from chalicelib.store.tables import Agent as AgentRow
from chalicelib.store.tables import AgentSession

COOKIE = "__Host-desk"
IDLE = 30 * 60 * 1000  # milliseconds without a request
ABSOLUTE = 12 * 3600 * 1000  # milliseconds since sign-in
SEEN_EVERY = 60 * 1000


class Listed(msgspec.Struct):
    """One signed-in browser as its agent sees it; `this` is the one that asks. Times in milliseconds."""

    id: str
    device: str
    began_at: int
    seen_at: int
    this: bool


def start(agent: AgentRow, device: Device) -> str:
    """Begin a session; the cookie's value, whose secret part is kept nowhere."""
    id, token, at = short_id(), secrets.token_urlsafe(32), now()
    rows.insert(
        AgentSession(
            agent.id, id, token_hash=digest(token), appointed_at=agent.appointed_at, created_at=at, seen_at=at, proven_at=at,
            expires_at=(at + ABSOLUTE) // 1000,
            device=desk_key.wrap(_place(agent.id, id), msgspec.json.encode(device)),
        )
    )  # fmt: skip
    return f"{agent.id}.{id}.{token}"


def find(cookie: str) -> Agent | None:
    """Who the cookie signs in; None when it is unknown, idle too long, too old, or the agent was let go."""
    id, _, rest = cookie.partition(".")
    session, _, token = rest.partition(".")
    if not is_long_id(id) or len(session) != 12 or len(token) > 100:
        return None
    row = rows.find(AgentSession, id, session)
    if row is None or not hmac.compare_digest(row.token_hash, digest(token)) or over(row):
        return None
    held = agents.in_office(id)
    if held is None or held.appointed_at != row.appointed_at:
        return None
    at = now()
    if at > row.seen_at + SEEN_EVERY:
        # Only while the row exists: signing out at this moment must not bring it back.
        rows.change(row, [AgentSession.seen_at.set(at)], AgentSession.id.exists())
    return Agent(id, tuple(held.roles.split()), session, int(row.proven_at or row.created_at))


def must_be_fresh(by: Agent) -> None:
    """Refused("prove_again") unless a passkey was used for this session within the last 15 minutes."""
    if now() > by.proven_at + FRESH:
        raise Refused("prove_again")


def renew(by: Agent) -> str:
    """The agent proved again who it is: the session goes on under a new token; the cookie's value."""
    token = secrets.token_urlsafe(32)
    row = AgentSession(by.id, by.session)
    actions = [AgentSession.token_hash.set(digest(token)), AgentSession.proven_at.set(now())]
    if not rows.change(row, actions, AgentSession.id.exists()):
        raise Refused("signed_out")
    return f"{by.id}.{by.session}.{token}"


def over(row: AgentSession) -> bool:
    at = now()
    return bool(at > row.created_at + ABSOLUTE or at > row.seen_at + IDLE)


def listed(by: Agent) -> list[Listed]:
    """Where the agent is signed in, the one that asks first, then the last used."""
    held = agents.in_office(by.id)
    living = [
        row for row in rows.under(AgentSession, by.id)
        if not over(row) and held is not None and row.appointed_at == held.appointed_at
    ]  # fmt: skip
    found = [
        Listed(row.id, _device(row).name, int(row.created_at), int(row.seen_at), row.id == by.session)
        for row in living
    ]
    return sorted(found, key=lambda one: (not one.this, -one.seen_at))


def end(by: Agent, id: str) -> None:
    """End one of the agent's sessions; Refused("not_found") when there is none of this id."""
    row = rows.find(AgentSession, by.id, id) if len(id) == 12 else None
    if row is None:
        raise Refused("not_found")
    rows.remove(row)


def end_others(by: Agent) -> None:
    """End every session of the agent but this one."""
    for row in rows.under(AgentSession, by.id):
        if row.id != by.session:
            rows.remove(row)


def cookie(value: str) -> str:
    """The Set-Cookie value that keeps the session in this browser."""
    return f"{COOKIE}={value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={ABSOLUTE // 1000}"


def gone() -> str:
    """The Set-Cookie value that forgets it."""
    return f"{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0"


def _device(row: AgentSession) -> Device:
    return msgspec.json.decode(desk_key.unwrap(_place(row.agent, row.id), row.device), type=Device)


def _place(agent: str, id: str) -> str:
    return f"agent/{agent}/{id}"
