"""What the operator may order about agents: appoint, let go, list; given as infra/desk says.

The product's function carries it out: it seals an agent's address for the desk and cannot open it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from chalicelib.clock import now
from chalicelib.desk import agent as agents
from chalicelib.desk import audit, reason
from chalicelib.ids import is_long_id
from chalicelib.store.tables import Agent as Row

ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")


class NotSo(Exception):
    """An order that cannot be carried out; the text says why and names nobody."""


def appoint(email: str, roles: list[agents.Role]) -> dict[str, Any]:
    """Appoint an agent, or anew: {"agent", "roles", "path", "ends_at"}; `path` after the desk's origin is the one-time
    link that sets up the passkey, until `ends_at` (milliseconds)."""
    if not ADDRESS.fullmatch(email.strip()):
        raise NotSo("that is no e-mail address")
    unknown = sorted(set(roles) - set(agents.ROLES))
    if unknown or not roles:
        raise NotSo(f"say one or more of {', '.join(agents.ROLES)}")
    reason.keep()
    link = agents.appoint(email, roles)
    audit.appointed(link.agent, "agent.appointed", " ".join(sorted(set(roles))))
    path = f"/desk#{link.agent}.{link.token}"
    return {"agent": link.agent, "roles": sorted(set(roles)), "path": path, "ends_at": link.ends_at}


def end(agent: str) -> dict[str, Any]:
    """Let an agent go, by id or address: signed out everywhere at once."""
    id = agents.id_of(agent) if "@" in agent else agent
    if not is_long_id(id) or not agents.end(id):
        raise NotSo("there is no such agent")
    audit.appointed(id, "agent.ended")
    return {"agent": id}


def listed() -> dict[str, Any]:
    """Every agent there was: id, roles, how it stands. Addresses are sealed for the desk."""
    return {"agents": [_told(row) for row in agents.every()]}


def _told(row: Row) -> dict[str, Any]:
    open = row.link_ends_at is not None and now() < row.link_ends_at
    state = (
        "ended" if row.ended_at else "in office" if row.enrolled_at else "invited" if open else "link over"
    )
    return {
        "agent": row.id,
        "roles": row.roles.split(),
        "state": state,
        "appointed_at": int(row.appointed_at),
    }


ORDERS: dict[str, Callable[..., dict[str, Any]]] = {
    "agent-appoint": appoint,
    "agent-end": end,
    "agents": listed,
}
