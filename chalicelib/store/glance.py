"""One look at everything a request depends on: the session, and whether its spaces have moved on.

A signed-in request would ask the engine for its session, the team's tail and the project's tail, one after the
other. Here they go as one strongly consistent BatchGetItem: the session's row, and for each space in memory the
one log item that would follow. Where there is none, memory is current as of this request.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from . import cache, rows, switches
from .busy import Busy
from .engine import reaching
from .tables import Log, Restriction, Session, Switch, line

_current: ContextVar[frozenset[str]] = ContextVar("current", default=frozenset())
_levels: ContextVar[Mapping[str, str | None] | None] = ContextVar("levels", default=None)


@contextmanager
def request() -> Iterator[None]:
    """What a look finds current is current until the request ends."""
    token, levels = _current.set(frozenset()), _levels.set(None)
    try:
        yield
    finally:
        _current.reset(token)
        _levels.reset(levels)


def look(session: str, spaces: Iterable[str], written: str | None = None) -> Session | None:
    """The session's row by its hash, or None; remembers which of `spaces` memory knows up to now, and how the team
    `written` to is restricted.

    One engine call, which brings the read-only switch along when that is due. Spaces that are not in memory are left for their first reader.
    """
    held = {space: one for space in spaces if (one := cache.held(space)) is not None}
    followers = {space: str(one.seq + 1) for space, one in held.items()}
    keys = [{"space": {"S": space}, "seq": {"N": seq}} for space, seq in followers.items()]
    sessions, logs = table(Session), table(Log)
    wanted: dict[str, Any] = {sessions: {"Keys": [{"hash": {"S": session}}], "ConsistentRead": True}}
    if keys:
        # Only whether it is there: its body is read with the tail it begins.
        wanted[logs] = {
            "Keys": keys,
            "ConsistentRead": True,
            "ProjectionExpression": "#s",
            "ExpressionAttributeNames": {"#s": "space"},
        }
    restrictions = table(Restriction)
    if written is not None:
        wanted[restrictions] = {"Keys": [{"team": {"S": written}}], "ConsistentRead": True}
    switch, asked_at = table(Switch), switches.due()
    if asked_at is not None:
        wanted[switch] = {"Keys": [{"name": {"S": switches.READ_ONLY}}], "ConsistentRead": True}
    with reaching():
        answer = line().dynamodb.batch_get_item(RequestItems=wanted)
    if answer.get("UnprocessedKeys"):
        raise Busy(1.0, "the engine throttles")
    found = answer["Responses"]
    if asked_at is not None:
        switches.heard(bool(found.get(switch)), asked_at)
    if written is not None:
        level = next((item["level"]["S"] for item in found.get(restrictions, [])), None)
        _levels.set({written: level})
    moved = {item["space"]["S"] for item in found.get(logs, [])}
    _current.set(frozenset(held) - moved)
    rows = found.get(sessions, [])
    return Session.from_raw_data(rows[0]) if rows else None


def is_current(space: str) -> bool:
    """Whether this request's look found memory of the space current."""
    return space in _current.get()


def level(team: str) -> str | None:
    """How the team is restricted, as this request's look found it or as it is now; None when it never was."""
    levels = _levels.get()
    if levels is not None and team in levels:
        return levels[team]
    row = rows.find(Restriction, team)
    return None if row is None else row.level


def table(model: Any) -> str:
    return str(model.Meta.table_name)
