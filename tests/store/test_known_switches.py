"""What a process knows of the switches: for how long, at what cost, and what it does when it cannot ask."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.store import glance, rows, switches, tables
from chalicelib.store.busy import Busy


@pytest.fixture
def calls(store: str) -> list[str]:
    """The engine calls made from here on."""
    made: list[str] = []

    def count(model: Any, **_: Any) -> None:
        made.append(model.name)

    tables.line().dynamodb.meta.events.register("before-call.dynamodb", count)
    return made


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = switches.time.monotonic()
    monkeypatch.setattr(switches.time, "monotonic", lambda: now + seconds)


def test_the_look_brings_it_along_and_it_is_kept_a_while(
    calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = tables.Switch(switches.READ_ONLY, since=1)
    rows.put(row)
    calls.clear()
    glance.look("nobody", [])
    assert switches.read_only()
    assert calls == ["BatchGetItem"], "no call of its own"
    rows.remove(row)
    glance.look("nobody", [])
    assert switches.read_only(), "what is known still goes"
    later(monkeypatch, switches.KEPT_SECONDS)
    glance.look("nobody", [])
    assert not switches.read_only()


def test_what_cannot_be_asked_is_not_let_through(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not switches.read_only()

    def lost(*_: Any) -> Any:
        raise Busy(1.0, "no answer")

    monkeypatch.setattr(rows, "find", lost)
    assert not switches.read_only()
    later(monkeypatch, switches.KEPT_SECONDS)
    with pytest.raises(Busy):
        switches.read_only()


def test_an_older_answer_does_not_undo_a_newer_one(store: str) -> None:
    switches.heard(True, 10.0)
    switches.heard(False, 9.0)
    assert switches._known == (10.0, True)
    switches.forget()
