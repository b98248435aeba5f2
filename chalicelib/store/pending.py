"""Changes that wait beside a contended log: decided, sealed, in a slot of the process's own, so that putting them down
is never contended.

Whoever gets to append next carries them along. A deposit says at which head (`seen`) its ops were decided; an op is
appended at most once, because the carrier passes over those that stand in the log after `seen`, and its own
conditional put fails when anything was appended since it looked. A spent deposit is simply overwritten by the next.
"""

from __future__ import annotations

import random
import secrets
from typing import NamedTuple

import msgspec

from . import cipher, keys
from .cache import Bounded
from .engine import reaching
from .log import Op, team_of
from .tables import Pending

_encoder = msgspec.json.Encoder()
WRITER = secrets.token_hex(8)


def become_another() -> None:
    """Take a new slot and other pauses: Lambda starts many processes from one snapshot (SnapStart), all alike."""
    global WRITER
    WRITER = secrets.token_hex(8)
    random.seed()


class Deposit(msgspec.Struct, frozen=True):
    """Ops decided together by one process. `at`: milliseconds since epoch."""

    seen: int
    at: int
    ops: tuple[Op, ...]


class Found(NamedTuple):
    """A deposit and whose it is."""

    writer: str
    deposit: Deposit


# Deposits already opened, by slot: a spent one is met again and again until its owner writes anew.
_opened: Bounded[tuple[bytes, Deposit]] = Bounded(4 * 1024 * 1024)


def leave(space: str, deposit: Deposit) -> None:
    """Put ops down in this process's slot. One engine call."""
    body = cipher.seal(keys.ring(team_of(space)), _context(space, WRITER), _encoder.encode(deposit))
    with reaching():
        Pending(space, WRITER, body=body).save()


def found(space: str) -> list[Found]:
    """The deposits of other processes, in the order they were made. One engine call per MB."""
    with reaching():
        rows = list(Pending.query(space, consistent_read=True))
    deposits = [Found(row.writer, _open(space, row)) for row in rows if row.writer != WRITER]
    return sorted(deposits, key=lambda one: (one.deposit.at, one.writer))


def take_away(space: str, writers: list[str]) -> None:
    """Delete slots whose owners are gone. An owner that is not only writes again."""
    with reaching(), Pending.batch_write() as batch:
        for writer in writers:
            batch.delete(Pending(space, writer))


def clear(space: str) -> None:
    """Delete every slot: what was decided on a log that was turned back is not to be carried."""
    with reaching():
        writers = [row.writer for row in Pending.query(space, consistent_read=True)]
    take_away(space, writers)


def withdraw(space: str) -> None:
    """Delete this process's slot: what it holds is not to be carried."""
    take_away(space, [WRITER])


def _open(space: str, row: Pending) -> Deposit:
    kept = _opened.get(f"{space}|{row.writer}")
    if kept is not None and kept[0] == row.body:
        return kept[1]
    body = cipher.open(keys.ring(team_of(space)), _context(space, row.writer), row.body)
    deposit = msgspec.json.decode(body, type=Deposit)
    _opened.put(f"{space}|{row.writer}", (row.body, deposit), 3 * len(row.body))
    return deposit


def _context(space: str, writer: str) -> dict[str, str]:
    return {"space": space, "pending": writer}
