"""A Region's server in a drill: the one of `python -m chalicelib.local`, with KMS in place of the key files, as on AWS,
and with a clock that may be off."""

import argparse
import logging
import os
from pathlib import Path

from chalicelib import clock
from chalicelib.local.__main__ import chosen_address, prepared
from chalicelib.store import keys


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m monitoring.drills.server", description=__doc__)
    asked.add_argument("--kms", required=True, help="the address of the Region's KMS")
    asked.add_argument(
        "--ahead", type=float, default=0.0, help="seconds that the clock is ahead of the true time"
    )
    chosen = asked.parse_args()
    os.umask(0o077)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    if chosen.ahead:
        clock.read = lambda: clock.machine() + round(chosen.ahead * 1000)
    with chosen_address() as address:
        running = prepared(Path(os.environ["IZWORK_KEYS"]), address, os.environ["IZWORK_ENGINE"])
        keys.connect_kms(*keys.Trio._fields, endpoint=chosen.kms)
        running.run(sockets=[address])


if __name__ == "__main__":
    main()
