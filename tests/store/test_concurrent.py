"""Eight writers, each its own process, on a line that loses requests and replies: nothing lost, doubled or reordered."""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from chalicelib.store import cache, log, pages, space
from chalicelib.store.busy import Busy
from tests.bench import contention
from tests.store.conftest import connect
from tests.store.faults import AFTER, BEFORE, at_call
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
        answers = dict(self.told.get(timeout=120) for _ in self.asked)
        assert all(isinstance(answer, Told) for answer in answers.values()), answers
        return [answers[name] for name in range(WRITERS)]

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


class EightWriters(RuleBasedStateMachine):
    """One space, whatever eight clients and the network do to it; after every step the log is checked whole."""

    crew: Crew

    def __init__(self) -> None:
        super().__init__()
        self.place = new_space()
        self.told: dict[Plan, list[Told]] = {}
        self.seeds = itertools.count()

    @rule(
        changes=st.integers(1, 8),
        share=st.sampled_from([0.0, 0.02, 0.1, 0.25]),
        exclusive=st.sampled_from([0.0, 0.1, 0.5]),
    )
    def all_write_at_once(self, changes: int, share: float, exclusive: float) -> None:
        """`share` of all engine calls lose their request or their reply."""
        plan = Plan(self.place, next(self.seeds), changes, share, exclusive)
        self.told[plan] = self.crew.run(plan)

    @precondition(lambda self: self.told)
    @rule(data=st.data(), share=st.sampled_from([0.0, 0.1]))
    def all_send_old_changes_again(self, data: st.DataObject, share: float) -> None:
        """The same ops, from clients that never heard: each is answered with where it stands."""
        plan = data.draw(st.sampled_from(list(self.told)))
        again = self.crew.run(plan._replace(share=share, again=True))
        assert [one.accepted for one in again] == [one.accepted for one in self.told[plan]]

    @rule()
    def the_pages_are_compacted(self) -> None:
        pages.compact(self.place)

    @rule(call=st.integers(0, 12), kind=st.sampled_from([BEFORE, AFTER]))
    def a_compaction_crashes(self, call: int, kind: str) -> None:
        with at_call(call, kind), contextlib.suppress(Busy):
            pages.compact(self.place)

    @rule()
    def this_process_forgets(self) -> None:
        cache.drop()

    @invariant()
    def nothing_is_lost_doubled_or_reordered(self) -> None:
        check(self.place, [one for told in self.told.values() for one in told])


def test_nothing_is_lost_doubled_or_reordered(store: str, crew: Crew) -> None:
    EightWriters.crew = crew
    run_state_machine_as_test(
        EightWriters,
        settings=settings(
            max_examples=10,
            stateful_step_count=8,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


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
    assert whole.get("probe", {}).get("shared", {"n": 0})["n"] == counted, (
        "an exclusive decision did not see its state"
    )
    assert opened(pages.board(place)[0])[0] == of_set(whole, "board")
    assert opened(pages.texts(place)[0])[0] == of_set(whole, "texts")
    assert {id: dict(one) for id, one in space.state(place).of("probe").items()} == whole.get("probe", {})


@pytest.mark.parametrize("added", [0, 5])
def test_every_writer_gets_through(store: str, key_folder: Path, added: int) -> None:
    row = contention.run(store, key_folder, writers=8, added=added, seconds=2.0)
    assert row.errors == 0
    assert row.wrong == 0
    assert row.slowest_share > 0, "a writer starved"
