"""The month's bill: units, each by its price. Prices stand in prices.toml and nowhere else."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from monitoring.alarm import Metric
from monitoring.alarms import ALARMS
from monitoring.cost.counted import Units
from monitoring.cost.habits import Habits, Pace, containers, polls
from monitoring.dashboards import DASHBOARDS
from monitoring.measures import LOG_MEASURES

PRICES = Path(__file__).parent / "prices.toml"
MONTH = 30 * 86_400  # seconds
REGIONS = 2
GB = 1e9


class Price(NamedTuple):
    """`price` dollars for `per` of `unit`."""

    price: float
    per: float
    unit: str
    source: str


class Prices(NamedTuple):
    """The list, as of a day."""

    date: str
    region: str
    of: dict[str, Price]


class Line(NamedTuple):
    """One line of the bill."""

    name: str
    units: float
    unit: str
    dollars: float


def prices(path: Path = PRICES) -> Prices:
    """The price list; TypeError where a price lacks its unit or source."""
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    date, region = held.pop("date"), held.pop("region")
    return Prices(date, region, {name: Price(**one) for name, one in held.items()})


def month(users: int, parts: Mapping[str, Units], habits: Habits, pace: Pace, known: Prices) -> list[Line]:
    """Every line of a month with so many active users."""
    used = _used(users, parts, habits, pace)
    return [
        Line(name, used[name], one.unit, used[name] / one.per * one.price) for name, one in known.of.items()
    ]


def _used(users: int, parts: Mapping[str, Units], habits: Habits, pace: Pace) -> dict[str, float]:
    """The units of each line, by the price list's names."""
    done = _done(users, habits, pace)
    watched = {"deep-look": REGIONS * MONTH / 5}
    total = _sum(parts, done | watched)
    # People's requests, and Route 53's: most of those find a look that is not five seconds old.
    probes = REGIONS * MONTH * habits.probes
    requests = total.requests - watched["deep-look"] + probes + _checks()
    seconds = _seconds(total, habits)
    running = containers(habits, total.requests, seconds / max(1.0, total.requests))
    # The canary writes over its own rows: what it puts does not stay.
    stored = (
        (total.stored - parts["deep-look"].stored * watched["deep-look"])
        * habits.months_kept
        * (1 + habits.page_share)
        / GB
    )
    people = total.requests - watched["deep-look"]
    return _watching() | {
        "api_requests": requests,
        "lambda_requests": requests,
        "lambda_time": seconds * habits.memory_gb + _checks_seconds(),
        "snapshots": REGIONS * habits.versions * habits.memory_gb * MONTH,
        "table_writes": REGIONS * total.write_units,
        "table_reads": total.read_units,
        "table_storage": REGIONS * stored,
        "table_recovery": REGIONS * stored,
        "between_regions": total.write_units * 1024 / GB,
        "keys": 3 * REGIONS,
        "key_calls": total.key_calls + _unwraps(users, habits, running, people),
        "mails": total.mails + REGIONS * 2 * 3 * MONTH / 60,  # the checks' three, sent and received
        "sent_out": total.sent_out / GB,
        "edge_requests": people,
        "firewall_requests": requests + people,
        "logs": requests * habits.log_bytes / GB,
    }


def _done(users: int, habits: Habits, pace: Pace) -> dict[str, float]:
    """How often all users together do each part in a month."""
    board, team = polls(habits, pace)
    each = {
        "sign-in": habits.sign_ins,
        "open": habits.opens * habits.days,
        "open-task": habits.tasks_read * habits.days,
        "poll": board,
        "poll-team": team,
        "change": habits.changes * habits.days,
        "invite": habits.invitations,
    }
    return {name: times * users for name, times in each.items()}


def _sum(parts: Mapping[str, Units], done: Mapping[str, float]) -> Units:
    return Units(
        *(sum(getattr(parts[name], field) * times for name, times in done.items()) for field in Units._fields)
    )


def _seconds(total: Units, habits: Habits) -> float:
    """How long functions run: their own work at their share of a processor, and waiting."""
    waits = (
        total.engine_reads * habits.read_wait_ms
        + total.engine_writes * habits.write_wait_ms
        + total.key_calls * habits.key_wait_ms
    )
    return (total.cpu_ms / habits.cpu_share + waits) / 1000


def _unwraps(users: int, habits: Habits, running: float, requests: float) -> float:
    """A team's key is unwrapped once in five minutes by each place that serves the team, while anybody is there."""
    stretches = (habits.busy_minutes + habits.open_minutes + habits.hidden_minutes) / 5
    return min(requests, users / habits.team * habits.days * stretches * running)


def _checks() -> float:
    """Requests of the checks: six beats a minute, and some twenty steps of the journeys, in each Region."""
    return REGIONS * MONTH / 60 * (6 + 20)


def _checks_seconds() -> float:
    """GB-seconds of the checks: the pulse runs all the time, the journeys some ten seconds a minute, in 256 MB."""
    return REGIONS * MONTH * 0.25 * (1 + 10 / 60)


def _watching() -> dict[str, float]:
    """What stands whoever comes: counted from the tables of alarms, measures and pictures."""
    both = [(row, one) for row in ALARMS for one in row.windows if row.where == "both"]
    fine = sum(len(row.metrics) for row, one in both if one.period < 60)
    plain = sum(len(row.metrics) for row, one in both if one.period >= 60)
    edge = sum(len(row.metrics) * len(row.windows) for row in ALARMS if row.where == "edge")
    ours = {(one.name, one.dimensions) for one in _metrics() if one.namespace == "IZwork"}
    return {
        "alarms": REGIONS * (plain + edge),
        "alarms_fine": REGIONS * fine,
        "alarms_whole": REGIONS * sum(len(row.windows) > 1 for row in ALARMS),
        "figures": REGIONS * len(ours | {(one.name, ()) for one in LOG_MEASURES}),
        "figures_told": REGIONS * MONTH / 60 * (6 + 2),
        "dashboards": REGIONS * len(DASHBOARDS),
        "zones": 1,
        "health_checks": REGIONS,
        # The site's and the desk's, in each Region and at the edge; the desk's have a rule more, for who is let in.
        "firewall_lists": 2 * (REGIONS + 1),
        "firewall_rules": (3 + 4) * (REGIONS + 1),
    }


def _metrics() -> Iterable[Metric]:
    for row in ALARMS:
        yield from row.metrics.values()
    for pictures in DASHBOARDS.values():
        for picture in pictures:
            for one in picture.lines:
                yield from one.metrics.values()
