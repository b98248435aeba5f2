"""What this process remembers of spaces, bounded by approximate bytes; the least recently used goes first.

Nothing here decides anything: every read asks the log what is new, every write is conditional.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from .log import Entry
from .state import State, entries_after, trimmed, turned

if TYPE_CHECKING:
    from .manifest import Manifest

Value = TypeVar("Value")

SPACES_BYTES = 128 * 1024 * 1024
FRAGMENTS_BYTES = 64 * 1024 * 1024
MANIFESTS_BYTES = 8 * 1024 * 1024
# Without a known `after`, a repeated op is looked for in this many entries.
SEARCHED = 256
OPS = 8192


class Bounded(Generic[Value]):
    """A thread-safe LRU map whose values weigh what the caller says."""

    def __init__(self, limit: int) -> None:
        """`limit` in bytes."""
        self._limit, self._weight = limit, 0
        self._kept: OrderedDict[str, tuple[int, Value]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> Value | None:
        """The value, now the most recently used; None when it is not kept."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[1]

    def put(self, key: str, value: Value, weight: int) -> None:
        """Keep a value; others may fall out. The newest always stays."""
        with self._lock:
            self._weight += weight - self._kept.get(key, (0, None))[0]
            self._kept[key] = (weight, value)
            self._kept.move_to_end(key)
            while self._weight > self._limit and len(self._kept) > 1:
                _, (gone, _value) = self._kept.popitem(last=False)
                self._weight -= gone

    def drop(self, chosen: Callable[[str], bool]) -> None:
        """Forget the keys for which `chosen` is true."""
        with self._lock:
            for key in [key for key in self._kept if chosen(key)]:
                self._weight -= self._kept.pop(key)[0]


class Held:
    """One space in memory: the newest entries, where their ops stand and, once someone asked for records, the state."""

    def __init__(self, space: str, seq: int, base: int = 0) -> None:
        """Knows nothing after `seq` yet. `base`: approximate bytes of the records below the window."""
        self.space, self.seq, self.base = space, seq, base
        self.window: tuple[Entry, ...] = ()
        self.state: State | None = None
        self.lock = threading.RLock()
        self._ops: dict[str, int] = {}
        self._floor = seq  # _ops knows every op after it
        self._many = OPS  # how many ops are looked through for old ones

    def absorb(self, entries: list[Entry]) -> None:
        """Take in entries read after some earlier seq; those already known are passed over."""
        with self.lock:
            new = [entry for entry in entries if entry.seq > self.seq]
            if not new:
                return
            if turned(new):
                new = self._turn(new)
            self.window = trimmed(self.window + tuple(new))
            self.seq = new[-1].seq
            self.base += sum(entry.size for entry in new)
            self._ops.update((op["op"], entry.seq) for entry in new for op in entry.ops)
            if self.state is not None:
                self.state = self.state.advanced(new, self.window)
            if len(self._ops) > self._many:
                self._floor = max(self._floor, self.seq - SEARCHED)
                self._ops = {op: seq for op, seq in self._ops.items() if seq > self._floor}
                # Entries of an outbox hold a hundred ops each: what stays may be as many again, for each change.
                self._many = max(OPS, 2 * len(self._ops))
        keep(self)

    def _turn(self, new: list[Entry]) -> list[Entry]:
        """Forget what was known before the newest repair; the entries from it on."""
        at = max(index for index, entry in enumerate(new) if entry.back is not None)
        self.window, self.state, self._ops, self._floor = (), None, {}, new[at].seq
        return new[at:]

    def find(self, op: str, after: int | None) -> int | None:
        """The seq where an op stands after `after` (None: among the last 256 entries), or None."""
        with self.lock:
            after = max(0, self.seq - SEARCHED) if after is None else max(0, after)
            if after < self._floor:
                older = entries_after(self.space, self.window, self.seq, after)
                self._ops = {one["op"]: entry.seq for entry in older for one in entry.ops}
                self._floor = after
            seq = self._ops.get(op)
        return seq if seq is not None and seq > after else None

    def entry(self, seq: int) -> Entry:
        """One entry, from memory or from the log."""
        with self.lock:
            return entries_after(self.space, self.window, self.seq, seq - 1)[0]


_spaces: Bounded[Held] = Bounded(SPACES_BYTES)
fragments: Bounded[bytes] = Bounded(FRAGMENTS_BYTES)
manifests: Bounded[Manifest] = Bounded(MANIFESTS_BYTES)


def held(space: str) -> Held | None:
    """What is remembered of a space."""
    return _spaces.get(space)


def keep(one: Held) -> None:
    """Remember a space. Parsed records weigh about four times their bytes."""
    _spaces.put(one.space, one, 2000 + one.base * (4 if one.state else 1))


def forget(space: str) -> None:
    """Read the space anew next time."""
    _drop(lambda key: key.partition("|")[0] == space)


def drop_team(team: str) -> None:
    """Forget all of a team: its spaces and its opened pages."""
    _drop(lambda key: key.partition("|")[0].partition("/")[0] == team)


def drop() -> None:
    """Forget everything."""
    _drop(lambda _: True)


def _drop(chosen: Callable[[str], bool]) -> None:
    for kept in (_spaces, fragments, manifests):
        kept.drop(chosen)
