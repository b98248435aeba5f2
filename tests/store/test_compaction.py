"""Compaction stopped anywhere, twice at once, or far behind: pages + tail stay equal to the log."""

from __future__ import annotations

import contextlib
import threading

import pytest

from chalicelib.store import cache, compaction, leaves, manifest, pages, space
from chalicelib.store.busy import Busy
from chalicelib.store.records import KINDS, SETS
from tests.store.faults import AFTER, BEFORE, at_call, counting
from tests.store.kinds import new_space, note, of_set, opened, proposal, put, replayed

pytestmark = pytest.mark.usefixtures("store")


def filled(rounds: int = 1) -> str:
    place = new_space()
    for turn in range(rounds):
        changes = [put(f"id{n:03d}", text=f"{turn} {n} " + "chữ " * (n % 40)) for n in range(turn, 300)]
        notes = [note(f"n{n}", f"id{n % 50:03d}", f"{turn} " + "lời " * 60) for n in range(turn, 200)]
        space.commit(place, [proposal(f"op-{turn}", *changes), proposal(f"notes-{turn}", *notes)])
        if turn < rounds - 1:
            pages.compact(place)
    return place


def check(place: str) -> None:
    """Warm and cold, pages + tail give what the log gives."""
    whole = replayed(place)
    for _ in range(2):
        assert opened(pages.board(place)[0])[0] == of_set(whole, "board")
        assert opened(pages.texts(place)[0])[0] == of_set(whole, "texts")
        cache.drop()


@pytest.mark.parametrize("kind", [BEFORE, AFTER])
def test_a_crash_at_every_step_leaves_valid_pages(kind: str) -> None:
    place = filled(2)
    compaction.compact(place, "texts")
    cache.drop()
    with counting() as line:
        probe = filled(2)
        start = len(line.calls)
        cache.drop()
        compaction.compact(probe, "board")
        steps = len(line.calls) - start
    assert steps >= 5
    for step in range(steps):
        cache.drop()
        with at_call(step, kind) as line:
            with contextlib.suppress(Busy):
                compaction.compact(place, "board")
            assert line.fired
        cache.drop()
        check(place)
        [made] = space.commit(
            place, [proposal(f"after-crash-{kind}-{step:02d}", put(f"id{step:03d}", text="sau"))]
        )
        assert made.error is None
    assert compaction.compact(place, "board")
    check(place)
    current = manifest.read(place, "board")
    compaction.sweep(place, "board", current, older_than=-60)
    assert {*leaves.ids(place, "board")} == {page.id for page in current.pages} | {*current.old}


def test_two_compactors_at_once_do_no_harm() -> None:
    for _ in range(4):
        place = filled(2)
        gate = threading.Barrier(3)
        done: list[bool] = []

        def work(place: str = place, gate: threading.Barrier = gate, done: list[bool] = done) -> None:
            gate.wait()
            done.append(compaction.compact(place, "board"))

        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert any(done)
        check(place)
        current = manifest.read(place, "board")
        assert {*leaves.ids(place, "board")} == {page.id for page in current.pages} | {*current.old}


def test_a_reader_of_the_manifest_before_still_finds_its_pages() -> None:
    place = filled(2)
    before = manifest.read(place, "board")
    compaction.compact(place, "board")
    cache.drop()
    assert leaves.fetch(place, "board", before.pages) is not None
    space.commit(place, [proposal("more", *(put(f"id{n:03d}", text="mới") for n in range(300)))])
    compaction.compact(place, "board")
    cache.drop()
    assert leaves.fetch(place, "board", before.pages) is None
    cache.manifests.put(manifest.key(place, "board"), before, 1)
    check(place)


def test_only_touched_pages_are_rewritten() -> None:
    place = new_space()
    changes = [
        put(f"id{n:05d}", text=f"{n * 7919 % 100_003} {n * 104_729 % 1_000_003}") for n in range(12_000)
    ]
    space.commit(place, [proposal(f"op-{k}", *changes[k : k + 500]) for k in range(0, len(changes), 500)])
    pages.compact(place)
    before = manifest.read(place, "board").pages
    assert len(before) > 3
    assert all(page.size <= compaction.PAGE_BYTES for page in before)
    space.commit(place, [proposal("one", put("id00003", text="đổi"))])
    pages.compact(place)
    after = manifest.read(place, "board").pages
    assert [page.id for page in after[1:]] == [page.id for page in before[1:]]
    assert after[0].id != before[0].id
    check(place)


def test_records_deleted_leave_no_page() -> None:
    place = filled()
    pages.compact(place)
    gone = [{"kind": "probe", "id": id, "delete": True} for id in space.state(place).of("probe")]
    space.commit(place, [proposal("gone", *gone)])
    pages.compact(place)
    assert manifest.read(place, "board").pages == ()
    check(place)


def test_a_kind_of_a_newer_version_stops_compaction_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    place = new_space()
    space.commit(place, [proposal("known", put("a", text="1"))])
    space.commit(place, [proposal("new", note("n", "a", "2"))])
    with monkeypatch.context() as older:
        older.delitem(KINDS, "probe-note")
        cache.drop()
        for set in SETS:
            compaction.compact(place, set)
            assert manifest.read(place, set).upto == 1
    cache.drop()
    check(place)


def test_commits_and_reads_cause_compaction_by_themselves() -> None:
    place = new_space()
    for n in range(80):
        space.commit(place, [proposal(f"op-{n}", put(f"id{n}", text="x"))])
    assert manifest.read(place, "board").upto >= 64
    check(place)
