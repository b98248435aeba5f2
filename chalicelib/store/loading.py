"""Bringing a space into memory and up to date: pages first, then the tail of the log."""

from __future__ import annotations

from . import cache, columns, fragments, glance, keys, leaves, log, manifest
from .cache import Held
from .failures import Erased
from .log import Entry
from .manifest import Manifest
from .records import Set
from .reducer import Kinds
from .state import State, entries_after, turned


def refreshed(space: str) -> Held:
    """The space as of now: the entries after what memory knows, one engine call; cold, its manifest's upto first.

    Erased, and memory knows nothing of the team any more, when the tail says that it is gone.
    """
    held = cache.held(space)
    try:
        if held is None:
            held = Held(space, manifest.known(space, "board").upto)
        held.absorb(log.tail(space, held.seq))
    except Erased:
        cache.drop_team(log.team_of(space))
        keys.forget(log.team_of(space))
        raise
    cache.keep(held)
    return held


def current(space: str) -> Held:
    """The space as of this request: as memory has it when the request's look found nothing newer, else refreshed."""
    held = cache.held(space) if glance.is_current(space) else None
    return refreshed(space) if held is None else held


def records(held: Held) -> State:
    """The parsed state of a held space."""
    state = held.state
    if state is not None:
        return state
    found, pages = leaves.opened(held.space, "board")
    if found.upto > held.seq:
        held.absorb(log.tail(held.space, held.seq))
    with held.lock:
        found, pages, entries = valid(held, "board", None, found, pages)
        kinds: Kinds = {}
        for page in pages:
            columns.read(fragments.expand(page), kinds)
        state = held.state
        if state is None:
            state = State(held.space, found.upto, kinds, ()).advanced(entries, held.window)
            held.state, held.base = state, 8 * found.size + sum(entry.size for entry in held.window)
    cache.keep(held)
    return state


def valid(
    held: Held, set: Set, near: str | None, found: Manifest, pages: list[bytes]
) -> tuple[Manifest, list[bytes], list[Entry]]:
    """A manifest, the fragments of its pages and the entries after them, given those that memory knows.

    Pages that end before a repair of the log are void: the newest manifest is read, and while that one is void too,
    the whole log stands for them.
    """
    entries = entries_after(held.space, held.window, held.seq, found.upto)
    if found.upto and turned(entries):
        manifest.read(held.space, set)
        found, pages = leaves.opened(held.space, set, near)
        entries = entries_after(held.space, held.window, held.seq, found.upto)
    if found.upto and turned(entries):
        found, pages = Manifest(), []
        entries = entries_after(held.space, held.window, held.seq, 0)
    return found, pages, entries


def known_entries(space: str) -> Held:
    """The entries memory has; read when it has none."""
    return cache.held(space) or refreshed(space)


def assume_empty(space: str) -> None:
    """Remember the space as having no entries; the first conditional put finds out."""
    held = Held(space, 0)
    held.state = State(space, 0, {}, ())
    cache.keep(held)
