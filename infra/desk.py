"""python -m infra.desk appoint|end|list: who works at the desk.

  python -m infra.desk appoint lan@izwork.com support abuse
  python -m infra.desk end lan@izwork.com
  python -m infra.desk list

appoint prints a one-time link, good for a day: hand it over yourself, and whoever opens it sets up the passkey that is
the only way in. Appointed again, an agent begins anew, with the roles that are given now. end signs an agent out
everywhere, at once. The order goes to the API's function with your credentials (the role izwork-operator); on one
machine say where its data directory is, while it runs (--data ./data).
"""

from __future__ import annotations

import argparse
import json
import logging
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from infra.failover.__main__ import PREFIX, deployment
from infra.failover.rebuilding import giver

CONFIG = Path(__file__).parents[1] / ".chalice" / "config.json"
ROLES = ("support", "finance", "reviewer", "abuse")


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    asked = argparse.ArgumentParser(
        prog="python -m infra.desk",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asked.add_argument("--data", type=Path, help="one machine: the data directory of the server that runs")
    asked.add_argument("--origin", metavar="https://…", help="where the desk answers, for the link")
    asked.set_defaults(prefix=PREFIX, standing=None, api=[], endpoint=[])
    commands = asked.add_subparsers(dest="command", required=True, metavar="COMMAND")
    appointed = commands.add_parser("appoint", help="make somebody an agent, and print the link to begin")
    appointed.add_argument("email", metavar="EMAIL")
    appointed.add_argument("roles", metavar="ROLE", nargs="+", choices=ROLES, help=", ".join(ROLES))
    ended = commands.add_parser("end", help="let an agent go")
    ended.add_argument("agent", metavar="AGENT", help="the address, or the id that list shows")
    commands.add_parser("list", help="every agent there was; changes nothing")
    return asked


def origin(chosen: argparse.Namespace) -> str:
    """Where the desk answers: as was said, else this machine's, else what the stage says (without a domain of its own)."""
    if chosen.origin:
        return str(chosen.origin).rstrip("/")
    if chosen.data is not None:
        return f"http://localhost:{os.environ.get('DESK_PORT') or 8001}"
    stage = json.loads(CONFIG.read_text(encoding="utf-8"))["stages"]["desk"]
    return str(stage["environment_variables"]["IZWORK_SITE"])


def main(given: Sequence[str] | None = None) -> None:
    """Do one command; a sentence and exit code 1 when it cannot be done."""
    chosen = arguments().parse_args(given)
    give = giver(deployment(chosen))
    if chosen.command == "appoint":
        done = give("agent-appoint", email=chosen.email, roles=chosen.roles)
        print(f"Agent {done['agent']}: {', '.join(done['roles'])}. The link, for them alone, until "
              f"{_when(done['ends_at'])}:\n{origin(chosen)}{done['path']}")  # fmt: skip
    elif chosen.command == "end":
        print(f"Agent {give('agent-end', agent=chosen.agent)['agent']} is out.")
    else:
        for one in give("agents")["agents"]:
            print(_line(one))


def _line(one: dict[str, Any]) -> str:
    return f"{one['agent']}  {one['state']:10}  since {_when(one['appointed_at'])}  {', '.join(one['roles'])}"


def _when(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d %H:%M} UTC"


if __name__ == "__main__":
    logging.basicConfig(level=logging.CRITICAL)
    main()
