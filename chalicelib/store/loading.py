"""Bringing a space into memory and up to date: pages first, then the tail of the log."""

from __future__ import annotations

from . import cache, log
from .cache import Held
from .state import State, entries_after


def refreshed(space: str) -> Held:
    """The space as of now: the entries after what memory knows, one engine call; cold, its manifest's upto first."""
    held = cache.held(space)
    if held is None:
        held = Held(space, 0, (), 0)
    held.absorb(log.tail(space, held.seq))
    cache.keep(held)
    return held


def records(held: Held) -> State:
    """The parsed state of a held space."""
    with held.lock:
        if held.state is None:
            entries = entries_after(held.space, held.window, held.seq, 0)
            held.state = State(held.space, 0, {}, ()).advanced(entries)
            held.base = sum(entry.size for entry in entries)
    cache.keep(held)
    assert held.state is not None
    return held.state


def known(space: str) -> tuple[State, bool]:
    """The state memory has, read when it has none; whether it was read just now."""
    held = cache.held(space)
    if held is not None and held.state is not None:
        return held.state, False
    return records(refreshed(space)), True


def assume_empty(space: str) -> None:
    """Remember the space as having no entries; the first conditional put finds out."""
    held = Held(space, 0, (), 0)
    held.state = State(space, 0, {}, ())
    cache.keep(held)
