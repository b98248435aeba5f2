"""Whoever asks a Region for something in a drill, by the site's name, and notes how each request ended."""

import random
import threading
import time
from collections import Counter
from typing import Any, Protocol

import httpx

PATIENCE = 20.0  # seconds until a request without an answer counts as a missing network
SLOWEST_RETRY = 30.0


class Named(Protocol):
    """The site's name."""

    def address(self) -> str:
        """The Region to ask now."""


class Pauses:
    """When to try next: at once, or after pauses that double."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._failures = 0
        self.due = 0.0

    def worked(self, rest: float = 0.0) -> None:
        self._failures, self.due = 0, time.monotonic() + rest

    def failed(self, retry_after: float) -> None:
        self._failures += 1
        wait = min(SLOWEST_RETRY, 2.0 ** (self._failures - 1))
        self.due = time.monotonic() + max(retry_after, wait) * (1 + self._rng.random() * 0.2)


class Passing(Exception):
    """The same request may succeed later."""

    def __init__(self, retry_after: float = 0.0) -> None:
        super().__init__("later")
        self.retry_after = retry_after


class Caller(threading.Thread):
    """`answers` counts requests by how they ended; `unclean` holds those that were neither done nor refused in order;
    `served` the times and Regions of all that were done."""

    def __init__(self, who: str, name: Named, cookie: str = "") -> None:
        super().__init__(name=who, daemon=True)
        self.site = name
        headers = {"Accept-Language": "en"} | ({"Cookie": cookie} if cookie else {})
        self._http = httpx.Client(headers=headers, timeout=PATIENCE)
        self.over = threading.Event()
        self.answers: Counter[str] = Counter()
        self.unclean: list[str] = []
        self.served: list[tuple[float, float, str]] = []

    def stop(self) -> None:
        self.over.set()
        self.join(PATIENCE + 5)
        self._http.close()

    def ask(self, method: str, path: str, body: Any = None) -> httpx.Response:
        """The answer of the Region that the name tells; Passing for whatever may succeed later."""
        begun, region = time.monotonic(), self.site.address()
        try:
            answer = self._http.request(method, f"{region}/api/v1{path}", json=body)
        except httpx.TransportError as fault:
            self.answers["unanswered"] += 1
            raise Passing from fault
        retry_after = answer.headers.get("Retry-After", "")
        if answer.is_success:
            self.answers["done"] += 1
            self.served.append((begun, time.monotonic(), region))
            return answer
        if answer.status_code in (429, 503) and retry_after.isdigit():
            self.answers["refused"] += 1
            raise Passing(float(retry_after))
        self.unclean.append(f"{method} {path}: {answer.status_code} {answer.text[:200]}")
        raise Passing
