"""`make drill`: rehearse, print the result as one line of JSON, and keep it in history.jsonl beside this file."""

import argparse
import json
import sys
from pathlib import Path

from monitoring.drills.drill import drill, reached
from monitoring.drills.modes import MODES
from monitoring.drills.resolver import FAST, ROUTE53

HISTORY = Path(__file__).parent / "history.jsonl"


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m monitoring.drills", description=__doc__)
    asked.add_argument("--mode", choices=[*MODES, "all"], default="killed")
    asked.add_argument("--fast", action="store_true", help="checks each second instead of Route 53's ten")
    asked.add_argument("--seed", type=int, default=1, help="the first seed")
    asked.add_argument("--seeds", type=int, default=1, help="how many drills, each with the next seed")
    asked.add_argument("--history", type=Path, default=HISTORY, help="the file that lines are appended to")
    chosen = asked.parse_args()
    missed = 0
    for seed in range(chosen.seed, chosen.seed + chosen.seeds):
        for mode in MODES if chosen.mode == "all" else (chosen.mode,):
            result = drill(mode, MODES[mode], seed, FAST if chosen.fast else ROUTE53)
            line = json.dumps(result, ensure_ascii=False)
            print(line, flush=True)
            with chosen.history.open("a", encoding="utf-8") as kept:
                kept.write(line + "\n")
            missed += not reached(result)
    if missed:
        sys.exit(f"{missed} of the drills missed the goal.")


if __name__ == "__main__":
    main()
