"""When a page set is due for compaction, and who does it: one background thread of the process, or the request itself
where a process may be frozen as soon as it answered (Lambda).

A set is due when its tail holds many entries or bytes of it, in proportion to its pages: a tail costs every opening,
a compaction costs the pages it rewrites. Commits look every 16th seq, which exactly one of all processes appends.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Iterable
from typing import NamedTuple

from . import compaction, loading, manifest, switches, tables
from .busy import Busy
from .failures import Unreadable
from .log import Entry
from .manifest import Manifest
from .records import SETS, Set, set_of
from .state import WINDOW_ENTRIES, entries_after

LOOK_EVERY = 16
_log = logging.getLogger(__name__)


class Limit(NamedTuple):
    """A tail is long from so many entries or bytes on; `share`: or one entry per so many records, if that is more."""

    entries: int
    bytes: int
    share: int


LIMITS: dict[Set, Limit] = {"board": Limit(64, 64 * 1024, 16), "texts": Limit(256, 256 * 1024, 32)}

_waiting: queue.Queue[str] = queue.Queue()
_queued: set[str] = set()
_starting = threading.Lock()
_thread: threading.Thread | None = None


def committed(space: str, seqs: Iterable[int]) -> None:
    """Look after these seqs were appended."""
    if any(seq % LOOK_EVERY == 0 for seq in seqs):
        _see_to(space)


def notice(space: str, set: Set, found: Manifest, tail: list[Entry]) -> None:
    """Have the space compacted when this tail of a set is long."""
    if due(set, found, tail):
        _see_to(space)


def idle() -> None:
    """Wait until the background thread has done all it was asked."""
    _waiting.join()


def due(set: Set, found: Manifest, tail: list[Entry]) -> bool:
    """Whether a tail after these pages is long."""
    limit = LIMITS[set]
    if len(tail) < limit.entries // 2:
        return sum(entry.size for entry in tail) > limit.bytes
    if len(tail) >= WINDOW_ENTRIES // 2:
        return True
    mine = [e for e in tail if any(set_of(c["kind"]) == set for op in e.ops for c in op["changes"])]
    return len(mine) >= max(limit.entries, found.records // limit.share) or sum(
        entry.size for entry in mine
    ) >= max(limit.bytes, found.size)


def _see_to(space: str) -> None:
    global _thread
    if not tables.background:
        _look(space)
        return
    with _starting:
        if space in _queued:
            return
        _queued.add(space)
        _waiting.put(space)
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_work, name="compaction", daemon=True)
            _thread.start()


def _work() -> None:
    while True:
        space = _waiting.get()
        with _starting:
            _queued.discard(space)
        _look(space)
        _waiting.task_done()


def _look(space: str) -> None:
    """Compact what is due. A failure harms nobody: the next one that notices tries again."""
    try:
        if switches.read_only():
            return  # what is being repaired is left as it is
        for set in SETS:
            found, held = manifest.known(space, set), loading.known_entries(space)
            if due(set, found, entries_after(space, held.window, held.seq, found.upto)):
                compaction.compact(space, set)
    except (Busy, Unreadable) as failure:
        # An event of chalicelib/logs.py; what failed is told by type and place alone.
        _log.warning("compaction.put_off", exc_info=failure)
