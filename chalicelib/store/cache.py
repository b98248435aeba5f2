"""What this process remembers of spaces, bounded by approximate bytes; the least recently used goes first.

Nothing here decides anything: every read asks the log what is new, every write is conditional.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from .log import Entry
from .state import State, trimmed

Value = TypeVar("Value")

SPACES_BYTES = 128 * 1024 * 1024
FRAGMENTS_BYTES = 64 * 1024 * 1024


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
    """One space in memory: the newest entries and, once someone asked for records, the state."""

    def __init__(self, space: str, seq: int, window: tuple[Entry, ...], base: int) -> None:
        """`base`: approximate bytes of the records below the window."""
        self.space, self.seq, self.window, self.base = space, seq, window, base
        self.state: State | None = None
        self.lock = threading.RLock()

    def absorb(self, entries: list[Entry]) -> None:
        """Take in entries read after some earlier seq; those already known are passed over."""
        with self.lock:
            new = [entry for entry in entries if entry.seq > self.seq]
            if not new:
                return
            self.window = trimmed(self.window + tuple(new))
            self.seq = new[-1].seq
            self.base += sum(entry.size for entry in new)
            if self.state is not None:
                self.state = self.state.advanced(new)
        keep(self)


_spaces: Bounded[Held] = Bounded(SPACES_BYTES)
fragments: Bounded[bytes] = Bounded(FRAGMENTS_BYTES)


def held(space: str) -> Held | None:
    """What is remembered of a space."""
    return _spaces.get(space)


def keep(one: Held) -> None:
    """Remember a space. Parsed records weigh about four times their bytes."""
    _spaces.put(one.space, one, 2000 + one.base * (4 if one.state else 1))


def forget(space: str) -> None:
    """Read the space anew next time."""
    _spaces.drop(lambda key: key == space)


def drop_team(team: str) -> None:
    """Forget all of a team: its spaces and its opened pages."""
    _spaces.drop(lambda key: key.partition("/")[0] == team)
    fragments.drop(lambda key: key.partition("/")[0].partition("|")[0] == team)


def drop() -> None:
    """Forget everything."""
    _spaces.drop(lambda _: True)
    fragments.drop(lambda _: True)
