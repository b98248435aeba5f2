"""Eight writers, each its own process, on a line that loses requests and replies: nothing lost, doubled or reordered."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.store import cache, log, pages, space
from tests.bench import contention
from tests.store.conftest import connect
from tests.store.kinds import new_space, of_set, opened, replayed
from tests.store.writer import Plan, Told, serve

WRITERS = 8


class Crew:
    """Writers that live through all examples: starting a process costs more than an example."""

    def __init__(self, url: str, folder: Path) -> None:
        spawn = multiprocessing.get_context("spawn")
        self.told: Any = spawn.Queue()
        self.asked: list[Any] = [spawn.Queue() for _ in range(WRITERS)]
        self.processes = [
            spawn.Process(target=serve, args=(url, str(folder), name, asked, self.told), daemon=True)
            for name, asked in enumerate(self.asked)
        ]
        for process in self.processes:
            process.start()

    def run(self, plan: Plan) -> list[Told]:
        for asked in self.asked:
            asked.put(plan)
        answers = [self.told.get(timeout=120)[1] for _ in self.asked]
        assert all(isinstance(answer, Told) for answer in answers), answers
        return answers

    def stop(self) -> None:
        for asked in self.asked:
            asked.put(None)
        for process in self.processes:
            process.join(20)


@pytest.fixture(scope="module")
def crew(dynalite: str, key_folder: Path) -> Iterator[Crew]:
    connect(dynalite, key_folder)
    running = Crew(dynalite, key_folder)
    yield running
    running.stop()


@settings(
    max_examples=8, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(
    seed=st.integers(0, 10**6),
    changes=st.integers(3, 12),
    share=st.sampled_from([0.0, 0.02, 0.1, 0.25]),
    exclusive=st.sampled_from([0.0, 0.1, 0.5]),
)
def test_nothing_is_lost_doubled_or_reordered(
    store: str, crew: Crew, seed: int, changes: int, share: float, exclusive: float
) -> None:
    place = new_space()
    told = crew.run(Plan(place, seed, changes, share, exclusive))
    check(place, told)


def check(place: str, told: list[Told]) -> None:
    assert not [wrong for one in told for wrong in one.wrong]
    assert not [op for one in told for op in one.given_up], "a client that repeats is answered in the end"
    cache.drop()
    entries = log.tail(place, 0)
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    standing = Counter(op["op"] for entry in entries for op in entry.ops)
    assert set(standing.values()) <= {1}, "doubled"
    where = {op["op"]: entry.seq for entry in entries for op in entry.ops}
    for one in told:
        assert [(op, where[op]) for op, _ in one.accepted] == one.accepted, (
            "lost, or not where it was said to be"
        )
        seqs = [seq for _, seq in one.accepted]
        assert seqs == sorted(seqs), "reordered"
    counted = sum(len(one.exclusive) for one in told)
    whole = replayed(place)
    assert whole["probe"].get("shared", {"n": 0})["n"] == counted, (
        "an exclusive decision did not see its state"
    )
    for _ in range(2):
        assert opened(pages.board(place)[0])[0] == of_set(whole, "board")
        assert opened(pages.texts(place)[0])[0] == of_set(whole, "texts")
        assert {id: dict(one) for id, one in space.state(place).of("probe").items()} == whole["probe"]
        pages.compact(place)
        cache.drop()


@pytest.mark.parametrize("added", [0, 5])
def test_every_writer_gets_through(store: str, key_folder: Path, added: int) -> None:
    row = contention.run(store, key_folder, writers=8, added=added, seconds=2.0)
    assert row.errors == 0
    assert row.wrong == 0
    assert row.slowest_share > 0, "a writer starved"
