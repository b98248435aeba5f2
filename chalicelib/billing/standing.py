"""Which plan a team is on, from its terms: read as they are needed, so nothing has to happen for a term to end.

Paid terms follow one another, in whatever order their payments were entered: each begins when the one before it ends,
or when it was paid, if that is later. After the last one a team has GRACE with everything as it was.
"""

import calendar
import threading
import time
from datetime import datetime, timedelta, timezone
from typing import Literal

import msgspec

from chalicelib.billing.plan import DAY, PLANS, Name, Plan
from chalicelib.clock import now
from chalicelib.store import rows
from chalicelib.store.billing_tables import Term

VIETNAM = timezone(timedelta(hours=7))
GRACE = 14 * DAY
KNOWN_SECONDS, KNOWN_AT_MOST = 60.0, 10_000
State = Literal["unending", "running", "grace"]
# Where terms of several plans run at once, the first of these holds.
ORDER: tuple[Name, ...] = ("dedicated", "premium", "sponsored")


class Standing(msgspec.Struct, frozen=True):
    """`until` is when the plan's last term ends, in milliseconds; None when nothing ends it. In "grace" that is over,
    and the plan holds until `grace_until`."""

    plan: Plan
    state: State
    until: int | None = None
    grace_until: int | None = None


FREE = Standing(PLANS["free"], "unending")


def of(team: str) -> Standing:
    """The team's standing now. One engine call."""
    found = judged(rows.under(Term, team))
    with _lock:
        if len(_known) >= KNOWN_AT_MOST:
            _known.clear()
        _known[team] = (time.monotonic(), found)
    return found


def known(team: str) -> Standing:
    """The standing as of a minute ago at most: limits cost a write nothing while it is remembered."""
    with _lock:
        held = _known.get(team)
    return held[1] if held and time.monotonic() - held[0] < KNOWN_SECONDS else of(team)


def judged(terms: list[Term]) -> Standing:
    """What follows from a team's terms at this moment."""
    at = now()
    for name in ORDER:
        until = end([one for one in terms if one.plan == name])
        if until is None:
            return Standing(PLANS[name], "unending")
        if at < until:
            return Standing(PLANS[name], "running", until, until + GRACE)
        if at < until + GRACE:
            return Standing(PLANS[name], "grace", until, until + GRACE)
    return FREE


def end(terms: list[Term]) -> int | None:
    """When the last of these ends, in milliseconds; None when one never does, 0 without any."""
    reached = 0
    for one in sorted(terms, key=lambda term: (int(term.from_at), term.id)):
        if one.from_at > now():
            continue
        if one.months is not None:
            reached = later(max(reached, int(one.from_at)), int(one.months))
        elif one.ends_at is None:
            return None
        else:
            reached = max(reached, int(one.ends_at))
    return reached


def later(at: int, months: int) -> int:
    """So many calendar months later, by Vietnam's calendar: from 31 January one month is the last day of February."""
    began = datetime.fromtimestamp(at / 1000, VIETNAM)
    count = began.year * 12 + began.month - 1 + months
    year, month = count // 12, count % 12 + 1
    day = min(began.day, calendar.monthrange(year, month)[1])
    return round(began.replace(year=year, month=month, day=day).timestamp() * 1000)


def forget() -> None:
    """Ask again, as after a term was entered in this process."""
    with _lock:
        _known.clear()


_known: dict[str, tuple[float, Standing]] = {}
_lock = threading.Lock()
