"""What the store promises on any engine that speaks the DynamoDB API."""

from __future__ import annotations

import pytest

from chalicelib.store import cache, log, pages, space
from tests.store.faults import counting
from tests.store.kinds import new_space, note, of_set, opened, proposal, put, replayed

pytestmark = pytest.mark.usefixtures("either")


def test_a_change_stands_in_the_log_and_in_the_state() -> None:
    place = new_space()
    made = space.create(place, proposal("op-1", put("a", text="Việt", labels={"l": True})))
    assert (made.seq, made.error, made.repeated) == (1, None, False)
    [second] = space.commit(place, [proposal("op-2", put("a", labels={"l": None, "k": True}))])
    assert second.seq == 2
    assert space.state(place).get("probe", "a") == {"text": "Việt", "labels": {"k": True}}
    assert [entry.seq for entry in log.tail(place, 0)] == [1, 2]
    assert [entry.seq for entry in log.before(place, 2)] == [1]


def test_a_warm_read_is_one_call_and_a_warm_change_one_put() -> None:
    place = new_space()
    space.create(place, proposal("op-1", put("a", text="1")))
    with counting() as line:
        space.state(place)
        assert line.calls == ["Query"]
        space.commit(place, [proposal("op-2", put("a", text="2"))])
        assert line.calls == ["Query", "PutItem"]
        pages.board(place)
        board_calls = line.calls[2:]
        pages.board(place)
    assert len(board_calls) <= 2
    assert line.calls[2 + len(board_calls) :] == ["Query"]


def test_a_repeated_op_is_answered_and_not_repeated() -> None:
    place = new_space()
    space.create(place, proposal("op-1", put("a", text="1")))
    space.commit(place, [proposal("op-2", put("a", text="2"))])
    for after in (None, 0, 1):
        [again] = space.commit(place, [proposal("op-2", put("a", text="3"), after=after)])
        assert (again.repeated, again.seq) == (True, 2)
    cache.drop()
    [cold] = space.commit(place, [proposal("op-1", put("a", text="3"), after=0)])
    assert (cold.repeated, cold.seq) == (True, 1)
    assert len(log.tail(place, 0)) == 2


def test_a_refused_proposal_is_alone() -> None:
    place = new_space()

    def refuse(_: space.State) -> list[space.Change]:
        raise PermissionError

    one, two, three = space.commit(
        place,
        [
            proposal("op-1", put("a", text="1")),
            space.Proposal("op-2", None, "m1", "probe.edit", refuse),
            proposal("op-3", put("b", text="3")),
        ],
    )
    assert isinstance(two.error, PermissionError)
    assert (one.seq, three.seq) == (1, 1)
    assert [op["op"] for op in log.tail(place, 0)[0].ops] == ["op-1", "op-3"]


def test_later_proposals_see_earlier_ones() -> None:
    place = new_space()

    def increase(state: space.State) -> list[space.Change]:
        return [put("a", n=(state.get("probe", "a") or {"n": 0})["n"] + 1)]

    space.commit(place, [space.Proposal(f"op-{n}", None, "m1", "probe.edit", increase) for n in range(5)])
    assert space.state(place).get("probe", "a") == {"n": 5}


def test_a_large_batch_is_split_and_order_kept() -> None:
    place = new_space()
    outcomes = space.commit(place, [proposal(f"op-{n}", put(f"id{n}", text="x" * 50_000)) for n in range(12)])
    assert [outcome.seq for outcome in outcomes] == sorted(outcome.seq for outcome in outcomes)
    assert outcomes[-1].seq >= 2
    assert len(log.tail(place, 0)) == outcomes[-1].seq


def test_pages_and_tail_equal_full_replay() -> None:
    place = new_space()
    for turn in range(3):
        changes = [put(f"id{n:04d}", text=f"Đề tài {n} lần {turn}", n=n) for n in range(turn, 400, turn + 1)]
        changes += [note(f"n{n}", f"id{n:04d}", "Ghi chú " * 40) for n in range(turn, 300)]
        space.commit(
            place, [proposal(f"op-{turn}-{k}", *changes[k : k + 100]) for k in range(0, len(changes), 100)]
        )
        space.commit(
            place, [proposal(f"gone-{turn}", {"kind": "probe", "id": f"id{turn:04d}", "delete": True})]
        )
        assert pages.compact(place)
        space.commit(
            place, [proposal(f"more-{turn}", put("late", turn=turn), note("late", "id0001", "muộn"))]
        )
        for _ in range(2):
            board, head = pages.board(place)
            kinds, tail, first = opened(board)
            assert first == {"space": place, "seq": head}
            assert [entry["seq"] for entry in tail] == [head]
            assert kinds == of_set(replayed(place), "board")
            assert opened(pages.texts(place)[0])[0] == of_set(replayed(place), "texts")
            assert dict(space.state(place).of("probe")) == kinds["probe"]
            cache.drop()


def test_texts_near_a_task() -> None:
    place = new_space()
    space.commit(place, [proposal("op-1", *(note(f"n{n}", f"t{n % 7}", "chữ " * 300) for n in range(400)))])
    pages.compact(place)
    edit = {"kind": "probe-note", "id": "n3", "set": {"text": "sửa"}, "near": "t3"}
    gone = {"kind": "probe-note", "id": "n10", "delete": True, "near": "t3"}
    space.commit(place, [proposal("op-2", edit, gone), proposal("op-3", note("n4", "t4", "khác"))])
    expected = {id: one for id, one in replayed(place)["probe-note"].items() if one["probe"] == "t3"}
    assert pages.read_texts(place, "t3") == {"probe-note": expected}
    kinds, tail, _ = opened(pages.texts(place, "t3")[0])
    assert {id: one for id, one in kinds["probe-note"].items() if one["probe"] == "t3"} == expected
    assert [op["op"] for entry in tail for op in entry["ops"]] == ["op-2"]
