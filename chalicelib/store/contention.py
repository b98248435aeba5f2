"""How a round reaches the log when other processes write to the same space.

Alone, a change is one blind put at head + 1. Retrying that under contention starves: of 32 writers 31 lose each time.
So after a loss a writer puts its decided ops down beside the log (pending.py) and looks at what others put down. The
one whose deposit is the oldest carries everybody's in one entry, and goes on as the carrier for as long as it writes
and nobody else appends: it puts nothing down itself. The others read the tail a little later, and look for deposits
again only when that takes too long (the carrier may have stopped or died). Until it has been quiet for a second,
writers put down first. So a change costs two to three calls, however many write: a deposit and a look at the tail.

One who writes without pause never loses, since it knows the head before all others: four times a second it looks
whether others wait.

Exclusive proposals are never put down, since they must be appended to the very state they were decided on; they go
the direct way and carry the others before themselves.
"""

from __future__ import annotations

import random
import time
from typing import NamedTuple, TypeVar

from chalicelib import clock

from . import pending
from .busy import Busy
from .log import Op
from .pending import Deposit, Found
from .round import ENTRY_BYTES, Decided, Round

CROWDED_SECONDS = 1.0
LOOK_SECONDS = 0.25
# A deposit whose owner has long given up (10 s) must not surprise anyone later.
STALE_MS = 30_000
PATIENCE_LOOKS = 3

Value = TypeVar("Value")


class Others(NamedTuple):
    """What others put down: ops to carry along, slots left long ago, when the oldest open deposit was made."""

    ops: list[Op]
    gone: list[str]
    oldest: tuple[int, str] | None


# Until when (monotonic seconds) a space counts as contended.
_crowds: dict[str, float] = {}
# The seq at which this process last carried others in a space: while it is the head, it is the carrier.
_carrier: dict[str, int] = {}
# Until when (monotonic seconds) this process leaves carrying to whoever carried its last change.
_served: dict[str, float] = {}
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
        if not _crowded(round.space) and not _others_wait(round.space):
            if not round.put(decided, []):
                _mark(round.space)
                round.refresh()
        elif any("x" in one.op for one in decided):
            _carry_exclusive(round)
        elif _carrier.get(round.space) == round.state.seq:
            _carry(round, decided)
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
        recent = clock.now() - 2000
        if any(deposit.at > recent for _, deposit in pending.found(space)):
            _mark(space)
    if len(_blind) > 1000:
        _blind.clear()
    _blind[space] = (now, looked)
    return _crowded(space)


def _crowded(space: str) -> bool:
    return _crowds.get(space, 0.0) > time.monotonic()


def _mark(space: str) -> None:
    now = time.monotonic()
    if len(_crowds) > 1000:
        for old in [key for key, until in list(_crowds.items()) if until < now]:
            _crowds.pop(old, None)
    _crowds[space] = now + CROWDED_SECONDS


def _carry_exclusive(round: Round) -> None:
    others = _others(round, pending.found(round.space), [])
    seen = round.state.seq
    decided = round.decide(others.ops)
    # A thread that only reads may have moved the state on: then what is carried may stand there already.
    if decided and not (round.state.seq == seen and round.put(decided, others.ops)):
        _mark(round.space)
        time.sleep(random.random() * round.call_seconds)
        round.refresh()


def _carry(round: Round, decided: list[Decided]) -> None:
    """Append what was decided together with all that others put down, as one who did so last."""
    others = _others(round, pending.found(round.space), decided)
    if others.oldest is not None:
        _mark(round.space)
    if not _put(round, decided, others):
        round.refresh()


def _put(round: Round, decided: list[Decided], others: Others) -> bool:
    if not round.put(decided, others.ops):
        return False
    _remember(_carrier, round.space, round.state.seq)
    _served.pop(round.space, None)
    if others.gone:
        pending.take_away(round.space, others.gone)
    return True


def _put_down(round: Round, decided: list[Decided], deadline: float) -> None:
    """Deposit what was decided and stay until it stands in the log, or until an exclusive op made it void."""
    seen, at = round.state.seq, clock.now()
    started = time.monotonic()
    pending.leave(round.space, Deposit(seen, at, tuple(one.op for one in decided)))
    round.call_seconds = time.monotonic() - started
    for one in decided:
        one.ask.sending(seen + 1, one.op)
    # Of many who lost at once only half look for deposits now: looking costs the engine most, and one carrier is enough.
    looks, waiting = 0, _served.get(round.space, 0.0) > started or random.random() < 0.5
    while mine := [one for one in decided if one.ask in round.open]:
        if time.monotonic() > deadline:
            raise Busy(1.0, "this space is too busy")
        if any("x" in op for _, op in round.state.ops_after(seen)):
            pending.withdraw(round.space)
            return
        if waiting:
            looks += _wait(round, mine)
            waiting = False
            continue
        others = _others(round, pending.found(round.space), mine)
        looks += 1
        if others.oldest is not None or round.state.seq > seen:
            _mark(round.space)
        if others.oldest and others.oldest < (at, pending.WRITER) and looks < PATIENCE_LOOKS:
            waiting = True
        elif _put(round, mine, others):
            return
        else:
            round.refresh()
    _mark(round.space)
    _remember(_served, round.space, time.monotonic() + CROWDED_SECONDS)


def _wait(round: Round, mine: list[Decided]) -> int:
    """Read the tail until these stand there, PATIENCE_LOOKS times at most; how often nothing had been appended."""
    idle = 0
    for _ in range(PATIENCE_LOOKS):
        before = round.state.seq
        time.sleep(round.call_seconds * (1.5 + random.random()))
        round.refresh()
        if not any(one.ask in round.open for one in mine):
            break
        idle += round.state.seq == before
    return idle


def _remember(kept: dict[str, Value], space: str, value: Value) -> None:
    if len(kept) > 1000:
        kept.clear()
    kept[space] = value


def _others(round: Round, found: list[Found], mine: list[Decided]) -> Others:
    """Sort out deposits against the state known: what was appended since makes the put fail."""
    ops: list[Op] = []
    taken, size = {one.op["op"] for one in mine}, sum(one.size for one in mine)
    now = clock.now()
    since = min((one.seen for _, one in found if one.at > now - STALE_MS), default=round.state.seq)
    exclusive = max((seq for seq, op in round.state.ops_after(since) if "x" in op), default=0)
    oldest: tuple[int, str] | None = None
    for writer, deposit in found:
        if deposit.at <= now - STALE_MS or exclusive > deposit.seen:
            continue  # given up, or its owner decides anew
        new = [
            op for op in deposit.ops if op["op"] not in taken and not round.held.find(op["op"], deposit.seen)
        ]
        if new and oldest is None:
            oldest = (deposit.at, writer)
        size += sum(round.size_of(op) for op in new)
        if size > ENTRY_BYTES:
            break
        ops += new
        taken.update(op["op"] for op in new)
    gone = [writer for writer, deposit in found if deposit.at <= now - STALE_MS]
    return Others(ops, gone, oldest)
