"""Bringing a space into memory and up to date: pages first, then the tail of the log."""

from __future__ import annotations

from . import cache, glance, leaves, log, manifest
from .cache import Held
from .state import State, entries_after


def refreshed(space: str) -> Held:
    """The space as of now: the entries after what memory knows, one engine call; cold, its manifest's upto first."""
    held = cache.held(space)
    if held is None:
        held = Held(space, manifest.known(space, "board").upto)
    held.absorb(log.tail(space, held.seq))
    cache.keep(held)
    return held


def current(space: str) -> Held:
    """The space as of this request: as memory has it when the request's look found nothing newer, else refreshed."""
    held = cache.held(space) if glance.is_current(space) else None
    return refreshed(space) if held is None else held


def records(held: Held) -> State:
    """The parsed state of a held space."""
    if held.state is None:
        found, kinds = leaves.parsed(held.space)
        if found.upto > held.seq:
            held.absorb(log.tail(held.space, held.seq))
        with held.lock:
            if held.state is None:
                entries = entries_after(held.space, held.window, held.seq, found.upto)
                held.state = State(held.space, found.upto, kinds, ()).advanced(entries, held.window)
                held.base = 8 * found.size + sum(entry.size for entry in held.window)
        cache.keep(held)
    assert held.state is not None
    return held.state


def known_entries(space: str) -> Held:
    """The entries memory has; read when it has none."""
    return cache.held(space) or refreshed(space)


def assume_empty(space: str) -> None:
    """Remember the space as having no entries; the first conditional put finds out."""
    held = Held(space, 0)
    held.state = State(space, 0, {}, ())
    cache.keep(held)
