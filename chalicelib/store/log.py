"""The log of a space: sealed entries numbered from 1, appended by one conditional put, never changed."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec
from pynamodb.exceptions import PutError

from . import cipher, keys
from .engine import reaching
from .tables import Log

Op = dict[str, Any]
_CONFLICT = "ConditionalCheckFailedException"
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder()


class Entry(NamedTuple):
    """One opened entry: ops are {"op", "by", "at", "verb", "changes"} and "x": 1 for an exclusive one."""

    seq: int
    ops: list[Op]
    size: int = 0


def team_of(space: str) -> str:
    """The team whose key seals the space."""
    return space.partition("/")[0]


def tail(space: str, after: int, limit: int | None = None) -> list[Entry]:
    """Entries after `after`, oldest first, as they stand now (strongly consistent). One engine call per MB."""
    with reaching():
        rows = list(Log.query(space, Log.seq > after, consistent_read=True, limit=limit))
    return [_open(row) for row in rows]


def before(space: str, seq: int | None = None, limit: int = 50) -> list[Entry]:
    """Up to `limit` entries before `seq` (None: from the head), newest first."""
    condition = None if seq is None else Log.seq < seq
    with reaching():
        rows = list(Log.query(space, condition, consistent_read=True, scan_index_forward=False, limit=limit))
    return [_open(row) for row in rows]


def between(space: str, after: int, upto: int) -> list[Entry]:
    """Entries in (after, upto], oldest first."""
    if upto <= after:
        return []
    with reaching():
        rows = list(Log.query(space, Log.seq.between(after + 1, upto), consistent_read=True))
    return [_open(row) for row in rows]


def encode(ops: list[Op]) -> bytes:
    """The body of an entry before sealing; its length is what the 300 KB limit counts."""
    return _encoder.encode({"ops": ops})


def put(space: str, seq: int, ops: list[Op]) -> bool:
    """Append as entry `seq`; False when that number is taken. The one write of a change.

    FateUnknown when no answer came: the entry may stand.
    """
    body = cipher.seal(keys.ring(team_of(space)), _context(space, seq), encode(ops))
    try:
        with reaching(writing=True):
            Log(space, seq, body=body).save(condition=Log.seq.does_not_exist())
    except PutError as failure:
        if failure.cause_response_code == _CONFLICT:
            return False
        raise
    return True


def _open(row: Log) -> Entry:
    body = cipher.open(keys.ring(team_of(row.space)), _context(row.space, int(row.seq)), row.body)
    return Entry(int(row.seq), _decoder.decode(body)["ops"], len(body))


def _context(space: str, seq: int) -> dict[str, str]:
    return {"space": space, "seq": str(seq)}
