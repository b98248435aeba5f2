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
FIELDS = {"at", "seed", "timing", "acknowledged", "lost", "doubled", "refused", "rto_first_s", "rto_last_s"}


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


def test_throttling_and_lost_replies_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every request ends in 2xx or a clean 503 with Retry-After, though a third of the engine's calls do not."""
    monkeypatch.setattr(modes, "FAULTY_SECONDS", 8.0)
    line = drill("throttled", modes.throttled, 7, FAST)
    assert reached(line), line
    assert line["throttled"] > 20
    assert line["replies_lost"] > 10
    assert line["unanswered"] == 0
    assert line["acknowledged"] > 10
