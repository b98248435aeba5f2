"""One look at everything a request depends on: the session, and whether its spaces have moved on.

A signed-in request would ask the engine for its session, the team's tail and the project's tail, one after the
other. Here they go as one strongly consistent BatchGetItem: the session's row, and for each space in memory the
one log item that would follow. Where there is none, memory is current as of this request.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from . import cache, switches
from .busy import Busy
from .engine import reaching
from .tables import Log, Session, Switch, line

_current: ContextVar[frozenset[str]] = ContextVar("current", default=frozenset())


@contextmanager
def request() -> Iterator[None]:
    """What a look finds current is current until the request ends."""
    token = _current.set(frozenset())
    try:
        yield
    finally:
        _current.reset(token)


def look(session: str, spaces: Iterable[str]) -> Session | None:
    """The session's row by its hash, or None; remembers which of `spaces` memory knows up to now.

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
    moved = {item["space"]["S"] for item in found.get(logs, [])}
    _current.set(frozenset(held) - moved)
    rows = found.get(sessions, [])
    return Session.from_raw_data(rows[0]) if rows else None


def is_current(space: str) -> bool:
    """Whether this request's look found memory of the space current."""
    return space in _current.get()


def table(model: Any) -> str:
    return str(model.Meta.table_name)
