"""A client of the drill: the browser's outbox and poller, with their own pauses, in a thread.

It keeps what was changed until it is answered for; sends what gathered as one batch, in order, each change with the
same op on every try and `after` as it was when the change was made; takes an op it meets among the entries for
accepted; backs off from one second to 30, and tries at once when something is typed.
"""

import random
import secrets
import threading
import time
from collections import deque
from typing import Any, NamedTuple

from monitoring.drills.caller import Caller, Named, Passing, Pauses
from monitoring.drills.history import History, Sent, Shown, Told

BATCH = 100
POLL_SECONDS = 1.0


class Row(NamedTuple):
    """One change on its way."""

    op: str
    after: int
    text: str


class Client(Caller):
    """Renames its own task again and again, `typing` seconds apart on average."""

    def __init__(
        self,
        number: int,
        cookie: str,
        task: str,
        name: Named,
        history: History,
        rng: random.Random,
        typing: float,
    ) -> None:
        super().__init__(f"client-{number}", name, cookie)
        self.number, self._task, self._history = number, task, history
        self._rng, self._typing = rng, typing
        self._outbox: deque[Row] = deque()
        self._made = self._seq = 0
        self._sending, self._polling = Pauses(rng), Pauses(rng)
        self._rested = threading.Event()
        self.in_flight = False

    @property
    def project(self) -> str:
        return self._task.partition("/tasks/")[0]

    @property
    def waiting(self) -> int:
        return len(self._outbox)

    def rest(self) -> None:
        """Type no more; what is waiting is still sent."""
        self._rested.set()

    def run(self) -> None:
        typed = time.monotonic() + self._rng.uniform(0, self._typing)
        while not self.over.wait(0.02):
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
            found = self._entries("POST", {"after": min(row.after for row in rows), "ops": ops})
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
        self._absorb(self._entries("GET", None))

    def _entries(self, method: str, body: Any) -> dict[str, Any]:
        begun = time.monotonic()
        query = "" if body else f"?after={self._seq}"
        found: dict[str, Any] = self.ask(method, f"{self.project}/entries{query}", body).json()
        with self._history.lock:
            self._history.shown.append(Shown(self.number, begun, found["seq"]))
        return found

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
