"""What is assumed, because one machine cannot measure it: how people use a day, and what waiting for AWS takes.

How often a client asks what is new is no assumption: it is read from the client's own source.
"""

import math
import re
from pathlib import Path
from typing import NamedTuple

CLIENT = Path(__file__).parents[2] / "client" / "src" / "data"


class Habits(NamedTuple):
    """A month of one active user, and of the machines. Every field is printed with what comes out."""

    days: float = 22  # working days in a month
    busy_minutes: float = 60  # a day with a hand at it: the client asks quickest
    open_minutes: float = 120  # a day in sight, without a hand at it
    hidden_minutes: float = 300  # a day in a tab behind others
    opens: float = 1.5  # a day of opening from nothing: a new browser, a new version
    tasks_read: float = 15  # a day of opening a task's texts
    changes: float = 40  # a day: cards made, moved, edited, closed, comments
    sign_ins: float = 1.5  # a month: new devices, sign-outs
    invitations: float = 0.5  # a month
    team: float = 8  # people in a team, who work at the same hours
    months_kept: float = 12  # of entries that are paid for as storage
    page_share: float = 0.5  # of the entries' bytes again as pages
    peak: float = 4  # the busiest minutes over the month's mean of requests
    memory_gb: float = 1.0  # .chalice/config.json
    cpu_share: float = 1024 / 1769  # of one processor at that memory
    read_wait_ms: float = 4  # of one strongly consistent read
    write_wait_ms: float = 25  # of one put that waits for a second Region
    key_wait_ms: float = 5  # of one call of KMS
    log_bytes: float = 750  # a request: the access log's line, and Lambda's three
    versions: float = 2  # kept ready as snapshots in each Region
    probes: float = 1.6  # health checks a second by Route 53's checkers, in each Region


class Pace(NamedTuple):
    """Milliseconds between two asks for what is new; a team's are `beside` times rarer while a board is open."""

    active: float
    idle: float
    hidden: float
    beside: float


def pace() -> Pace:
    """As the client keeps it; ValueError where its source no longer says so."""
    poller, workspace = ((CLIENT / name).read_text() for name in ("poller.ts", "workspace.svelte.ts"))
    active, idle, hidden = (_constant(name, poller) for name in ("ACTIVE", "IDLE", "HIDDEN"))
    return Pace(active, idle, hidden, _constant("BESIDE_A_PROJECT", workspace))


def _constant(name: str, source: str) -> float:
    found = re.search(rf"const {name} = ([\d_]+);", source)
    if found is None:
        raise ValueError(f"the client's source no longer says {name}: read habits.py anew")
    return float(found[1].replace("_", ""))


def polls(habits: Habits, asked: Pace) -> tuple[float, float]:
    """Asks of one user in a month: for the board that is open, and for its team."""
    busy = habits.busy_minutes * 60_000 / asked.active
    rest = habits.open_minutes * 60_000 / asked.idle + habits.hidden_minutes * 60_000 / asked.hidden
    # Only the active pace is stretched for the team.
    return habits.days * (busy + rest), habits.days * (busy / asked.beside + rest)


def containers(habits: Habits, requests: float, seconds_each: float) -> float:
    """How many places run at the busiest time."""
    return max(1, math.ceil(requests / (30 * 86_400) * habits.peak * seconds_each))
