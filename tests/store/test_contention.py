"""What waits beside a contended log is carried once, or not at all when it must be decided anew."""

from __future__ import annotations

import random
import time

import pytest

from chalicelib.store import contention, log, pending, space, tables
from chalicelib.store.log import Op
from tests.store.faults import counting
from tests.store.kinds import new_space, proposal, put
from tests.waiting import PATIENCE

pytestmark = pytest.mark.usefixtures("store")


def left_by_another(place: str, op: str, seen: int, monkeypatch: pytest.MonkeyPatch, age: float = 0) -> Op:
    """A deposit of a process that is not this one."""
    waiting: Op = {"op": op, "by": "m2", "at": 1, "verb": "probe.edit", "changes": [put("b", text=op)]}
    with monkeypatch.context() as other:
        other.setattr(pending, "WRITER", "another")
        pending.leave(place, pending.Deposit(seen, int((time.time() - age) * 1000), (waiting,)))
    return waiting


def begun() -> str:
    """A space with one entry, counted as contended."""
    place = new_space()
    space.create(place, proposal("op-1", put("a", n=1)))
    contention._mark(place)
    return place


def ops(place: str) -> list[str]:
    return [op["op"] for entry in log.tail(place, 0) for op in entry.ops]


def test_others_are_carried_in_the_same_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    place = begun()
    waiting = left_by_another(place, "waiting", 1, monkeypatch)
    [made] = space.commit(place, [proposal("mine", put("a", n=2))])
    [entry] = log.tail(place, 1)
    assert (made.seq, made.repeated) == (2, False)
    assert entry.ops[0] == waiting
    assert [op["op"] for op in entry.ops] == ["waiting", "mine"]
    assert space.state(place).get("probe", "b") == {"text": "waiting"}
    space.commit(place, [proposal("next", put("a", n=3))])
    assert ops(place) == ["op-1", "waiting", "mine", "next"], "carried twice"


def test_what_stands_is_not_carried(monkeypatch: pytest.MonkeyPatch) -> None:
    place = begun()
    left_by_another(place, "op-1", 0, monkeypatch)
    space.commit(place, [proposal("mine", put("a", n=2))])
    assert ops(place) == ["op-1", "mine"]


def test_an_exclusive_op_makes_earlier_decisions_void(monkeypatch: pytest.MonkeyPatch) -> None:
    place = begun()
    contention._crowds.clear()
    space.commit(place, [proposal("alone", put("a", n=2), exclusive=True)])
    contention._mark(place)
    left_by_another(place, "decided-before", 1, monkeypatch)
    space.commit(place, [proposal("mine", put("a", n=3))])
    assert ops(place) == ["op-1", "alone", "mine"]
    left_by_another(place, "decided-after", 2, monkeypatch)
    space.commit(place, [proposal("last", put("a", n=4))])
    assert ops(place)[3:] == ["decided-after", "last"]


def test_an_exclusive_proposal_carries_others_before_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    place = begun()
    left_by_another(place, "waiting", 1, monkeypatch)
    saw: list[object] = []

    def decide(state: space.State) -> list[space.Change]:
        saw.append(state.get("probe", "b"))
        return [put("a", n=2)]

    space.commit(place, [space.Proposal("alone", None, "m1", "probe.edit", decide, exclusive=True)])
    assert ops(place) == ["op-1", "waiting", "alone"]
    assert saw[-1] == {"text": "waiting"}


def test_what_was_given_up_long_ago_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    place = begun()
    left_by_another(place, "forgotten", 1, monkeypatch, age=60)
    space.commit(place, [proposal("mine", put("a", n=2))])
    assert ops(place) == ["op-1", "mine"]
    assert pending.found(place) == []


def test_an_own_deposit_made_void_is_decided_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between putting down and carrying, another process appends an exclusive op."""
    place = begun()
    real, decisions = pending.leave, []

    def leave(where: str, deposit: pending.Deposit) -> None:
        real(where, deposit)
        if len(decisions) == 1:
            op = {
                "op": "alone",
                "x": 1,
                "by": "m2",
                "at": 1,
                "verb": "probe.edit",
                "changes": [put("a", n=9)],
            }
            assert log.put(where, 2, [op])

    def decide(state: space.State) -> list[space.Change]:
        decisions.append(state.get("probe", "a"))
        return [put("a", seen=(state.get("probe", "a") or {})["n"])]

    monkeypatch.setattr(pending, "leave", leave)
    [made] = space.commit(place, [space.Proposal("mine", None, "m1", "probe.edit", decide)])
    assert made.seq == 3
    assert space.state(place).get("probe", "a") == {"n": 9, "seen": 9}
    assert ops(place) == ["op-1", "alone", "mine"]


def test_one_who_never_loses_looks_after_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    place = new_space()
    space.create(place, proposal("op-0", put("a", n=0)))
    left_by_another(place, "waiting", 0, monkeypatch)
    until, number = time.monotonic() + PATIENCE, 0
    while "waiting" not in ops(place) and time.monotonic() < until:
        number += 1
        space.commit(place, [proposal(f"op-{number}", put("a", n=number))])
    assert "waiting" in ops(place)


def test_quiet_again_a_change_is_one_put() -> None:
    place = begun()
    contention._crowds.clear()
    with counting() as line:
        space.commit(place, [proposal("op-2", put("a", n=2))])
    assert line.calls == ["PutItem"]


def test_processes_started_from_one_snapshot_do_not_take_themselves_for_each_other() -> None:
    """Lambda's SnapStart copies a process after its imports; it connects when the first request arrives."""
    line, prefix = tables.line(), str(tables.Log.Meta.table_name).removesuffix("log")
    pauses, names = random.getstate(), set()
    for _ in range(2):
        random.setstate(pauses)
        tables.connect(line.endpoint, prefix, line.region, tables.background)
        names.add((pending.WRITER, random.random()))
    assert len({name for name, _ in names}) == len({pause for _, pause in names}) == 2
