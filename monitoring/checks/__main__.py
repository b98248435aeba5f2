"""The same journeys by hand: at one machine (whose mailbox is read), or only the pulse of any site.

python -m monitoring.checks --url http://127.0.0.1:8000
python -m monitoring.checks --url https://izwork.com --pulse
"""

import argparse
import sys

from monitoring.checks import journeys, pulse
from monitoring.checks.mailboxes import OneMachine


def main() -> None:
    asked = argparse.ArgumentParser(
        prog="python -m monitoring.checks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asked.add_argument("--url", required=True, help="the site's origin, such as http://127.0.0.1:8000")
    asked.add_argument("--pulse", action="store_true", help="only whether the door answers")
    chosen = asked.parse_args()
    if chosen.pulse:
        good = pulse.beat(chosen.url)
        print(f"{chosen.url}: {'the door answers' if good else 'the door does not answer well'}")
        sys.exit(not good)
    results = journeys.run(chosen.url, OneMachine(chosen.url))
    for one in results:
        print(f"{one.journey:11} {one.fault or f'{one.milliseconds:.0f} ms'}")
    sys.exit(any(one.fault for one in results))


if __name__ == "__main__":
    main()
