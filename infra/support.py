"""python -m infra.support recover CONTACT: begin the wait of a lost device for somebody who cannot take the second step.

CONTACT is the account's exact e-mail address or telephone number. All its contacts are told and may stop it; after 72
hours whoever reads its mail can finish it. You choose no secret and see no code. The order goes to the API's function
with your credentials (the role izwork-operator); on one machine people begin it themselves, on the page of the second step.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from datetime import UTC, datetime

from infra.failover.__main__ import PREFIX, deployment
from infra.failover.rebuilding import giver


def main(given: Sequence[str] | None = None) -> None:
    """Do it; a sentence and exit code 1 when it cannot be done."""
    asked = argparse.ArgumentParser(
        prog="python -m infra.support",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asked.set_defaults(prefix=PREFIX, standing=None, api=[], endpoint=[], data=None)
    commands = asked.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("recover", help="begin the wait").add_argument("contact", metavar="CONTACT")
    chosen = asked.parse_args(given)
    done = giver(deployment(chosen))("start-recovery", contact=chosen.contact)
    until = datetime.fromtimestamp(done["due_at"] / 1000, UTC)
    print(
        f"{done['state']}: it can be finished from {until:%Y-%m-%d %H:%M} UTC on, by who reads the account's mail."
    )


if __name__ == "__main__":
    logging.basicConfig(level=logging.CRITICAL)
    main()
