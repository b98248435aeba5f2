"""Failures put between the store and the engine, at botocore's HTTP layer."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

from chalicelib.store import tables

BEFORE, AFTER = "before", "after"  # the request never arrives; it is applied and its reply is lost


class Faults:
    """Stands in for the HTTP session of the connected line. `choose(operation)` gives BEFORE, AFTER or None."""

    def __init__(self, choose: Callable[[str], str | None]) -> None:
        self._endpoint = tables.line().dynamodb._endpoint
        self._real = self._endpoint.http_session
        self.choose, self.calls, self.fired = choose, [], 0
        self._lock = threading.Lock()

    def __enter__(self) -> Faults:
        self._endpoint.http_session = self
        return self

    def __exit__(self, *_: Any) -> None:
        self._endpoint.http_session = self._real

    def close(self) -> None:
        self._real.close()

    def send(self, request: Any) -> Any:
        operation = request.headers["X-Amz-Target"].decode().rpartition(".")[2]
        with self._lock:
            self.calls.append(operation)
            fault = self.choose(operation)
            self.fired += fault is not None
        if fault == BEFORE:
            raise ConnectionClosedError(endpoint_url=request.url)
        answer = self._real.send(request)
        if fault == AFTER:
            raise ReadTimeoutError(endpoint_url=request.url)
        return answer


def counting() -> Faults:
    """No failures; `calls` lists what reached the engine."""
    return Faults(lambda _: None)


def now_and_then(seed: int, share: float) -> Faults:
    """A lost request or reply in `share` of all writes."""
    rng = random.Random(seed)
    return Faults(lambda operation: rng.choice([BEFORE, AFTER]) if rng.random() < share else None)


def at_call(number: int, kind: str) -> Faults:
    """The line goes dead at the given call, counted from 0, and stays dead: a crash as the engine sees it."""
    seen = iter(range(10**9))
    dead: list[bool] = []

    def choose(_: str) -> str | None:
        if dead:
            return BEFORE
        if next(seen) == number:
            dead.append(True)
            return kind
        return None

    return Faults(choose)
