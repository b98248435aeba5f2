"""Twenty times the leader is killed, each time with another seed, and how long until people are served again."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SEEDS = 20


def main() -> None:
    """Fast checks (each second, names remembered 6 s): what is measured is our part, not Route 53's waiting."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "history.jsonl"
        command = [
            sys.executable,
            "-m",
            "monitoring.drills",
            "--fast",
            "--seeds",
            str(SEEDS),
            "--history",
            str(kept),
        ]
        ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        drills = [json.loads(line) for line in kept.read_text().splitlines()]
    print(f"{len(drills)} drills, {sum(one['acknowledged'] for one in drills)} changes acknowledged")
    for what in ("lost", "doubled", "stale", "unclean"):
        print(f"{what:>12}  {sum(one[what] for one in drills)}")
    for what in ("rto_first_s", "rto_last_s"):
        print(f"{what:>12}  {spread(drills, what)}")
    if ran.returncode:
        sys.exit("A drill missed the goal.")


def spread(drills: list[dict[str, Any]], what: str) -> str:
    times = sorted(one[what] for one in drills)
    return f"{times[0]:.1f} … {statistics.median(times):.1f} … {times[-1]:.1f} s (least, median, most)"


if __name__ == "__main__":
    main()
