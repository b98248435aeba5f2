"""Deep health: what it tries, what it says when a part fails, and that it is bounded and leaves nothing behind."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from chalicelib.health import fitness
from chalicelib.local.engine import start_engine
from chalicelib.store import canary, switches
from chalicelib.store.busy import Busy
from tests.engine_rows import every_row, tables
from tests.site import Site


@pytest.fixture
def lone(tmp_path: Path) -> Iterator[Site]:
    running = Site(tmp_path / "data").start()
    yield running
    running.stop()


def asked(site: Site) -> tuple[httpx.Response, float]:
    begun = time.monotonic()
    answer = httpx.get(f"{site.url}/api/v1/health/deep", timeout=10)
    return answer, time.monotonic() - begun


def test_it_tells_when_the_engine_hangs_and_when_it_is_back(lone: Site) -> None:
    answer, _ = asked(lone)
    told = answer.json()
    assert (answer.status_code, told["status"]) == (200, "fit")
    assert {name: part["ok"] for name, part in told["parts"].items()} == dict.fromkeys(fitness.PARTS, True)
    engine = lone.engine_pid()
    os.kill(engine, signal.SIGSTOP)
    try:
        assert asked(lone)[0].json() == told, "what was found is kept for some seconds"
        time.sleep(fitness.CACHE_SECONDS)
        answer, took = asked(lone)
        time.sleep(fitness.CACHE_SECONDS)
        took = min(took, asked(lone)[1])  # the better of two: other tests may be using the machine
        page = httpx.get(f"{lone.url}/api/v1/status", timeout=10)
    finally:
        os.kill(engine, signal.SIGCONT)
    assert answer.status_code == page.status_code == 503, "what stands before both Regions asks the other"
    assert (page.json()["now"], page.json()["regions"]) == ("unfit", None)
    assert int(answer.headers["Retry-After"]) > 0
    assert took < fitness.LIMIT_SECONDS + 1.5
    parts = answer.json()["parts"]
    assert parts["key"]["ok"], "the key was unwrapped without the engine"
    assert (parts["write"]["ok"], parts["write"]["fault"]) == (False, "slow")
    assert (parts["read"]["ok"], parts["read"]["fault"]) == (False, "not_tried")
    time.sleep(fitness.CACHE_SECONDS)
    assert asked(lone)[0].status_code == 200


def test_the_canary_is_one_key_and_rows_in_a_bounded_space(tmp_path: Path) -> None:
    site = Site(tmp_path / "data").start()
    for _ in range(2):
        assert asked(site)[0].status_code == 200
        time.sleep(fitness.CACHE_SECONDS)
    site.stop()
    engine = start_engine(site.data)
    try:
        kept = {table.name: every_row(table) for table in tables(engine.url).tables.all()}
    finally:
        engine.stop()
    # The minute may have turned meanwhile, and been written down.
    assert {name for name, rows in kept.items() if rows} - {"izwork-look"} == {"izwork-log", "izwork-key"}, (
        "it counts against nobody"
    )
    assert len(kept["izwork-key"]) == 1
    assert {row["space"] for row in kept["izwork-log"]} == {canary.TEAM}
    assert all(1 <= row["seq"] <= canary.SLOTS for row in kept["izwork-log"]), "it never grows past its slots"


@pytest.mark.parametrize(
    ("part", "call", "fault"),
    [("key", "unwrapped", "unreachable"), ("write", "write", "unreachable"), ("read", "read", "wrong")],
)
def test_it_says_which_part_failed(monkeypatch: pytest.MonkeyPatch, part: str, call: str, fault: str) -> None:
    def broken(*_: Any) -> Any:
        if fault == "wrong":
            return "another token"
        raise Busy(1.0, "no answer")

    monkeypatch.setattr(canary, "unwrapped", lambda: None)
    monkeypatch.setattr(canary, "write", lambda *_: None)
    monkeypatch.setattr(canary, call, broken)
    monkeypatch.setattr(switches, "is_drained", lambda _: False)
    found = fitness.Look().result()
    at = fitness.PARTS.index(part)
    assert [found[name].ok for name in fitness.PARTS] == [True] * at + [False] * (len(fitness.PARTS) - at)
    assert fitness.state_of(found) == "unfit"
    assert found[part].fault == fault
    assert all(found[name].fault == "not_tried" for name in fitness.PARTS[at + 1 :])


def test_many_who_ask_cause_one_look(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[float] = []

    def unwrapped() -> None:
        looks.append(time.monotonic())
        time.sleep(0.1)
        raise Busy(1.0, "no answer")

    monkeypatch.setattr(canary, "unwrapped", unwrapped)
    now = [0.0]
    asked = fitness.Fitness(lambda: now[0])
    threads = [threading.Thread(target=asked.parts) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(looks) == 1
    now[0] = fitness.CACHE_SECONDS
    asked.parts()
    assert len(looks) == 2
