"""The name turns after as many failures in a row as it should, and clients learn of it when their time is up."""

import random
import time

import pytest

from monitoring.drills import resolver as resolving
from monitoring.drills.caller import SLOWEST_RETRY, Pauses
from monitoring.drills.resolver import Name, Resolver, Timing

TIMING = Timing("test", 10.0, 3, 60.0)


def resolver() -> Resolver:
    return Resolver("http://leader", "http://standby", TIMING, random.Random(1))


@pytest.mark.parametrize(
    ("checks", "answers"),
    [
        ("---", "LLS"),
        ("--+---", "LLLLLS"),
        ("---++-+++", "LLSSSSSSL"),
        ("+++", "LLL"),
    ],
)
def test_three_in_a_row_turn_it(checks: str, answers: str) -> None:
    one, found = resolver(), ""
    for check in checks:
        one._count(check == "+")
        found += one.answer().removeprefix("http://")[0].upper()
    assert found == answers


def test_a_client_remembers_the_name_for_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(resolving.time, "monotonic", lambda: now[0])
    one = resolver()
    names = [Name(one, TIMING.ttl, random.Random(seed)) for seed in range(20)]
    one.fit = False
    moved = []
    for second in range(61):
        now[0] = 1000.0 + second
        moved.append(sum(name.address() == "http://standby" for name in names))
    assert moved[0] == 0
    assert 3 < moved[30] < 17, "they asked at different times before"
    assert moved[60] == 20
    one.fit = True
    now[0] += 0.5
    assert sum(name.address() == "http://leader" for name in names) < 3, (
        "each answer is kept for its whole time"
    )


def test_pauses_are_those_of_the_browser() -> None:
    pauses, waits = Pauses(random.Random(1)), []
    for _ in range(8):
        pauses.failed(0.0)
        waits.append(pauses.due - time.monotonic())
    assert all(2**n - 0.1 <= wait <= 2**n * 1.2 for n, wait in enumerate(waits[:5]))
    assert all(SLOWEST_RETRY - 0.1 <= wait <= SLOWEST_RETRY * 1.2 for wait in waits[5:])
    pauses.worked()
    pauses.failed(5.0)
    assert pauses.due - time.monotonic() > 4.9, "what the server asks for is kept"
