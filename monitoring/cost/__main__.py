"""`make cost`: dollars a month for 10, 1,000 and 100,000 active users.

A day's parts are done against an engine on this machine and counted; habits.py says what is assumed beyond that,
prices.toml what AWS asks. Takes about half a minute.
"""

import argparse

from monitoring.cost import bill, day
from monitoring.cost.habits import Habits, pace

USERS = (10, 1_000, 100_000)


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m monitoring.cost", description=__doc__)
    asked.add_argument("--users", type=int, nargs="+", default=USERS, metavar="N", help="active users")
    asked.add_argument("--rounds", type=int, default=day.ROUNDS, help="how often each part is measured")
    chosen = asked.parse_args()
    habits, known = Habits(), bill.prices()
    print(f"Prices of {known.date}, {known.region}; free tiers are not taken off.\n\nAssumed, a user:")
    print("  " + ", ".join(f"{name} {value:g}" for name, value in habits._asdict().items()))
    print("  the client asks what is new each " + ", ".join(
        f"{value / 1000:g} s {name}" for name, value in pace()._asdict().items() if name != "beside"
    ))  # fmt: skip
    parts = day.measure(chosen.rounds)
    print(
        f"\n{'Measured, one':14}{'requests':>9}{'writes':>8}{'reads':>7}{'keys':>6}{'mails':>7}{'CPU ms':>8}{'bytes out':>11}{'stored':>8}"
    )
    for name, one in parts.items():
        print(f"  {name:12}{one.requests:9.1f}{one.write_units:8.1f}{one.read_units:7.1f}{one.key_calls:6.1f}"
              f"{one.mails:7.1f}{one.cpu_ms:8.1f}{one.sent_out:11.0f}{one.stored:8.0f}")  # fmt: skip
    bills = [bill.month(users, parts, habits, pace(), known) for users in chosen.users]
    print(f"\n{'Dollars a month, users':24}" + "".join(f"{users:>14,}" for users in chosen.users))
    for lines in sorted(zip(*bills, strict=True), key=lambda lines: -lines[-1].dollars):
        print(f"  {lines[0].name:22}" + "".join(f"{one.dollars:14,.2f}" for one in lines))
    totals = [sum(one.dollars for one in lines) for lines in bills]
    print(f"  {'in all':22}" + "".join(f"{one:14,.2f}" for one in totals))
    each = "".join(f"{one / users:14,.2f}" for one, users in zip(totals, chosen.users, strict=True))
    print(f"  {'a user':22}{each}")


if __name__ == "__main__":
    main()
