"""Bringing a page set up to the head of its log. Whichever request notices a long tail causes it.

Only pages that the tail touches are rewritten, like the leaves of a B+tree; one that grows is split. New pages are
written first, then the manifest by one conditional put, and what the manifest *before* it no longer named is deleted
last: a reader who just read the manifest still finds its pages. Stopped anywhere, the old manifest stays valid; two at
once, one of them wins and the other takes back its pages.
"""

from __future__ import annotations

import time

from chalicelib import clock

from . import columns, fragments, leaves, loading, manifest
from .columns import Placed
from .log import Entry
from .manifest import Manifest, PageRef
from .records import KINDS, Set, place
from .reducer import Change, Kinds, apply
from .state import entries_after, turned

PAGE_BYTES = 32 * 1024
LEVEL = 9
SWEEP_EVERY = 16  # versions
ORPHAN_SECONDS = 900
LONGEST_SECONDS = 300


def compact(space: str, set: Set) -> bool:
    """Rewrite what the tail touches; False when there was nothing to do or another compactor was first, or when the
    pages end before a repair: repair.py makes those anew."""
    old = manifest.read(space, set)
    entries = _after(space, old)
    return not (old.upto and turned(entries)) and take_in(space, set, old, entries)


def take_in(space: str, set: Set, old: Manifest, after: list[Entry]) -> bool:
    """Rewrite what the entries after the manifest touch; see compact."""
    started = time.monotonic()
    entries = _declared(after)
    if not entries:
        return False
    touched = _touched(old, entries, set)
    written: dict[int, list[PageRef]] = {}
    try:
        for index, changes in touched.items():
            rewritten = _rewrite(space, set, old, index, changes)
            if rewritten is None:
                return _take_back(space, set, written)
            written[index] = rewritten
        new = _next(old, entries[-1].seq, written)
        if time.monotonic() - started > LONGEST_SECONDS or not manifest.replace(space, set, new):
            return _take_back(space, set, written)
    except LookupError:
        # A page holds a kind that only a newer version of this program declares: leave the set to it.
        return _take_back(space, set, written)
    leaves.remove(space, set, old.old)
    if new.version % SWEEP_EVERY == 0:
        sweep(space, set, new)
    return True


def sweep(space: str, set: Set, current: Manifest, older_than: float = ORPHAN_SECONDS) -> int:
    """Delete pages that a crash left behind: named by no manifest and older than any compaction lasts. How many."""
    named = {page.id for page in current.pages} | {*current.old}
    limit = clock.now() / 1000 - older_than
    orphans = [id for id in leaves.ids(space, set) if id not in named and manifest.made_at(id) <= limit]
    leaves.remove(space, set, orphans)
    return len(orphans)


def _after(space: str, old: Manifest) -> list[Entry]:
    held = loading.refreshed(space)
    return entries_after(space, held.window, held.seq, old.upto)


def _declared(entries: list[Entry]) -> list[Entry]:
    """Entries up to the first that names a kind this version does not know: where it lies is not known either."""
    for index, entry in enumerate(entries):
        if any(change["kind"] not in KINDS for op in entry.ops for change in op["changes"]):
            return entries[:index]
    return entries


def _touched(old: Manifest, entries: list[Entry], set: Set) -> dict[int, list[Change]]:
    touched: dict[int, list[Change]] = {}
    for entry in entries:
        for op in entry.ops:
            for change in op["changes"]:
                if KINDS[change["kind"]].set == set:
                    touched.setdefault(old.index(place(change)), []).append(change)
    return touched


def _rewrite(space: str, set: Set, old: Manifest, index: int, changes: list[Change]) -> list[PageRef] | None:
    """The pages that take the place of old page `index`; None when it is gone: another compactor was first."""
    kinds: Kinds = {}
    if old.pages:
        found = leaves.fetch(space, set, old.pages[index : index + 1])
        if found is None:
            return None
        columns.read(fragments.expand(found[0]), kinds)
    apply(kinds, changes)
    return [
        PageRef(records[0][0], leaves.write(space, set, fragment), len(records), len(fragment))
        for records, fragment in _split(columns.placed(kinds))
    ]


def _split(records: list[Placed]) -> list[tuple[list[Placed], bytes]]:
    if not records:
        return []
    fragment = fragments.compress(columns.write(records), LEVEL)
    if len(fragment) <= PAGE_BYTES or records[0][0] == records[-1][0]:
        return [(records, fragment)]
    parts = -(-len(fragment) // PAGE_BYTES)
    size, done, found = -(-len(records) // parts), 0, []
    while done < len(records):
        end = min(len(records), done + size)
        while end < len(records) and records[end][0] == records[end - 1][0]:
            end += 1  # records of one place stay on one page
        if done == 0 and end == len(records):
            return [(records, fragment)]
        found += _split(records[done:end])
        done = end
    return found


def _next(old: Manifest, upto: int, written: dict[int, list[PageRef]]) -> Manifest:
    pages: list[PageRef] = []
    for index in range(max(1, len(old.pages))):
        pages += written[index] if index in written else old.pages[index : index + 1]
    gone = tuple(old.pages[index].id for index in written if index < len(old.pages))
    return Manifest(upto, tuple(pages), gone, old.version + 1)


def _take_back(space: str, set: Set, written: dict[int, list[PageRef]]) -> bool:
    leaves.remove(space, set, [page.id for pages in written.values() for page in pages])
    return False
