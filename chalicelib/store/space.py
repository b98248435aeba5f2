"""A space as nouns use it: its state now, and proposals committed to its log.

    state("team/project").get("task", id)
    commit("team/project", [Proposal(op, after, by, "task.close", decide)])

A warm `state` is one engine call, a warm uncontended `commit` one put.
"""

from __future__ import annotations

from . import appending, cache, loading, log
from .log import Entry
from .proposal import Outcome, Proposal
from .reducer import Change
from .state import State

__all__ = ["Change", "Outcome", "Proposal", "State", "commit", "create", "newest", "state"]


def state(space: str) -> State:
    """The records of the board set as of now (a strongly consistent read of the tail)."""
    return loading.records(loading.current(space))


def commit(space: str, proposals: list[Proposal]) -> list[Outcome]:
    """Decide and append; one outcome per proposal, in order. Those accepted go out together with what other threads
    proposed meanwhile, as one entry (more when past 300 KB). Busy when not appended within 10 s."""
    return appending.append(space, proposals)


def create(space: str, proposal: Proposal) -> Outcome:
    """Commit to a space believed to be new: nothing is read first. As correct as commit on any other."""
    if cache.held(space) is None:
        loading.assume_empty(space)
    return commit(space, [proposal])[0]


def newest(space: str, before: int | None, limit: int) -> list[Entry]:
    """Up to `limit` entries with ops before a seq (None: from the head), newest first; from memory as far as that
    reaches."""
    if cache.held(space) is None:
        return log.before(space, before, limit)
    held = loading.current(space)
    with held.lock:
        window, head = held.window, held.seq + 1
    start = head if before is None else min(before, head)
    entries = [entry for entry in reversed(window) if entry.seq < start and entry.ops][:limit]
    floor = min(start, window[0].seq if window else head)
    if len(entries) < limit and floor > 1:
        entries += log.before(space, floor, limit - len(entries))
    return entries
