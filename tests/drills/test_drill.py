"""Short rehearsals, as `make drill` runs them, with checks each second."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from monitoring.drills import modes
from monitoring.drills.drill import drill, reached
from monitoring.drills.resolver import FAST
from tests.site import ROOT

pytestmark = pytest.mark.slow
QUICK = FAST._replace(ttl=2.0)
FIELDS = {"at", "seed", "timing", "acknowledged", "lost", "doubled", "refused", "rto_first_s", "rto_last_s"}


@pytest.fixture
def shortened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modes, "CALM_SECONDS", 1.5)
    monkeypatch.setattr(modes, "FAULTY_SECONDS", 6.0)


def test_a_killed_leader_costs_nothing_acknowledged(tmp_path: Path) -> None:
    kept = tmp_path / "history.jsonl"
    command = [sys.executable, "-m", "monitoring.drills", "--fast", "--seed", "7", "--history", str(kept)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert kept.read_text() == ran.stdout
    line = json.loads(ran.stdout)
    assert set(line) >= FIELDS
    assert line["acknowledged"] > 20
    assert line["unanswered"] > 0, "nobody met the dead leader"
    assert 0 < line["rto_first_s"] <= line["rto_last_s"] < 30


@pytest.mark.parametrize(("mode", "seed"), [("cut-off", 1), ("kms-refusing", 1), ("kms-refusing", 2)])
def test_a_region_that_cannot_work_is_left(shortened: None, mode: str, seed: int) -> None:
    """The second seed of kms-refusing starts the leader anew, without any key in memory."""
    line = drill(mode, modes.MODES[mode], seed, QUICK)
    assert reached(line), line
    assert line["acknowledged"] > 20
    assert line.get("kms_faults", 1) > 0
    assert line.get("cold", False) == ((mode, seed) == ("kms-refusing", 2))
    assert 0 < line["rto_last_s"] < 30


def test_a_leader_whose_kms_is_slow_is_left(shortened: None) -> None:
    line = drill("kms-slow", modes.kms_slow, 7, QUICK)
    assert reached(line), line
    assert line["kms_faults"] > 3
    assert line["moved_last_s"] < 30


def test_a_region_that_returns_leads_again(shortened: None) -> None:
    line = drill("failback", modes.failback, 7, QUICK)
    assert reached(line), line
    assert 0 < line["back_last_s"] < 30


@pytest.mark.parametrize(("mode", "fault"), [("skewed", "clocks_off_s"), ("kms-throttled", "kms_faults")])
def test_both_regions_at_fault_alike(shortened: None, mode: str, fault: str) -> None:
    line = drill(mode, modes.MODES[mode], 7, QUICK)
    assert reached(line), line
    assert line[fault]
    assert line.get("at_off_s", 0) < 5
    assert line["acknowledged"] > 20


def test_throttling_and_lost_replies_cost_nothing(shortened: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every request ends in 2xx or a clean 503 with Retry-After, though a third of the engine's calls do not."""
    monkeypatch.setattr(modes, "FAULTY_SECONDS", 15.0)  # a busy machine writes little in fewer
    line = drill("throttled", modes.throttled, 7, QUICK)
    assert reached(line), line
    assert line["throttled"] > 10
    assert line["replies_lost"] > 5
    assert line["unanswered"] == 0
    assert line["acknowledged"] > 10
