"""The records of a space as of one seq: an immutable snapshot that threads may share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from . import log
from .log import Entry, Op
from .records import set_of
from .reducer import Change, Fields, Kinds, apply

WINDOW_ENTRIES = 1024
WINDOW_BYTES = 4 * 1024 * 1024
_NOTHING: Mapping[str, Fields] = MappingProxyType({})


class State:
    """Records of the board set, and the newest entries. Read only; what it returns must not be altered."""

    __slots__ = ("_kinds", "seq", "space", "window")

    def __init__(self, space: str, seq: int, kinds: Kinds, window: tuple[Entry, ...]) -> None:
        """`window` holds consecutive entries, the last one `seq`."""
        self.space, self.seq, self.window, self._kinds = space, seq, window, kinds

    def get(self, kind: str, id: str) -> Fields | None:
        """One record's fields, or None."""
        return self._kinds.get(kind, {}).get(id)

    def of(self, kind: str) -> Mapping[str, Fields]:
        """All records of a kind by id."""
        records = self._kinds.get(kind)
        return MappingProxyType(records) if records else _NOTHING

    def ops_after(self, seq: int) -> Iterator[tuple[int, Op]]:
        """(seq, op) of every op after `seq`, oldest first; reads the log when that is further back than memory."""
        for entry in self.entries_after(seq):
            for op in entry.ops:
                yield entry.seq, op

    def entries_after(self, seq: int) -> list[Entry]:
        """Every entry after `seq`, oldest first; reads the log when that is further back than memory."""
        return entries_after(self.space, self.window, self.seq, seq)

    def advanced(self, entries: list[Entry], window: tuple[Entry, ...]) -> State:
        """The state after these entries, which follow `seq` without a gap; `window` ends with them."""
        changes = (change for entry in entries for op in entry.ops for change in op["changes"])
        seq = entries[-1].seq if entries else self.seq
        return State(self.space, seq, self._patched(changes), window)

    def with_changes(self, changes: list[Change]) -> State:
        """As `advanced`, for changes that are not in the log yet: seq and window stay."""
        return State(self.space, self.seq, self._patched(changes), self.window)

    def _patched(self, changes: Iterable[Change]) -> Kinds:
        kinds, own = dict(self._kinds), set[str]()
        for change in changes:
            kind = change["kind"]
            if set_of(kind) != "board":
                continue
            if kind not in own:
                kinds[kind] = dict(kinds.get(kind, {}))
                own.add(kind)
            apply(kinds, (change,))
        return kinds


def entries_after(space: str, window: tuple[Entry, ...], head: int, seq: int) -> list[Entry]:
    """Entries in (seq, head], from the window as far as it goes back and from the log before that."""
    floor = window[0].seq - 1 if window else head
    if seq < floor:
        return log.between(space, max(seq, 0), floor) + list(window)
    return list(window[seq - floor :])


def turned(entries: Iterable[Entry]) -> bool:
    """Whether a repair is among these entries: what is known from before them is to be read anew."""
    return any(entry.back is not None for entry in entries)


def trimmed(window: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The newest part of a window that memory keeps."""
    if len(window) > WINDOW_ENTRIES:
        window = window[-WINDOW_ENTRIES // 2 :]
    if window and window[-1].seq % 16 == 0:  # adding up sizes every time would cost more than it saves
        while len(window) > 1 and sum(entry.size for entry in window) > WINDOW_BYTES:
            window = window[len(window) // 2 :]
    return window
