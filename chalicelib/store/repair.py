"""Repairing a space from its own log, while the deployment is read-only (infra/failover, docs/recovery.md).

Entries after a chosen seq are set aside: copied, sealed as they are, to a space of their own (`aside`), and replaced
by empty ones. Then one entry is appended that says `back`: every process, page and browser that meets it reads anew
what it knew from before. So no number is used twice, and a change that is sent again is still known by its op. The
pages are made anew from the log, whatever stood in them.

Each step does what it can until `until` (time.monotonic) and may be repeated: it goes on where the last one stopped.
"""

from __future__ import annotations

import time
from typing import NamedTuple

from . import compaction, leaves, log, manifest, pending, rows
from .busy import Busy
from .engine import reaching
from .failures import Unreadable
from .log import Entry
from .records import SETS, Set
from .tables import Log

CHUNK = 2000  # entries taken into the pages at once


class Looked(NamedTuple):
    """A space as it stands: its head, whether each entry looked at and each page set opens, when it last changed."""

    head: int
    at: int | None
    unreadable: int
    pages: dict[str, str]


def aside(space: str, back_entry: int) -> str:
    """Where a repair keeps what it set aside; no path leads there. Bodies open under their old place."""
    return f"{space}/!{back_entry}"


def look(space: str, newest: int = 100) -> Looked:
    """How a space stands, by its newest entries and its pages as they are in the table."""
    head, at, unreadable = 0, None, 0
    for row, _ in zip(log.newest_first(space, None, newest), range(newest), strict=False):
        head = max(head, int(row.seq))
        entry = read(row)
        unreadable += entry is None
        at = at or _moment(entry)
    return Looked(head, at, unreadable, {set: _pages(space, set) for set in SETS})


def before(space: str, at: int) -> int:
    """The newest seq whose ops were all done before `at` (milliseconds since epoch); 0 when there is none.

    Entries that do not open count as later: a repair is what they are there for.
    """
    for row in log.newest_first(space):
        entry = read(row)
        if entry is not None and entry.ops and all(op["at"] < at for op in entry.ops):
            return entry.seq
    return 0


def turn_back(space: str, to: int, until: float) -> tuple[int, bool]:
    """Set aside what comes after `to`, and say so in the log; (the seq of the entry that says it, whether all is done).

    ValueError for a seq that the log has not reached. Busy when somebody appended meanwhile.
    """
    newest = next(log.newest_first(space, None, 1), None)
    head = 0 if newest is None else int(newest.seq)
    if not 0 <= to <= head:
        raise ValueError(f"the log of {space} ends at {head}: choose a seq from 0 to {head}")
    last = None if newest is None else read(newest)
    if last is not None and last.back == to:
        _begin_pages(space)
        return head, True
    kept = aside(space, head + 1)
    gone = next(log.newest_first(kept, None, 1), None)
    # The last one copied may not have been emptied yet: it is done once more.
    for row in log.rows_from(space, to + 1 if gone is None else int(gone.seq), head):
        if time.monotonic() > until:
            return head + 1, False
        _set_aside(space, kept, row)
    pending.clear(space)
    if not log.put(space, head + 1, [], back=to):
        raise Busy(1.0, "somebody appended to this space: is the deployment read-only?")
    _begin_pages(space)
    return head + 1, True


def make_pages(space: str, until: float) -> tuple[int, int]:
    """Take more of the log into pages that turn_back() began; up to which seq they hold it now, and the head."""
    newest = next(log.newest_first(space, None, 1), None)
    head = 0 if newest is None else int(newest.seq)
    for set in SETS:
        old = manifest.read(space, set)
        while old.upto < head and time.monotonic() < until:
            entries = log.tail(space, old.upto, CHUNK)
            if not compaction.take_in(space, set, old, entries):
                break  # a kind that only a newer version declares: the tail stays as it is
            old = manifest.read(space, set)
        if old.upto >= head:
            compaction.sweep(space, set, old, 0.0)
    return min(manifest.read(space, set).upto for set in SETS), head


def set_aside(space: str, back_entry: int) -> list[Entry]:
    """What a repair set aside, oldest first; an entry that does not open is left out."""
    with reaching():
        rows = list(Log.query(aside(space, back_entry), consistent_read=True))
    found = (read(Log(space, row.seq, body=row.body)) for row in rows)
    return [entry for entry in found if entry is not None]


def _set_aside(space: str, kept: str, row: Log) -> None:
    rows.insert(Log(kept, row.seq, body=row.body))
    rows.put(Log(space, row.seq, body=log.seal(space, int(row.seq), [])))


def _begin_pages(space: str) -> None:
    for set in SETS:
        manifest.begin_anew(space, set)


def read(row: Log) -> Entry | None:
    """The entry, or None when it does not open."""
    try:
        return log.opened(row)
    except (Unreadable, ValueError, KeyError, TypeError):
        return None


def _moment(entry: Entry | None) -> int | None:
    return max((int(op["at"]) for op in entry.ops), default=None) if entry is not None else None


def _pages(space: str, set: Set) -> str:
    try:
        found = manifest.read(space, set)
    except (Unreadable, ValueError, TypeError):
        return "the list of its pages does not open"
    broken = 0
    for page in found.pages:
        try:
            broken += leaves.stored(space, set, page.id) is None
        except Unreadable:
            broken += 1
    return f"{broken} of {len(found.pages)} pages do not open" if broken else f"{len(found.pages)} pages open"
