"""kill -9 in the middle of writing, again and again: what was acknowledged is there, once."""

import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.people import Person, new_id, new_op
from tests.site import Site
from tests.waiting import PATIENCE

ROUNDS = 20
CLIENTS = 8
pytestmark = pytest.mark.slow


class Client(threading.Thread):
    """One outbox: writes without a pause, and repeats what was not answered, with the same op and seq, until it is."""

    def __init__(self, owner: Person, project: str, in_list: str, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self._url, self._list, self._over = f"{owner.site.url}/api/v1{project}", in_list, stop
        cookie = "; ".join(f"{name}={value}" for name, value in owner.cookies.items())
        self._headers = {"Cookie": cookie, "Content-Type": "application/json"}
        self._seq = 1
        self.acknowledged: list[str] = []
        self.tasks: set[str] = set()
        self.refusals: Counter[int] = Counter()

    def run(self) -> None:
        while not self._over.is_set():
            (self._one if random.random() < 0.7 else self._several)()

    def _task(self) -> dict[str, Any]:
        id = new_id()
        self.tasks.add(id)
        return {"id": id, "title": "Việc ghi lúc mất điện", "list": self._list}

    def _one(self) -> None:
        op, body = new_op(), self._task()
        self._until_answered(f"{self._url}/tasks?after={self._seq}", body, {"Idempotency-Key": op})
        self.acknowledged.append(op)

    def _several(self) -> None:
        """What gathered while a request was under way goes as one entry."""
        ops = [{"op": new_op(), "method": "POST", "path": "/tasks", "body": self._task()} for _ in range(3)]
        answer = self._until_answered(f"{self._url}/entries", {"after": self._seq, "ops": ops}, {})
        assert [result["status"] for result in answer["results"]] == [200] * 3, answer
        self.acknowledged += [op["op"] for op in ops]

    def _until_answered(self, url: str, body: Any, headers: dict[str, str]) -> dict[str, Any]:
        while True:
            try:
                answer = httpx.post(url, json=body, headers=self._headers | headers, timeout=10)
            except httpx.TransportError:
                time.sleep(0.05)
                continue
            if answer.is_success:
                found: dict[str, Any] = answer.json()
                self._seq = found["seq"]
                return found
            self.refusals[answer.status_code] += 1
            time.sleep(0.05)


def kill_both(site: Site) -> None:
    port = site.port
    site.kill()
    time.sleep(0.1)  # an answer that was on its way is taken in by its client
    site.start(port)


def kill_server(site: Site) -> None:
    port = site.port
    assert site.process is not None
    site.process.kill()
    site.process.wait()
    time.sleep(0.1)
    site.start(port)


def kill_engine(site: Site) -> None:
    """The server stays, and starts it again."""
    os.kill(site.engine_pid(), signal.SIGKILL)
    time.sleep(0.1)


def ops_of(owner: Person, project: str) -> Counter[str]:
    """How often each op stands in the project's log, which is read from its start."""
    seen: Counter[str] = Counter()
    after, head = 0, 1
    while after < head:
        page = owner.get(f"{project}/entries?after={after}")
        head = page["seq"]
        for entry in page["entries"]:
            assert entry["seq"] == after + 1, "the log has a gap"
            after = entry["seq"]
            seen.update(op["op"] for op in entry["ops"])
    return seen


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    running = Site(tmp_path / "data").start()
    yield running
    running.stop()


def test_what_was_acknowledged_is_there_once(site: Site) -> None:
    owner = Person(site, "alice").sign_in()
    project, lists = owner.open_project(owner.found_team())
    stop = threading.Event()
    clients = [Client(owner, project, lists[number % 3], stop) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    kills: list[Callable[[Site], None]] = [kill_both, kill_both, kill_server, kill_both, kill_engine]
    try:
        for number in range(ROUNDS):
            written(clients, random.randint(10, 80))
            before = [op for client in clients for op in list(client.acknowledged)]
            kills[number % len(kills)](site)
            seen = repeated(lambda: ops_of(owner, project))
            assert [op for op in before if seen[op] != 1] == []
            assert seen.total() == len(seen), "an op stands in the log twice"
    finally:
        stop.set()
        for client in clients:
            client.join(20)
    check_end(owner, project, clients)


def check_end(owner: Person, project: str, clients: list[Client]) -> None:
    """Everything was repeated until it was acknowledged: all of it is there, and nothing else."""
    assert not any(client.is_alive() for client in clients)
    seen = ops_of(owner, project)
    acknowledged = [op for client in clients for op in client.acknowledged]
    assert [op for op in acknowledged if seen[op] != 1] == []
    assert set(owner.board(project)["task"]) == set().union(*(client.tasks for client in clients))
    refusals = sum((client.refusals for client in clients), Counter())
    print(
        f"{len(acknowledged)} changes acknowledged over {ROUNDS} kills; refused for a moment: {dict(refusals)}"
    )
    assert set(refusals) <= {503}


def written(clients: list[Client], changes: int) -> None:
    """Wait until so many more changes were acknowledged."""
    goal = sum(len(client.acknowledged) for client in clients) + changes
    deadline = time.monotonic() + PATIENCE
    while sum(len(client.acknowledged) for client in clients) < goal:
        assert time.monotonic() < deadline, "nothing is written any more"
        assert all(client.is_alive() for client in clients)
        time.sleep(0.005)


def repeated(read: Callable[[], Counter[str]]) -> Counter[str]:
    """Read, while the engine may still be starting."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return read()
        except (AssertionError, httpx.TransportError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
