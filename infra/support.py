"""python -m infra.support recover|sign-out CONTACT: for somebody who asks for help with signing in.

recover begins the wait of a lost device for who cannot take the second step. All contacts of the account are told and
may stop it; after 72 hours whoever reads its mail can finish it. sign-out ends every session of the account. CONTACT is
its exact e-mail address or telephone number. You choose no secret and see no code. The order goes to the API's function
with your credentials (the role izwork-operator); on one machine people do both themselves.
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
    for name, help in (("recover", "begin the wait of a lost device"), ("sign-out", "end every session")):
        commands.add_parser(name, help=help).add_argument("contact", metavar="CONTACT")
    chosen = asked.parse_args(given)
    give = giver(deployment(chosen))
    if chosen.command == "sign-out":
        print(f"Signed out of {give('end-sessions', contact=chosen.contact)['ended']} browsers.")
        return
    done = give("start-recovery", contact=chosen.contact)
    until = datetime.fromtimestamp(done["due_at"] / 1000, UTC)
    print(
        f"{done['state']}: it can be finished from {until:%Y-%m-%d %H:%M} UTC on, by who reads the account's mail."
    )


if __name__ == "__main__":
    logging.basicConfig(level=logging.CRITICAL)
    main()
