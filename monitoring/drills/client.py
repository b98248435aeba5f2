"""A client of the drill: the browser's outbox and poller, with their own pauses, in a thread.

It keeps what was changed until it is answered for; sends what gathered as one batch, in order, each change with the
same op on every try and `after` as it was when the change was made; takes an op it meets among the entries for
accepted; backs off from one second to 30, and tries at once when something is typed.
"""

import random
import secrets
import threading
import time
from collections import Counter, deque
from typing import Any, NamedTuple

import httpx

from monitoring.drills.history import History, Sent, Shown, Told
from monitoring.drills.resolver import Name

BATCH = 100
POLL_SECONDS = 1.0
SLOWEST_RETRY = 30.0
PATIENCE = 20.0  # seconds until a request without an answer counts as a missing network


class Row(NamedTuple):
    """One change on its way."""

    op: str
    after: int
    text: str


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


class Client(threading.Thread):
    """Renames its own task again and again, `typing` seconds apart on average. `answers` counts requests by how they
    ended; `unclean` holds those that were neither done nor refused in order; `served` the times of all that were."""

    def __init__(
        self,
        number: int,
        cookie: str,
        task: str,
        name: Name,
        history: History,
        rng: random.Random,
        typing: float,
    ) -> None:
        super().__init__(name=f"client-{number}", daemon=True)
        self.number, self._task, self._name, self._history = number, task, name, history
        self._rng, self._typing = rng, typing
        self._http = httpx.Client(headers={"Cookie": cookie, "Accept-Language": "en"}, timeout=PATIENCE)
        self._outbox: deque[Row] = deque()
        self._made = self._seq = 0
        self._sending, self._polling = Pauses(rng), Pauses(rng)
        self._rested, self._over = threading.Event(), threading.Event()
        self.in_flight = False
        self.answers: Counter[str] = Counter()
        self.unclean: list[str] = []
        self.served: list[tuple[float, float, str]] = []

    @property
    def project(self) -> str:
        return self._task.partition("/tasks/")[0]

    @property
    def waiting(self) -> int:
        return len(self._outbox)

    def rest(self) -> None:
        """Type no more; what is waiting is still sent."""
        self._rested.set()

    def stop(self) -> None:
        self._over.set()
        self.join(PATIENCE + 5)
        self._http.close()

    def run(self) -> None:
        typed = time.monotonic() + self._rng.uniform(0, self._typing)
        while not self._over.wait(0.02):
            now = time.monotonic()
            if now >= typed and not self._rested.is_set():
                self._type()
                typed = now + self._typing * self._rng.uniform(0.3, 1.7)
            if self._outbox and now >= self._sending.due:
                self._attempt(self._send, self._sending, 0.0)
            if now >= self._polling.due:
                self._attempt(self._poll, self._polling, POLL_SECONDS)

    def _type(self) -> None:
        self._made += 1
        row = Row(secrets.token_urlsafe(18), self._seq, f"{self.number}: {self._made}")
        with self._history.lock:
            self._history.sent.append(Sent(self.number, self._made, row.op, row.text))
        self._outbox.append(row)
        self._sending.due = 0.0

    def _attempt(self, what: Any, pauses: Pauses, rest: float) -> None:
        try:
            what()
        except Passing as later:
            pauses.failed(later.retry_after)
        else:
            pauses.worked(rest)

    def _send(self) -> None:
        rows = list(self._outbox)[:BATCH]
        path = "/tasks/" + self._task.partition("/tasks/")[2]
        ops = [{"op": r.op, "method": "PATCH", "path": path, "body": {"title": r.text}} for r in rows]
        self.in_flight = True
        try:
            found = self._ask("POST", {"after": min(row.after for row in rows), "ops": ops})
        finally:
            self.in_flight = False
        later = False
        for result in found["results"]:
            if result["status"] < 400:
                self._accepted(result["op"], result["seq"])
            elif result["status"] in (408, 429) or result["status"] >= 500:
                later = True
            else:
                self.unclean.append(f"refused for good: {result}")
                self._drop(result["op"])
        self._absorb(found)
        if later:
            raise Passing

    def _poll(self) -> None:
        self._absorb(self._ask("GET", None))

    def _ask(self, method: str, body: Any) -> dict[str, Any]:
        begun, site = time.monotonic(), self._name.address()
        query = "" if body else f"?after={self._seq}"
        try:
            answer = self._http.request(method, f"{site}/api/v1{self.project}/entries{query}", json=body)
        except httpx.TransportError as fault:
            self.answers["unanswered"] += 1
            raise Passing from fault
        retry_after = answer.headers.get("Retry-After", "")
        if answer.is_success:
            self.answers["done"] += 1
            self.served.append((begun, time.monotonic(), site))
            found: dict[str, Any] = answer.json()
            with self._history.lock:
                self._history.shown.append(Shown(self.number, begun, found["seq"]))
            return found
        if answer.status_code in (429, 503) and retry_after.isdigit():
            self.answers["refused"] += 1
            raise Passing(float(retry_after))
        self.unclean.append(f"{method}: {answer.status_code} {answer.text[:200]}")
        raise Passing

    def _absorb(self, found: dict[str, Any]) -> None:
        for entry in found["entries"]:
            for op in entry["ops"]:
                self._accepted(op["op"], entry["seq"])
            self._seq = max(self._seq, entry["seq"])

    def _accepted(self, op: str, seq: int) -> None:
        if self._drop(op):
            with self._history.lock:
                self._history.told.append(Told(op, seq, time.monotonic()))

    def _drop(self, op: str) -> bool:
        found = next((row for row in self._outbox if row.op == op), None)
        if found is not None:
            self._outbox.remove(found)
        return found is not None
