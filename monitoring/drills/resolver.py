"""The name of the site, as Route 53's failover routing answers it, and as clients remember it."""

import random
import threading
import time
from typing import NamedTuple

import httpx

# Route 53 gives a check four seconds to connect and two to answer.
CHECK_TIMEOUT = httpx.Timeout(2.0, connect=4.0)


class Timing(NamedTuple):
    """Seconds between checks, how many in a row turn the answer, and how long an answer is remembered."""

    name: str
    interval: float
    threshold: int
    ttl: float


ROUTE53 = Timing("route53", 10.0, 3, 60.0)
FAST = Timing("fast", 1.0, 3, 6.0)


class Resolver(threading.Thread):
    """Checks the leader's deep health and answers with the leader while it is fit, else with the standby."""

    def __init__(self, leader: str, standby: str, timing: Timing, rng: random.Random) -> None:
        super().__init__(name="resolver", daemon=True)
        self._leader, self._standby, self._timing = leader, standby, timing
        self._first = rng.uniform(0, timing.interval)
        self._over = threading.Event()
        self._against = 0
        self.fit = True
        self.turned: list[tuple[float, bool]] = []

    def answer(self) -> str:
        """The Region's address, as of now."""
        return self._leader if self.fit else self._standby

    def run(self) -> None:
        due = time.monotonic() + self._first
        while not self._over.wait(max(0.0, due - time.monotonic())):
            due += self._timing.interval
            self._count(self._passes())

    def stop(self) -> None:
        self._over.set()
        self.join(10)

    def _passes(self) -> bool:
        try:
            return httpx.get(f"{self._leader}/api/v1/health/deep", timeout=CHECK_TIMEOUT).is_success
        except httpx.TransportError:
            return False

    def _count(self, passed: bool) -> None:
        self._against = 0 if passed == self.fit else self._against + 1
        if self._against >= self._timing.threshold:
            self.fit, self._against = passed, 0
            self.turned.append((time.monotonic(), passed))


class Either:
    """The site's name while it is told in two ways: each request goes to one Region or the other."""

    def __init__(self, regions: tuple[str, ...], rng: random.Random) -> None:
        self._regions, self._rng = regions, rng

    def address(self) -> str:
        return self._rng.choice(self._regions)


class Name:
    """The site's name in one client: the answer it got, until its time is up. No failure shortens that."""

    def __init__(self, resolver: Resolver, ttl: float, rng: random.Random) -> None:
        self._resolver, self._ttl = resolver, ttl
        self._address = resolver.answer()
        # Clients asked at different times before this began.
        self._until = time.monotonic() + rng.uniform(0, ttl)

    def address(self) -> str:
        if time.monotonic() >= self._until:
            self._address = self._resolver.answer()
            self._until = time.monotonic() + self._ttl
        return self._address
