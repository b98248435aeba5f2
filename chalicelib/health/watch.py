"""The record of how each Region was: its days, in minutes, and its times of unfitness, as the minute's job tells them.

A day is one row, added to at most once a minute by a condition on the newest minute told of. A Region that is lost
tells nothing, so the jobs of the others say that it was silent. Minutes that nobody told of are not made up: a day's
counts then stay below 1,440, and people are shown that there is no data.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

import msgspec

from chalicelib.clock import now
from chalicelib.store import rows
from chalicelib.store.busy import Busy
from chalicelib.store.tables import Look

DAYS = 90
DAY_MINUTES = 24 * 60
# Minutes: shorter pauses are one incident, and one run may come late without being missed.
GAP = 2
Told = Literal["fit", "unfit", "silent"]


class Day(msgspec.Struct):
    """One day (UTC) of one Region: minutes of each kind."""

    day: str
    fit: int = 0
    unfit: int = 0
    silent: int = 0


class Incident(msgspec.Struct):
    """A time of unfitness: milliseconds since the epoch; `ended` is null while it goes on. `part` of deep health, or
    `silent`."""

    region: str
    begun: int
    ended: int | None
    part: str


class Record(msgspec.Struct):
    """What is known of one Region. `last`: the newest minute it told of itself, milliseconds since the epoch."""

    region: str
    last: int | None
    days: list[Day]
    incidents: list[Incident]


def tell(region: str, told: Told, part: str = "") -> None:
    """Add this minute to the Region's day, unless it is there; an unfit one to its incidents."""
    minute = _minute()
    before = Look.minute.does_not_exist() | (Look.minute < minute)
    counted = Look.fit if told == "fit" else Look.unfit
    row = Look(_days(region), _day(minute))
    if rows.change(row, [counted.add(1), Look.minute.set(minute)], before) and told == "unfit":
        _extend(region, minute, part)


def miss(region: str) -> None:
    """Say that another Region is silent, if it told of itself before and does not now."""
    minute = _minute()
    today, yesterday = (rows.find(Look, _days(region), _day(minute - back)) for back in (0, DAY_MINUTES))
    last = max((int(row.minute or 0) for row in (today, yesterday) if row is not None), default=0)
    if (last or today or yesterday) and minute - last > GAP:
        heard = Look.minute.does_not_exist() | (Look.minute < minute - GAP)
        new = Look.silence.does_not_exist() | (Look.silence < minute)
        row = Look(_days(region), _day(minute))
        if rows.change(row, [Look.silent.add(1), Look.silence.set(minute)], heard & new):
            _extend(region, minute, "silent")


def record(region: str) -> Record:
    """The Region's last DAYS days, oldest first, and their incidents, newest first. Two engine calls."""
    minute = _minute()
    first = _day(minute - (DAYS - 1) * DAY_MINUTES)
    found = list(rows.each(Look, _days(region), since=first))
    last = max((int(row.minute) for row in found if row.minute is not None), default=None)
    incidents = [
        Incident(region, _began(row.at), _over(int(row.minute), minute), row.part)
        for row in rows.each(Look, _incidents(region), since=first)
    ]
    days = [Day(row.at, int(row.fit or 0), int(row.unfit or 0), int(row.silent or 0)) for row in found]
    return Record(region, None if last is None else last * 60_000, days, incidents[::-1])


def records(regions: Iterable[str]) -> list[Record] | None:
    """The record of each of these Regions; None when it cannot be read just now."""
    try:
        return [record(region) for region in regions]
    except Busy:
        return None


def _extend(region: str, minute: int, part: str) -> None:
    newest = rows.end(Look, _incidents(region), last=True)
    if newest is not None and minute - newest.minute <= GAP + 1:
        rows.change(newest, [Look.minute.set(minute)], Look.minute < minute)
    else:
        rows.insert(Look(_incidents(region), _stamp(minute), minute=minute, part=part))


def _over(newest: int, minute: int) -> int | None:
    return (newest + 1) * 60_000 if minute - newest > GAP else None


def _minute() -> int:
    return now() // 60_000


def _days(region: str) -> str:
    return f"{region}/day"


def _incidents(region: str) -> str:
    return f"{region}/incident"


def _day(minute: int) -> str:
    return _stamp(minute)[:10]


def _stamp(minute: int) -> str:
    return datetime.fromtimestamp(minute * 60, UTC).strftime("%Y-%m-%dT%H:%MZ")


def _began(stamp: str) -> int:
    return round(datetime.fromisoformat(stamp.replace("Z", "+00:00")).timestamp() * 1000)
