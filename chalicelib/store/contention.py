"""How a round reaches the log when other processes write to the same space.

Alone, a change is one blind put at head + 1. Retrying that under contention starves: of 32 writers 31 lose each time.
So after a loss a writer puts its decided ops down beside the log (pending.py), waits a while that is different for
each, and looks: mostly someone carried them into the log by then; if not, it carries everybody's in one entry itself.
Until it has been quiet for a second, writers put down first. So a change costs two to three calls however many write.

One who writes without pause never loses, since it knows the head before all others: four times a second it looks
whether others wait.

Exclusive proposals are never put down, since they must be appended to the very state they were decided on; they go
the direct way and carry the others before themselves.
"""

from __future__ import annotations

import random
import time
from typing import NamedTuple

from . import pending
from .busy import Busy
from .log import Op
from .pending import Deposit, Found
from .round import ENTRY_BYTES, Decided, Round

CROWDED_SECONDS = 1.0
LOOK_SECONDS = 0.25
# A deposit whose owner has long given up (10 s) must not surprise anyone later.
STALE_MS = 30_000
# A wait is between half a call and this many calls per writer around: few wake before the first has carried all.
CALLS_PER_WRITER = 0.2


class Crowd(NamedTuple):
    """Until when (monotonic seconds) a space counts as contended, and by about how many processes."""

    until: float
    writers: int


class Others(NamedTuple):
    """What others put down: ops to carry along, slots left long ago, how many write."""

    ops: list[Op]
    gone: list[str]
    writers: int


_crowds: dict[str, Crowd] = {}
# When this process last appended blindly to a space, and last looked whether others wait (monotonic seconds).
_blind: dict[str, tuple[float, float]] = {}


def settle(round: Round, deadline: float) -> None:
    """Answer every proposal of the round. Busy past the deadline (time.monotonic seconds)."""
    tried = False
    while round.open:
        decided = round.decide()
        if not decided:
            continue
        if tried and time.monotonic() > deadline:
            raise Busy(1.0, "this space is too busy")
        if _crowd(round.space) is None and not _others_wait(round.space):
            if not round.put(decided, []):
                _mark(round.space)
                round.refresh()
        elif any("x" in one.op for one in decided):
            _carry_exclusive(round)
        else:
            _put_down(round, decided, deadline)
        tried = True


def _others_wait(space: str) -> bool:
    """Look for deposits when this process has been writing here without pause."""
    now = time.monotonic()
    last, looked = _blind.get(space, (0.0, 0.0))
    if now - last > LOOK_SECONDS:
        looked = now
    elif now - looked > LOOK_SECONDS:
        looked = now
        recent = int(time.time() * 1000) - 2000
        writers = sum(deposit.at > recent for _, deposit in pending.found(space))
        if writers:
            _mark(space, writers + 1)
    if len(_blind) > 1000:
        _blind.clear()
    _blind[space] = (now, looked)
    return _crowd(space) is not None


def _crowd(space: str) -> Crowd | None:
    crowd = _crowds.get(space)
    return crowd if crowd is not None and crowd.until > time.monotonic() else None


def _mark(space: str, writers: int = 2) -> None:
    now = time.monotonic()
    if len(_crowds) > 1000:
        for old in [key for key, crowd in list(_crowds.items()) if crowd.until < now]:
            _crowds.pop(old, None)
    known = _crowds.get(space)
    _crowds[space] = Crowd(now + CROWDED_SECONDS, max(writers, known.writers if known else 0))


def _carry_exclusive(round: Round) -> None:
    others = _others(round, pending.found(round.space), [])
    seen = round.state.seq
    decided = round.decide(others.ops)
    # A thread that only reads may have moved the state on: then what is carried may stand there already.
    if decided and not (round.state.seq == seen and round.put(decided, others.ops)):
        _mark(round.space)
        time.sleep(random.random() * round.call_seconds)
        round.refresh()


def _put_down(round: Round, decided: list[Decided], deadline: float) -> None:
    """Deposit what was decided and stay until it stands in the log, or until an exclusive op made it void."""
    seen = round.state.seq
    pending.leave(round.space, Deposit(seen, int(time.time() * 1000), tuple(one.op for one in decided)))
    for one in decided:
        one.ask.tried = one.ask.tried or seen + 1
    while True:
        crowd = _crowd(round.space)
        _wait(round, crowd.writers if crowd else 2)
        mine = [one for one in decided if one.ask in round.open]
        if round.state.seq > seen:
            _mark(round.space)
        if not mine:
            return
        if time.monotonic() > deadline:
            raise Busy(1.0, "this space is too busy")
        if any("x" in op for _, op in round.state.ops_after(seen)):
            pending.withdraw(round.space)
            return
        others = _others(round, pending.found(round.space), mine)
        if others.writers > 1:
            _crowds[round.space] = Crowd(time.monotonic() + CROWDED_SECONDS, others.writers)
        if round.put(mine, others.ops):
            if others.gone:
                pending.take_away(round.space, others.gone)
            return


def _wait(round: Round, writers: int) -> None:
    time.sleep(round.call_seconds * (0.5 + random.random() * max(1.0, writers * CALLS_PER_WRITER)))
    round.refresh()


def _others(round: Round, found: list[Found], mine: list[Decided]) -> Others:
    """Sort out deposits against the state known: what was appended since makes the put fail."""
    ops: list[Op] = []
    taken, size = {one.op["op"] for one in mine}, sum(one.size for one in mine)
    now = int(time.time() * 1000)
    live = [deposit for _, deposit in found if deposit.at > now - STALE_MS]
    since = min((deposit.seen for deposit in live), default=round.state.seq)
    exclusive = max((seq for seq, op in round.state.ops_after(since) if "x" in op), default=0)
    for deposit in live:
        if exclusive > deposit.seen:
            continue  # its owner decides anew
        new = [
            op
            for op in deposit.ops
            if op["op"] not in taken and round.held.find(op["op"], deposit.seen) is None
        ]
        size += sum(round.size_of(op) for op in new)
        if size > ENTRY_BYTES:
            break
        ops += new
        taken.update(op["op"] for op in new)
    gone = [writer for writer, deposit in found if deposit.at <= now - STALE_MS]
    return Others(ops, gone, 1 + sum(deposit.at > now - 2000 for deposit in live))
