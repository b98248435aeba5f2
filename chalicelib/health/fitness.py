"""Whether this process can do its work: the canary's key unwraps, its entry is written, and read back.

Looked at no more than once in CACHE_SECONDS, and for no longer than LIMIT_SECONDS: a part that has not answered by
then is slow, and what comes after it was not tried. How long mail waits is no part of it: mail is sent at once,
within the request that causes it, so there is no queue whose age could be told.
"""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

import msgspec

from chalicelib import logs
from chalicelib.store import canary
from chalicelib.store.busy import Busy

CACHE_SECONDS = 5.0
LIMIT_SECONDS = 2.0
PARTS = ("key", "write", "read")

Fault = Literal["slow", "unreachable", "wrong", "not_tried"]


class Part(msgspec.Struct):
    """`ms`: how long it took, or has taken so far. `fault` only when it failed: no answer in time, none at all,
    another answer than was due, or not tried since one before it failed."""

    ok: bool
    ms: float
    fault: Fault | msgspec.UnsetType = msgspec.UNSET


class Wrong(Exception):
    """The engine answered, and it is not what was written."""


class Look:
    """One look at all parts, in a thread of its own: who asks waits for it no longer than LIMIT_SECONDS."""

    def __init__(self) -> None:
        self.begun = time.monotonic()
        self._parts: dict[str, Part] = {}
        self._current: tuple[str, float] | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="fitness", daemon=True)
        self._thread.start()

    def result(self) -> dict[str, Part]:
        """What is known when all is done or the time is up."""
        self._thread.join(max(0.0, self.begun + LIMIT_SECONDS - time.monotonic()))
        with self._lock:
            known = dict(self._parts)
            if self._current is not None:
                name, started = self._current
                known[name] = Part(False, _since(started), "slow")
        return {name: known.get(name) or Part(False, 0.0, "not_tried") for name in PARTS}

    def _run(self) -> None:
        try:
            token = secrets.token_hex(8)
            with self._part("key"):
                ring = canary.unwrapped()
            with self._part("write"):
                slot = canary.write(ring, token)
            with self._part("read"):
                if canary.read(ring, slot) != token:
                    raise Wrong
        except Exception as fault:
            logs.say("canary.fell", fault)

    @contextmanager
    def _part(self, name: str) -> Iterator[None]:
        started = time.monotonic()
        with self._lock:
            self._current = (name, started)
        fault: Fault | msgspec.UnsetType = "wrong"
        try:
            yield
            fault = msgspec.UNSET
        except Busy:
            fault = "unreachable"
            raise
        finally:
            with self._lock:
                self._current = None
                self._parts[name] = Part(fault is msgspec.UNSET, _since(started), fault)


class Fitness:
    """The newest look's result, kept for CACHE_SECONDS; those who ask meanwhile wait for one and the same."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._known: tuple[float, dict[str, Part]] | None = None

    def parts(self) -> dict[str, Part]:
        """Each part by name, as of at most CACHE_SECONDS ago."""
        with self._lock:
            if self._known is None or self._clock() - self._known[0] >= CACHE_SECONDS:
                found = Look().result()
                self._known = (self._clock(), found)
            return self._known[1]

    def fit(self) -> bool:
        """Whether every part works."""
        return all(part.ok for part in self.parts().values())


def _since(started: float) -> float:
    return round((time.monotonic() - started) * 1000, 1)


fitness = Fitness()
