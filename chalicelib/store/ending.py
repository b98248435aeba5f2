"""The end of a team in the store: its log is closed, and what it held is deleted, without a key to open any of it.

Closing puts a mark where the log's next entry would stand. Every process that remembers the team looks there in each
request (glance.py), and whoever appends finds the number taken: so the end is met at once everywhere, whatever is
still in memory. Therefore the team's own log keeps its numbers, each with the mark in the place of its body; spaces of
projects, to which the only way leads through the team's, are deleted whole.

Each step does what it can until `until` (time.monotonic) and may be repeated.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from pynamodb.models import Model

from . import cache, keys, manifest, rows
from .engine import reaching
from .log import GONE, newest_first, team_of
from .records import SETS
from .tables import Log, Page, Pending


def close(team: str) -> None:
    """Nothing is read from the team's log or added to it from now on, in any process; its keys are deleted."""
    while not _marked(team):
        pass
    keys.erase(team)


def clear(space: str, until: float) -> bool:
    """Delete the space's pages and entries, what waits beside it too; False when that took longer than `until`."""
    cache.forget(space)
    for row in _kept(space):
        if time.monotonic() > until:
            return False
        if isinstance(row, Log) and space == team_of(space):
            rows.put(Log(space, row.seq, body=GONE))
        else:
            rows.remove(row)
    return True


def _marked(team: str) -> bool:
    """Whether the mark stands at the head, put there now or before; False when somebody else's entry came between."""
    newest = next(newest_first(team, None, 1), None)
    if newest is not None and newest.body == GONE:
        return True
    return rows.insert(Log(team, 1 if newest is None else int(newest.seq) + 1, body=GONE))


def _kept(space: str) -> Iterator[Model]:
    """What is kept of a space, the texts that people read first; without what holds the mark already."""
    for set in SETS:
        yield from rows.each(Page, manifest.key(space, set))
    yield from rows.each(Pending, space)
    with reaching():
        yield from Log.query(space, filter_condition=Log.body != GONE, consistent_read=True)
