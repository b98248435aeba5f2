"""Nobody learns from an answer, or from how long it took, whether an address has an account or a way in exists."""

import json
import random
import subprocess
import sys

import pytest

from tests.bench import enumeration
from tests.site import ROOT


@pytest.fixture(scope="module")
def work() -> dict[str, list[list[str]]]:
    """In a process of its own, for it sets itself up by the environment."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.enumeration", "work"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert ran.returncode == 0, ran.stderr
    found: dict[str, list[list[str]]] = json.loads(ran.stdout)
    return found


def test_both_are_the_same_work(work: dict[str, list[list[str]]]) -> None:
    """The same calls to the engine in the same order, the same sealing, the same mail."""
    assert len(work) >= 5
    for name, (there, absent) in work.items():
        assert there == absent, name
        assert there, name
    assert work["sign-in: an address"][0].count("deliver") == 1
    assert work["recovery: a number"][0].count("deliver") == 1
    assert work["invitation: an address"][0].count("deliver") == 1


def test_both_look_the_same_and_take_as_long() -> None:
    """The bench asks 2 × 1,000 times; here far fewer, for what even a busy machine would show."""
    for name, there, absent, p, shapes in enumeration.timed(40, 10):
        assert shapes == 1, name
        assert abs(there - absent) < max(5.0, there / 3), (name, there, absent)
        assert p > 0.0005, (name, p)


def test_the_test_itself_tells_different_from_same() -> None:
    rng = random.Random(7)
    same = [enumeration.same_distribution([rng.gauss(10, 2) for _ in range(200)], [rng.gauss(10, 2) for _ in range(200)]) for _ in range(200)]  # fmt: skip
    assert 0 < sum(p < 0.05 for p in same) < 25
    slower = [enumeration.same_distribution([rng.gauss(10, 2) for _ in range(200)], [rng.gauss(11, 2) for _ in range(200)]) for _ in range(50)]  # fmt: skip
    assert sum(p < 0.05 for p in slower) > 45
