"""python -m infra.finance COMMAND: what the operator does about plans.

On AWS it gives the order to the API's function with your credentials (the role izwork-operator); on one machine say
where its data directory is, while it runs:

  python -m infra.finance --data ./data plan TEAM
  python -m infra.finance --data ./data grant TEAM sponsored --until 2027-12-31
  python -m infra.finance --data ./data payments statement.csv --dry-run

A statement is a CSV file in UTF-8 whose first line names its columns, id, amount, at and text among them (or as --columns
says). Entered again, it enters nothing.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from chalicelib.billing.statement import COLUMNS, Unreadable, lines
from infra.failover.__main__ import PREFIX, deployment
from infra.failover.places import Stopped
from infra.failover.rebuilding import giver

AT_ONCE = 20  # lines of a statement an order takes: it ends before Lambda does


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
    _payments(commands)
    granted.add_argument("--until", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the last day")
    return asked


def _payments(commands: Any) -> None:
    entered = commands.add_parser("payments", help="enter a bank statement")
    entered.add_argument("statement", type=Path, metavar="FILE.csv")
    entered.add_argument("--dry-run", action="store_true", help="only say what each line would do")
    entered.add_argument("--columns", default=",".join(COLUMNS), metavar="ID,AMOUNT,AT,TEXT",
                         help="what the statement calls them, such as 'Số GD,Ghi có,Ngày,Nội dung'")  # fmt: skip
    commands.add_parser("unmatched", help="payments that name no order")
    assigned = commands.add_parser("assign", help="give such a payment to an order")
    assigned.add_argument("id", metavar="ID")
    assigned.add_argument("reference", metavar="REFERENCE")


def statement(file: Path, columns: Sequence[str]) -> list[dict[str, Any]]:
    """The incoming transfers of a statement; Stopped for a line that is none of them."""
    try:
        found = lines(file.read_text(encoding="utf-8-sig"), columns)
    except Unreadable as fault:
        said = {"column": "the column {!r} is missing", "amount": "{!r} is no amount in dong"}[fault.why]
        raise Stopped(
            f"{file}, line {fault.line}: {said.format(fault.what)}; nothing was entered."
        ) from fault
    return [msgspec.to_builtins(one) for one in found]


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
        case "payments":
            found, done = statement(chosen.statement, chosen.columns.split(",")), {"lines": []}
            for start in range(0, len(found), AT_ONCE):
                told = give("payments", lines=found[start : start + AT_ONCE], dry=chosen.dry_run)
                done["lines"] += told["lines"]
        case "unmatched":
            done = give("payments-unmatched")
        case "assign":
            done = give("payments-assign", id=chosen.id, reference=chosen.reference)
    for line in done.pop("lines", []):
        print(", ".join(f"{name}: {value}" for name, value in line.items()))
    print(", ".join(f"{name}: {value}" for name, value in done.items()))


if __name__ == "__main__":
    logging.basicConfig(level=logging.CRITICAL)
    main()
