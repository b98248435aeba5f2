"""Whether this process can do its work, and should: the canary's key unwraps, its entry is written, and read back,
the operator has not drained this Region; and whether mail gets away.

Looked at no more than once in CACHE_SECONDS, and for no longer than LIMIT_SECONDS: a part that has not answered by
then is slow, and what comes after it was not tried.

Mail that waits makes a Region degraded, never unfit, however old it gets. Unfit means: send people elsewhere. That
would move nobody's mail, since the queue is one for both Regions and the jobs of both send from it; it would turn both
Regions unfit at once; and people who are signed in, nearly all, would lose a site that works for them.
"""

import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Literal

import msgspec

from chalicelib import logs, settings
from chalicelib.notices import outbox
from chalicelib.store import canary, switches
from chalicelib.store.busy import Busy

CACHE_SECONDS = 5.0
LIMIT_SECONDS = 2.0
WORK = ("key", "write", "read")
VITAL = (*WORK, "switch")
PARTS = (*VITAL, "mail")
LATE_MS = 3 * 60_000  # the job has passed it over more than once

Fault = Literal["slow", "unreachable", "wrong", "not_tried", "drained", "late"]
State = Literal["fit", "degraded", "unfit"]


class Part(msgspec.Struct):
    """`ms`: how long it took, or has taken so far. `fault` only when it failed: no answer in time, none at all,
    another answer than was due, not tried since one before it failed, mail that waits too long, or (the switch)
    drained by the operator: then clients are to move to the other Region, and the API goes on answering those that
    have not yet."""

    ok: bool
    ms: float
    fault: Fault | msgspec.UnsetType = msgspec.UNSET


class Wrong(Exception):
    """The engine answered, and it is not what was written."""


class Drained(Exception):
    """The operator wants clients in the other Region."""


class Late(Exception):
    """A mail has waited for minutes."""


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
            with self._part("switch"):
                if switches.is_drained(settings.current().region):
                    raise Drained
            with self._part("mail"):
                if (outbox.oldest() or 0) >= LATE_MS:
                    raise Late
        except Drained:
            logs.say("region.drained")
        except Late:
            logs.say("mail.late")
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
        except Drained:
            fault = "drained"
            raise
        except Late:
            fault = "late"
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

    def state(self) -> State:
        """Whether people can be served, and everything works: a drained Region serves whoever still asks it."""
        parts = self.parts()
        if failing(parts) is not None:
            return "unfit"
        return "degraded" if parts["mail"].fault == "late" else "fit"


def failing(parts: Mapping[str, Part]) -> str | None:
    """The first part that keeps people from working; None where they can."""
    return next((name for name in WORK if name in parts and not parts[name].ok), None)


def state_of(parts: Mapping[str, Part]) -> State:
    if not all(parts[name].ok for name in VITAL):
        return "unfit"
    return "fit" if all(part.ok for part in parts.values()) else "degraded"


def _since(started: float) -> float:
    return round((time.monotonic() - started) * 1000, 1)


fitness = Fitness()
