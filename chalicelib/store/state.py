"""The records of a space as of one seq: an immutable snapshot that threads may share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from . import log, order
from .log import Entry, Op
from .order import Groups, Standing
from .records import KINDS, set_of
from .reducer import Change, Fields, Kinds, apply

WINDOW_ENTRIES = 1024
WINDOW_BYTES = 4 * 1024 * 1024
_NOTHING: Mapping[str, Fields] = MappingProxyType({})


class State:
    """Records of the board set, and the newest entries. Read only; what it returns must not be altered."""

    __slots__ = ("_kinds", "_orders", "seq", "space", "window")

    def __init__(
        self,
        space: str,
        seq: int,
        kinds: Kinds,
        window: tuple[Entry, ...],
        orders: dict[str, Groups] | None = None,
    ) -> None:
        """`window` holds consecutive entries, the last one `seq`; `orders` what is known sorted of `kinds`."""
        self.space, self.seq, self.window, self._kinds = space, seq, window, kinds
        self._orders = {} if orders is None else orders

    def get(self, kind: str, id: str) -> Fields | None:
        """One record's fields, or None."""
        return self._kinds.get(kind, {}).get(id)

    def of(self, kind: str) -> Mapping[str, Fields]:
        """All records of a kind by id."""
        records = self._kinds.get(kind)
        return MappingProxyType(records) if records else _NOTHING

    def ordered(self, kind: str, group: str) -> list[Standing]:
        """(position, id) of a group's records as they are shown; the kind must declare its `sort`."""
        known = self._orders.get(kind)
        if known is None:
            fields = KINDS[kind].sort
            if fields is None:
                raise TypeError(f"kind {kind!r} declares no sort")
            known = self._orders[kind] = order.groups(self.of(kind), fields)
        return known.get(group, [])

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
        kinds, orders = self._patched(changes)
        return State(self.space, seq, kinds, window, orders)

    def with_changes(self, changes: list[Change]) -> State:
        """As `advanced`, for changes that are not in the log yet: seq and window stay."""
        if not changes:
            return self  # what is found sorted here is found again by whoever asks next
        kinds, orders = self._patched(changes)
        return State(self.space, self.seq, kinds, self.window, orders)

    def _patched(self, changes: Iterable[Change]) -> tuple[Kinds, dict[str, Groups]]:
        kinds, orders, own = dict(self._kinds), dict(self._orders), set[str]()
        for change in changes:
            kind, id = change["kind"], change["id"]
            if set_of(kind) != "board":
                continue
            if kind not in own:
                kinds[kind] = dict(kinds.get(kind, {}))
                own.add(kind)
            before = kinds[kind].get(id)
            apply(kinds, (change,))
            fields = KINDS[kind].sort if kind in orders else None
            if fields is not None:
                orders[kind] = order.moved(orders[kind], fields, id, before, kinds[kind].get(id))
        return kinds, orders


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
    """The newest part of a window that memory keeps: without what stands before a gap, as a restore leaves one."""
    if window and window[-1].seq - window[0].seq != len(window) - 1:
        gap = next(at for at in range(len(window) - 1, 0, -1) if window[at].seq != window[at - 1].seq + 1)
        window = window[gap:]
    if len(window) > WINDOW_ENTRIES:
        window = window[-WINDOW_ENTRIES // 2 :]
    if window and window[-1].seq % 16 == 0:  # adding up sizes every time would cost more than it saves
        while len(window) > 1 and sum(entry.size for entry in window) > WINDOW_BYTES:
            window = window[len(window) // 2 :]
    return window
