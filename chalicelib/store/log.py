"""The log of a space: sealed entries numbered from 1, appended by one conditional put, never changed.

But for a repair (repair.py): it sets the entries after some seq aside, leaves empty ones in their places, and appends
one that says `back` to which seq. So numbers only grow, and whoever read the log before meets that entry as the next
one: pages, memory and browsers read anew what they know from before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec
from pynamodb.exceptions import PutError

from . import cipher, keys
from .engine import reaching
from .failures import Erased
from .tables import Log

Op = dict[str, Any]
_CONFLICT = "ConditionalCheckFailedException"
# What stands in place of every body of an erased team's log, and first of all as the entry after its last (ending.py).
GONE = b"gone"
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder()


class Entry(NamedTuple):
    """One opened entry: ops are {"op", "by", "at", "verb", "changes"} and "x": 1 for an exclusive one. `back`: after
    a repair, the seq up to which what came before it goes."""

    seq: int
    ops: list[Op]
    size: int = 0
    back: int | None = None


def team_of(space: str) -> str:
    """The team whose key seals the space."""
    return space.partition("/")[0]


def tail(space: str, after: int, limit: int | None = None) -> list[Entry]:
    """Entries after `after`, oldest first, as they stand now (strongly consistent). One engine call per MB."""
    with reaching():
        rows = list(Log.query(space, Log.seq > after, consistent_read=True, limit=limit))
    return _settled(map(opened, rows))


def before(space: str, seq: int | None = None, limit: int = 50) -> list[Entry]:
    """Up to `limit` entries with ops before `seq` (None: from the head), newest first."""
    found: list[Entry] = []
    for row in newest_first(space, seq, limit):
        entry = opened(row)
        if entry.ops:
            found.append(entry)
            if len(found) == limit:
                break
    return found


def newest_first(space: str, seq: int | None = None, at_once: int = 50) -> Iterator[Log]:
    """The rows before `seq` (None: from the head), newest first, read as they are asked for."""
    condition = None if seq is None else Log.seq < seq
    with reaching():
        yield from Log.query(
            space, condition, consistent_read=True, scan_index_forward=False, page_size=at_once
        )


def between(space: str, after: int, upto: int) -> list[Entry]:
    """Entries in (after, upto], oldest first."""
    if upto <= after:
        return []
    with reaching():
        rows = list(Log.query(space, Log.seq.between(after + 1, upto), consistent_read=True))
    return _settled(map(opened, rows))


def encode(ops: list[Op], back: int | None = None) -> bytes:
    """The body of an entry before sealing; its length is what the 300 KB limit counts."""
    return _encoder.encode({"ops": ops} if back is None else {"ops": ops, "back": back})


def put(space: str, seq: int, ops: list[Op], back: int | None = None) -> bool:
    """Append as entry `seq`; False when that number is taken. The one write of a change.

    FateUnknown when no answer came: the entry may stand.
    """
    body = seal(space, seq, ops, back)
    try:
        with reaching(writing=True):
            Log(space, seq, body=body).save(condition=Log.seq.does_not_exist())
    except PutError as failure:
        if failure.cause_response_code == _CONFLICT:
            return False
        raise
    return True


def seal(space: str, seq: int, ops: list[Op], back: int | None = None) -> bytes:
    """The body as it is stored, bound to its place."""
    return cipher.seal(keys.ring(team_of(space)), _context(space, seq), encode(ops, back))


def opened(row: Log) -> Entry:
    """The entry in a row. Unreadable when it does not open, Erased where its team was."""
    if row.body == GONE:
        raise Erased("the team was erased")
    body = cipher.open(keys.ring(team_of(row.space)), _context(row.space, int(row.seq)), row.body)
    told = _decoder.decode(body)
    return Entry(int(row.seq), told["ops"], len(body), told.get("back"))


def _settled(entries: Iterable[Entry]) -> list[Entry]:
    """The entries as they stand: read while a repair ran, some may still hold what its last one sets aside."""
    found = list(entries)
    turns = [(entry.back, entry.seq) for entry in found if entry.back is not None]
    if not turns:
        return found
    return [
        entry._replace(ops=[]) if any(back < entry.seq < seq for back, seq in turns) else entry
        for entry in found
    ]


def _context(space: str, seq: int) -> dict[str, str]:
    return {"space": space, "seq": str(seq)}
