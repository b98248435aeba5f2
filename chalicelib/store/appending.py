"""Appending to a space: threads of this process queue up, one of them carries everyone's proposals in one entry.

Whoever finds no leader leads: takes all that is queued, decides it against the newest known state and puts one entry
at head + 1. The others wait for their outcomes. A put that is lost to another process goes to contention.py.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from . import contention, upkeep
from .busy import Busy
from .proposal import Outcome, Proposal
from .round import Round

PATIENCE_SECONDS = 10.0


@dataclass(eq=False)
class Batch:
    """One caller's proposals on their way."""

    proposals: list[Proposal]
    outcomes: list[Outcome | None] = field(default_factory=list)
    failure: Exception | None = None
    finished: bool = False


class Queue:
    """The proposals of this process for one space."""

    def __init__(self) -> None:
        """Empty, with no leader."""
        self.waiting: deque[Batch] = deque()
        self.led = False
        self.users = 0
        self.turn = threading.Condition()


_queues: dict[str, Queue] = {}
_registry = threading.Lock()


def append(space: str, proposals: list[Proposal]) -> list[Outcome]:
    """See space.commit."""
    if not proposals:
        return []
    deadline = time.monotonic() + PATIENCE_SECONDS
    batch = Batch(list(proposals), [None] * len(proposals))
    with _registry:
        queue = _queues.setdefault(space, Queue())
        queue.users += 1
    try:
        _wait_or_lead(space, queue, batch, deadline)
    finally:
        with _registry:
            queue.users -= 1
            if not queue.users:
                _queues.pop(space, None)
    if batch.failure is not None:
        raise batch.failure
    return [outcome for outcome in batch.outcomes if outcome is not None]


def _wait_or_lead(space: str, queue: Queue, batch: Batch, deadline: float) -> None:
    with queue.turn:
        queue.waiting.append(batch)
        while queue.led and not batch.finished:
            if not queue.turn.wait(max(0.0, deadline + 1.0 - time.monotonic())) and batch in queue.waiting:
                queue.waiting.remove(batch)
                raise Busy(1.0, "too many changes at once in this space")
        if batch.finished:
            return
        queue.led = True
        taken = list(queue.waiting)
        queue.waiting.clear()
    try:
        appended = _lead(space, taken, deadline)
    finally:
        with queue.turn:
            queue.led = False
            queue.turn.notify_all()
    upkeep.committed(space, appended)


def _lead(space: str, taken: list[Batch], deadline: float) -> list[int]:
    """Answer these batches; the seqs appended for them."""
    appended: list[int] = []
    try:
        round = Round(space, _asked(taken))
        appended = round.appended
        contention.settle(round, deadline)
    except BaseException as failure:
        for batch in taken:
            if any(outcome is None for outcome in batch.outcomes):
                batch.failure = failure if isinstance(failure, Exception) else Busy(1.0, "interrupted")
        if not isinstance(failure, Exception):
            raise
    finally:
        for batch in taken:
            batch.finished = True
    return appended


def _asked(taken: list[Batch]) -> list[tuple[Proposal, Any]]:
    def answer(batch: Batch, at: int) -> Any:
        return lambda outcome: batch.outcomes.__setitem__(at, outcome)

    return [(one, answer(batch, at)) for batch in taken for at, one in enumerate(batch.proposals)]
