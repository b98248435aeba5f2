"""`make bench`: the figures of the design, measured here and now. On a shared machine compare medians and ratios."""

import os

from tests.bench import (
    attacks,
    coldstart,
    contention,
    enumeration,
    recovery,
    restore,
    roundtrips,
    server,
    weight,
)


def main() -> None:
    print(f"load average before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for title, part in (
        ("Engine calls and bytes per request", roundtrips.main),
        ("Client weight", weight.main),
        ("Cold start on Lambda", coldstart.main),
        ("What answers tell", enumeration.main),
        ("Races and robots", attacks.main),
        ("Writers in one space, a process each", contention.main),
        ("A restore of 100,000 entries", restore.main),
        ("Server: milliseconds per action, then mixes", server.main),
        ("Losing the leader, twenty times (8 minutes)", recovery.main),
    ):
        print(f"\n== {title} ==", flush=True)
        part()


if __name__ == "__main__":
    main()
