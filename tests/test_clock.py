"""Time is read in one place, and processes whose machines disagree follow the engine that they share."""

import ast
from pathlib import Path

import pytest

from chalicelib import clock
from tests.test_architecture import PRODUCT, sources

# Where a machine's own time of day may be read, with the reason.
ALLOWED = {
    "clock.py": "the one place",
    "local/seed/visitor.py": "a browser's ids begin with its own clock's seconds",
    "local/seed/board.py": "the demo's tasks are due around the day it is made",
}
READINGS = {
    "time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime", "time.strftime",
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today",
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today",
}  # fmt: skip
HOUR = 3_600_000


def readings(source: str) -> list[str]:
    """Every mention of a way to read the time of day, imported by name or not."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in READINGS:
            found.append(f"line {node.lineno}: {ast.unparse(node)}")
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            found += [
                f"line {node.lineno}: {one.name}" for one in node.names if f"time.{one.name}" in READINGS
            ]
    return found


@pytest.mark.parametrize("path", sources(PRODUCT), ids=lambda path: path.relative_to(PRODUCT).as_posix())
def test_time_is_read_in_one_place(path: Path) -> None:
    name = path.relative_to(PRODUCT).as_posix()
    found = readings(path.read_text())
    if name in ALLOWED:
        assert found, f"{name} reads no clock any more: take its row out"
    else:
        assert not found, (
            f"{name}: {found}. Use clock.now(): a Region's clock may be minutes off, and what is kept must not be"
        )


@pytest.mark.parametrize(
    "line", ["time.time()", "datetime.now(UTC)", "datetime.date.today()", "from time import time_ns"]
)
def test_the_lint_sees(line: str) -> None:
    assert readings(line)
    assert not readings("time.monotonic()")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The machine's own clock, to be set."""
    at = [1_000 * HOUR]
    monkeypatch.setattr(clock, "read", lambda: at[0])
    monkeypatch.setattr(clock, "_ahead", 0)
    monkeypatch.setattr(clock, "_differed", None)
    return at


@pytest.mark.parametrize("off", [-HOUR, -300_000, 300_000, HOUR])
def test_a_machine_that_is_off_follows_the_engine_from_its_first_answer_on(
    machine: list[int], off: int
) -> None:
    true = machine[0]
    machine[0] = true + off
    clock.hear(true)
    assert clock.now() == true
    machine[0] += 60_000
    assert clock.now() == true + 60_000


def test_small_differences_are_nobodys_fault(machine: list[int]) -> None:
    for late in (0, 999, 3_900, 100):
        clock.hear(machine[0] - late)
    assert clock.now() == machine[0]


def test_one_odd_date_is_not_believed_and_two_that_agree_are(machine: list[int]) -> None:
    true = machine[0]
    clock.hear(true)
    clock.hear(true - 60_000)
    assert clock.now() == true, "an engine that was stopped begins with an old date"
    clock.hear(true)
    clock.hear(true - 60_000)
    assert clock.now() == true
    clock.hear(true - 61_000)
    assert clock.now() == true - 61_000, "the machine's clock was set while we ran"
