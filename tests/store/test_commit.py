"""Lost requests and lost replies of single calls: what was written stands once, and the caller is told the truth."""

from __future__ import annotations

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.store import cache, log, space
from chalicelib.store.busy import Busy
from tests.store.faults import AFTER, BEFORE, Faults, at_call
from tests.store.kinds import new_space, proposal, put

pytestmark = pytest.mark.usefixtures("store")
MANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("kind", [BEFORE, AFTER])
def test_one_lost_put_is_settled_by_reading(kind: str) -> None:
    place = new_space()
    space.create(place, proposal("op-1", put("a", n=1)))
    fates = iter([kind])
    with Faults(lambda operation: next(fates, None) if operation == "PutItem" else None) as line:
        [made] = space.commit(place, [proposal("op-2", put("a", n=2))])
    assert line.fired == 1
    assert (made.error, made.repeated, made.seq) == (None, False, 2)
    assert [op["op"] for entry in log.tail(place, 0) for op in entry.ops] == ["op-1", "op-2"]


@pytest.mark.parametrize("kind", [BEFORE, AFTER])
def test_a_dead_line_is_busy_and_the_retry_tells(kind: str) -> None:
    place = new_space()
    space.create(place, proposal("op-1", put("a", n=1)))
    with at_call(0, kind), pytest.raises(Busy) as told:
        space.commit(place, [proposal("op-2", put("a", n=2), after=1)])
    assert told.value.retry_after > 0
    [again] = space.commit(place, [proposal("op-2", put("a", n=2), after=1)])
    assert again.seq == 2
    assert again.repeated == (kind == AFTER)
    assert len(log.tail(place, 0)) == 2


@MANY
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 30), st.booleans()), min_size=1, max_size=25))
def test_an_op_sent_again_with_an_older_base_is_repeated(sent: list[tuple[int, int, bool]]) -> None:
    place = new_space()
    stood: dict[str, int] = {}
    for number, back, cold in sent:
        if cold:
            cache.drop()
        op, head = f"op-{number}", max(stood.values(), default=0)
        base = stood.get(op, head + 1) - 1
        [made] = space.commit(place, [proposal(op, put("a", n=number), after=max(0, base - back))])
        assert made.repeated == (op in stood)
        stood.setdefault(op, made.seq)
        assert made.seq == stood[op]
    assert [entry.ops[0]["op"] for entry in log.tail(place, 0)] == list(stood)


def test_threads_go_out_together() -> None:
    place = new_space()
    space.create(place, proposal("op-0", put("a", n=0)))
    gate, outcomes = threading.Barrier(16), []

    def write(name: int) -> None:
        gate.wait()
        for turn in range(10):
            outcomes.extend(space.commit(place, [proposal(f"op-{name}-{turn}", put(f"w{name}", n=turn))]))

    threads = [threading.Thread(target=write, args=(name,)) for name in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(outcome.error is None and not outcome.repeated for outcome in outcomes)
    entries = log.tail(place, 0)
    assert len(entries) < 120, "16 threads should share entries"
    for name in range(16):
        mine = [op["op"] for entry in entries for op in entry.ops if op["op"].startswith(f"op-{name}-")]
        assert mine == [f"op-{name}-{turn}" for turn in range(10)]


def test_the_same_op_from_many_threads_stands_once() -> None:
    place = new_space()
    gate, outcomes = threading.Barrier(8), []

    def write() -> None:
        gate.wait()
        outcomes.extend(space.commit(place, [proposal("op-same", put("a", n=1))]))

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome.repeated for outcome in outcomes) == [False] + [True] * 7
    assert len(log.tail(place, 0)) == 1


def test_a_refusal_counts_only_on_a_fresh_state() -> None:
    place = new_space()
    space.create(place, proposal("op-1", put("a", n=1)))
    foreign = {"op": "foreign", "by": "m2", "at": 1, "verb": "probe.edit", "changes": [put("b", n=1)]}
    assert log.put(place, 2, [foreign])

    def decide(state: space.State) -> list[space.Change]:
        if state.get("probe", "b") is None:
            raise LookupError
        return [put("b", n=2)]

    [made] = space.commit(place, [space.Proposal("op-2", None, "m1", "probe.edit", decide)])
    assert (made.error, made.seq) == (None, 3)


def test_an_exclusive_change_is_decided_on_what_it_follows() -> None:
    place = new_space()
    space.create(place, proposal("op-1", put("a", n=1)))
    foreign = {"op": "foreign", "by": "m2", "at": 1, "verb": "probe.edit", "changes": [put("a", n=7)]}
    assert log.put(place, 2, [foreign])

    def decide(state: space.State) -> list[space.Change]:
        return [put("a", seen=(state.get("probe", "a") or {})["n"])]

    [made] = space.commit(place, [space.Proposal("op-2", None, "m1", "probe.edit", decide, exclusive=True)])
    assert made.seq == 3
    assert space.state(place).get("probe", "a") == {"n": 7, "seen": 7}
