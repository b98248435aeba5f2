"""The bill: units are measured, each line is its units times its price, and every price stands in one list."""

import datetime
import json
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from monitoring.alarm import Metric
from monitoring.alarms import ALARMS
from monitoring.cost import bill, habits
from monitoring.cost.counted import Units
from monitoring.cost.day import PARTS
from monitoring.cost.habits import Habits, Pace
from tests.site import ROOT

MEASURE = """
import json, sys
from monitoring.cost import day
day.TASKS_ON_A_BOARD, day.COMPACTING = int(sys.argv[1]), 1
day.COMMENT += " xem" * int(sys.argv[2])
print(json.dumps({name: one._asdict() for name, one in day.measure(5).items()}))
"""


@cache
def measured(tasks: int, words: int) -> dict[str, Units]:
    """The parts with a board of so many tasks and comments longer by so many words; in a process of its own, for it
    connects the product to an engine."""
    command = [sys.executable, "-c", MEASURE, str(tasks), str(words)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return {name: Units(**one) for name, one in json.loads(ran.stdout).items()}


def lines(users: int, **other: Any) -> dict[str, bill.Line]:
    given = {
        "parts": measured(20, 0),
        "habits": Habits(),
        "pace": habits.pace(),
        "known": bill.prices(),
    } | other
    return {one.name: one for one in bill.month(users, **given)}


def test_the_parts_of_a_day_take_what_the_mechanism_promises() -> None:
    parts = measured(20, 0)
    assert set(parts) == set(PARTS)
    assert (parts["poll"].requests, parts["poll"].engine_reads, parts["poll"].engine_writes) == (1, 1, 0)
    assert parts["change"].engine_writes == 1, "one put a change"
    assert parts["change"].requests == 1
    assert 1 <= parts["sign-in"].mails <= 2, "the link, and where the browser is new a notice"
    assert parts["sign-in"].key_calls >= 3, "the address is sealed, looked up, opened"
    assert parts["deep-look"].key_calls == 1
    assert all(one.cpu_ms > 0 for one in parts.values())


def test_units_are_measured_and_not_typed() -> None:
    small, large, wordy = measured(20, 0), measured(120, 0), measured(20, 1000)
    assert large["open"].sent_out > 2 * small["open"].sent_out, "a larger board is more bytes"
    assert wordy["change"].write_units > small["change"].write_units, "a longer comment is more units"
    assert wordy["change"].stored > small["change"].stored + 500


@pytest.mark.parametrize("name", bill.prices().of)
def test_a_price_doubled_doubles_its_line_and_no_other(name: str) -> None:
    known = bill.prices()
    doubled = known.of[name]._replace(price=known.of[name].price * 2)
    before, after = lines(1000), lines(1000, known=known._replace(of=known.of | {name: doubled}))
    assert before[name].dollars > 0, "every price is of something that is used"
    assert after[name].dollars == pytest.approx(2 * before[name].dollars)
    assert {k: v for k, v in after.items() if k != name} == {k: v for k, v in before.items() if k != name}


def test_every_price_says_its_unit_and_where_it_is_published() -> None:
    known = bill.prices()
    assert datetime.date.fromisoformat(known.date)
    for name, one in known.of.items():
        assert one.price > 0, name
        assert one.per > 0, name
        assert one.unit, name
        assert one.source.startswith("https://aws.amazon.com/"), name


def test_more_users_cost_more_and_each_of_them_less() -> None:
    totals = {users: sum(one.dollars for one in lines(users).values()) for users in (10, 1_000, 100_000)}
    assert totals[10] < totals[1_000] < totals[100_000]
    assert totals[10] / 10 > totals[1_000] / 1_000 > totals[100_000] / 100_000


def test_a_habit_moves_its_own_lines() -> None:
    usual, eager = lines(1000), lines(1000, habits=Habits(changes=80))
    assert eager["table_writes"].dollars > 1.3 * usual["table_writes"].dollars
    assert eager["mails"] == usual["mails"]


def test_how_often_clients_ask_is_read_from_the_client(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    slower = habits.pace()._replace(active=10_000)
    assert lines(1000, pace=slower)["api_requests"].dollars < lines(1000)["api_requests"].dollars / 2
    found = habits.pace()
    assert 0 < found.active <= found.idle <= found.hidden
    for name in ("poller.ts", "workspace.svelte.ts"):
        (tmp_path / name).write_text("export const ACTIVE = 2_000;\n")
    monkeypatch.setattr(habits, "CLIENT", tmp_path)
    with pytest.raises(ValueError, match="IDLE"):
        habits.pace()


def test_polls_follow_the_pace() -> None:
    day = Habits(days=1, busy_minutes=1, open_minutes=1, hidden_minutes=2)
    assert habits.polls(day, Pace(1_000, 30_000, 60_000, 5)) == (60 + 2 + 2, 12 + 2 + 2)


def test_what_watches_is_counted_from_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    before = lines(10)
    more = ALARMS[-1]._replace(name="one-more", metrics={"m": Metric("IZwork", "Another", "Sum")})
    monkeypatch.setattr(bill, "ALARMS", (*ALARMS, more))
    after = lines(10)
    assert after["alarms"].units == before["alarms"].units + 2
    assert after["figures"].units == before["figures"].units + 2


def test_the_command_prints_its_assumptions_lines_and_totals() -> None:
    command = [sys.executable, "-m", "monitoring.cost", "--rounds", "2", "--users", "10", "1000"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert bill.prices().date in ran.stdout
    for said in (*bill.prices().of, *Habits._fields, *PARTS, "in all", "a user"):
        assert said in ran.stdout, said
