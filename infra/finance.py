"""python -m infra.finance COMMAND: what the operator does about plans.

On AWS it gives the order to the API's function with your credentials (the role izwork-operator); on one machine say
where its data directory is, while it runs:

  python -m infra.finance --data ./data plan TEAM
  python -m infra.finance --data ./data grant TEAM sponsored --until 2027-12-31
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from infra.failover.__main__ import PREFIX, deployment
from infra.failover.rebuilding import giver


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    asked = argparse.ArgumentParser(
        prog="python -m infra.finance",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asked.add_argument("--data", type=Path, help="one machine: the data directory of the server that runs")
    asked.set_defaults(prefix=PREFIX, standing=None, api=[], endpoint=[])
    commands = asked.add_subparsers(dest="command", required=True, metavar="COMMAND")
    shown = commands.add_parser("plan", help="which plan a team is on; changes nothing")
    granted = commands.add_parser("grant", help="put a team on a plan from now on")
    revoked = commands.add_parser("revoke", help="end what was granted; 14 days of grace follow")
    for one in (shown, granted, revoked):
        one.add_argument("team", metavar="TEAM")
    for one in (granted, revoked):
        one.add_argument("plan", choices=["sponsored", "dedicated", "premium"])
    granted.add_argument("--until", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the last day")
    return asked


def main(given: Sequence[str] | None = None) -> None:
    """Do one command; a sentence and exit code 1 when it cannot be done."""
    chosen = arguments().parse_args(given)
    give = giver(deployment(chosen))
    match chosen.command:
        case "plan":
            done = give("plan", team=chosen.team)
        case "grant":
            until = chosen.until and chosen.until.isoformat()
            done = give("plan-grant", team=chosen.team, plan=chosen.plan, until=until)
        case "revoke":
            done = give("plan-revoke", team=chosen.team, plan=chosen.plan)
    print(", ".join(f"{name}: {value}" for name, value in done.items()))


if __name__ == "__main__":
    logging.basicConfig(level=logging.CRITICAL)
    main()
