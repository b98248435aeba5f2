"""The one place where the time of day is read, in milliseconds since the epoch, as every `at` and `*_at` is kept.

Processes share what they store, so what matters is that they agree. A machine's clock may be minutes off; the engine's
is the one that all of them hear with every answer. Whoever differs from it by more than APART follows it.
"""

import time
from collections.abc import Callable

# Milliseconds. An answer's date has whole seconds and may be three seconds under way.
APART = 5_000

_ahead = 0  # how far this machine's clock is ahead of the engine's, in milliseconds; 0 while they agree
_differed: int | None = None  # how far the last date was off what now() said; None before the first


def machine() -> int:
    """Milliseconds since the epoch by this machine."""
    return time.time_ns() // 1_000_000


read: Callable[[], int] = machine


def now() -> int:
    """Milliseconds since the epoch."""
    return read() - _ahead


def hear(told: int) -> None:
    """Take in the engine's time, milliseconds. The first one counts at once; a later one only when the next agrees,
    for an engine that was stopped for a while begins with an old date."""
    global _ahead, _differed
    off = now() - told
    if abs(off) <= APART:
        _differed = 0
    elif _differed is None or abs(off - _differed) <= APART:
        _ahead, _differed = _ahead + off, 0
    else:
        _differed = off


def forget() -> None:
    """Trust this machine again until the next date, as at another engine."""
    global _ahead, _differed
    _ahead, _differed = 0, None
