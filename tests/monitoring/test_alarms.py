"""When each alarm rings: the table's own rows, judged as CloudWatch judges them, on made-up series."""

import pytest

from monitoring.alarm import Alarm, Missing
from monitoring.alarms import ALARMS
from monitoring.evaluation import Series, State, Watch, computed, judged
from monitoring.people import BUDGET, DAYS, GOOD

ROWS = {row.name: row for row in ALARMS}
HOUR, DAY = 3600, 86_400
FROM = 400 * DAY  # any moment; a full hour
# Seconds until a value can be seen: told by a check itself, and read off a log line.
TOLD, LOGGED = 2, 60
PATIENCE = 5  # what the two tries of one probe take at most (monitoring/checks/pulse.py)


def row(name: str) -> Alarm:
    return ROWS[name]


def pulses(outages: list[tuple[float, float]], phase: float, length: float) -> Series:
    """A probe every ten seconds, told when it is known: bad if both its tries, two seconds apart, met an outage."""
    told = []
    begun = FROM + phase
    while begun < FROM + length:
        tries = (begun, begun + 2)
        bad = all(any(since <= at < until for since, until in outages) for at in tries)
        told.append((begun, 0.0 if bad else 1.0))
        begun += 10
    return Series(told)


def requests(
    since: float, until: float, failing: float, every: float = 1.0
) -> tuple[list[float], list[float]]:
    """The moments of requests, evenly, and of those of them that fail: the share `failing`, evenly."""
    asked, failed, owed = [], [], 0.0
    for number in range(int((until - since) / every)):
        at = since + number * every
        asked.append(at)
        owed += failing
        if owed >= 1:
            failed.append(at)
            owed -= 1
    return asked, failed


def traffic(*parts: tuple[list[float], list[float]]) -> dict[str, Series]:
    asked = [at for part in parts for at in part[0]]
    failed = [at for part in parts for at in part[1]]
    return {"asked": Series([(at, 20.0) for at in asked]), "failed": Series([(at, 1.0) for at in failed])}


@pytest.mark.parametrize("phase", [0.0, 3.0, 9.0])
@pytest.mark.parametrize("begins", [0.0, 2.5, 5.0, 9.9])
def test_a_total_outage_pages_within_sixty_seconds(phase: float, begins: float) -> None:
    begun = FROM + 300 + begins
    series = pulses([(begun, FROM + 900)], phase, 900)
    watch = Watch(row("site-down"), {"pulse": series}, late=PATIENCE + TOLD)
    rang = watch.rings(FROM + 60, FROM + 900)
    assert rang is not None
    assert 30 <= rang - begun <= 60


@pytest.mark.parametrize("phase", [0.0, 3.0, 9.0])
@pytest.mark.parametrize("begins", [0.0, 2.5, 9.9, 45.0])
def test_a_blip_of_thirty_seconds_rings_nothing(phase: float, begins: float) -> None:
    begun = FROM + 2 * HOUR + begins
    series = pulses([(begun, begun + 30)], phase, 3 * HOUR)
    assert Watch(row("site-down"), {"pulse": series}, TOLD).rings(FROM + 60, FROM + 3 * HOUR - 60) is None
    before = requests(FROM, begun, 0, 0.5)
    blip = requests(begun, begun + 30, 1, 0.5)
    after = requests(begun + 30, FROM + 4 * HOUR, 0, 0.5)
    for name in ("budget-burning-fast", "budget-burning", "requests-failing"):
        until = FROM + 4 * HOUR
        rang = Watch(row(name), traffic(before, blip, after), LOGGED).rings(FROM + 2 * HOUR, until)
        assert rang is None or row(name).tells == "ticket", name


def test_an_outage_of_minutes_burns_the_budget_fast_by_itself() -> None:
    """Where no probe is left to tell of it, people's own requests do."""
    begun = FROM + 2 * HOUR
    series = traffic(requests(FROM, begun, 0), requests(begun, begun + 600, 1))
    rang = Watch(row("budget-burning-fast"), series, LOGGED).rings(begun - HOUR, begun + 600)
    assert rang is not None
    assert rang - begun <= 5 * 60


BURNS = [
    ("budget-burning-fast", 14.4, 2 * HOUR, HOUR),
    ("budget-burning", 6, 8 * HOUR, 6 * HOUR),
    ("budget-leaking", 1, 4 * DAY, 3 * DAY),
]


@pytest.mark.parametrize(("name", "rate", "length", "longest"), BURNS)
def test_each_burn_rings_at_its_edge_and_not_below(name: str, rate: float, length: int, longest: int) -> None:
    """A steady share of failing requests, just above and just below what the row allows."""
    every = 10.0 if length > DAY else 1.0
    for factor, rings in ((1.02, True), (0.97, False)):
        asked, _ = requests(FROM, FROM + length, 0, every)
        failed = Series([(at, rate * BUDGET * factor) for at in asked])
        series = traffic((asked, [])) | {"failed": failed}
        at = FROM + longest + HOUR
        assert (Watch(row(name), series).look(at) == "ALARM") is rings, factor


@pytest.mark.parametrize(("name", "rate", "length", "longest"), BURNS)
def test_a_burn_that_is_over_rings_no_more(name: str, rate: float, length: int, longest: int) -> None:
    """The second window forgets soon, so nobody is woken for what was put right an hour ago."""
    every = 10.0 if length > DAY else 1.0
    over = FROM + longest
    two = row(name)._replace(windows=row(name).windows[:2])
    calm = 2 * {14.4: 5 * 60, 6: 30 * 60, 1: 6 * HOUR}[rate]
    series = traffic(requests(FROM, over, rate * BUDGET * 3, every), requests(over, over + calm, 0, every))
    assert Watch(two, series).look(over) == "ALARM"
    assert Watch(two, series).look(over + calm) == "OK"


def test_a_slow_leak_makes_a_ticket_and_wakes_nobody() -> None:
    series = traffic(requests(FROM, FROM + 4 * DAY, 2 * BUDGET, 10.0))
    told = {
        name: Watch(row(name), series).look(FROM + 3 * DAY + HOUR)
        for name in ("budget-leaking", "budget-burning", "budget-burning-fast", "requests-failing")
    }
    assert told == {"budget-leaking": "ALARM", "budget-burning": "OK", "budget-burning-fast": "OK",
                    "requests-failing": "OK"}  # fmt: skip


def test_three_faults_among_few_requests_at_night_wake_nobody() -> None:
    series = traffic((
        [FROM + 60.0 * minute for minute in range(120)],
        [FROM + 60.0 * minute for minute in (110, 112, 114)],
    ))  # fmt: skip
    assert Watch(row("budget-burning-fast"), series).rings(FROM + HOUR, FROM + 2 * HOUR) is None


def test_slow_answers_page_and_one_slow_answer_of_few_does_not() -> None:
    for share, pages in ((0.03, True), (0.002, False)):
        slow = [(FROM + n / 10, 1500.0 if n % round(1 / share) == 0 else 30.0) for n in range(6000)]
        series = {"asked": Series(slow), "slowest": Series(slow)}
        assert (Watch(row("answers-slow"), series).look(FROM + 600) == "ALARM") is pages
    few = [(FROM + 30.0 * n, 1500.0) for n in range(20)]
    assert Watch(row("answers-slow"), {"asked": Series(few), "slowest": Series(few)}).look(FROM + 600) == "OK"


def test_silent_checks_ring_and_a_late_one_does_not() -> None:
    stopped = Series([(FROM + 10.0 * n, 1.0) for n in range(60)])
    watch = Watch(row("checks-silent"), {"pulses": stopped}, TOLD)
    rang = watch.rings(FROM + 300, FROM + 1800)
    assert rang is not None
    assert rang - (FROM + 600) <= 6 * 60
    gap = Series([(FROM + 10.0 * n, 1.0) for n in range(180) if not 60 <= n < 70])
    assert Watch(row("checks-silent"), {"pulses": gap}, TOLD).rings(FROM + 300, FROM + 1800) is None


def test_a_journey_that_fails_pages_and_so_does_one_that_is_silent() -> None:
    good = Series([(FROM + 60.0 * n, 1.0) for n in range(30)])
    broken = Series([(FROM + 60.0 * n, 1.0 if n < 10 else 0.0) for n in range(30)])
    once = Series([(FROM + 60.0 * n, 0.0 if n == 10 else 1.0) for n in range(30)])

    def rang(invite: Series | None) -> float | None:
        series = {"sign_in": good, "first_task": good} | ({"invite": invite} if invite else {})
        return Watch(row("journeys-failing"), series, TOLD).rings(FROM + 480, FROM + 1500)

    assert rang(good) is None
    assert rang(once) is None
    assert rang(broken) is not None
    assert rang(None) is not None


@pytest.mark.parametrize(
    ("known", "rings"),
    [({"running": 700}, False), ({"running": 850}, True), ({"mailed": 81}, True), ({"sealed": 900 * 15_000}, False),
     ({"sealed": 900 * 16_500}, True), ({}, False)],
)  # fmt: skip
def test_a_quota_rings_at_four_fifths_each_in_its_own_measure(known: dict[str, float], rings: bool) -> None:
    quotas = {"running": 1000.0, "sealed": 20_000.0}
    series = {name: Series([(FROM + 60, value)]) for name, value in known.items()}
    assert (Watch(row("quota-near"), series, quotas=quotas).look(FROM + 900) == "ALARM") is rings


def test_backups_that_are_not_looked_at_ring_too() -> None:
    fresh = Series([(FROM + 900.0 * n, 300.0) for n in range(8)])
    assert Watch(row("backup-old"), {"age": fresh}).look(FROM + 2 * HOUR) == "OK"
    assert Watch(row("backup-old"), {"age": fresh}).look(FROM + 4 * HOUR) == "ALARM"
    old = Series([(FROM + 900.0 * n, 4000.0) for n in range(8)])
    assert Watch(row("backup-old"), {"age": old}).look(FROM + 2 * HOUR) == "ALARM"


# The tables of CloudWatch's guide: X breached, 0 not, - missing; states for missing, ignore, breaching, notBreaching.
TREATMENTS: tuple[Missing, ...] = ("missing", "ignore", "breaching", "notBreaching")
GUIDE = [
    ("0-X-X", 3, 3, "OK OK OK OK"),
    ("----0", 3, 3, "OK OK OK OK"),
    ("-----", 3, 3, "INSUFFICIENT_DATA was ALARM OK"),
    ("0XX-X", 3, 3, "ALARM ALARM ALARM ALARM"),
    ("--X--", 3, 3, "ALARM was ALARM OK"),
    ("0-X-X", 3, 2, "ALARM ALARM ALARM ALARM"),
    ("00X0X", 3, 2, "ALARM ALARM ALARM ALARM"),
    ("0-X--", 3, 2, "OK OK ALARM OK"),
    ("----0", 3, 2, "OK OK ALARM OK"),
    ("----X", 3, 2, "ALARM was ALARM OK"),
]


@pytest.mark.parametrize(("points", "of", "needed", "states"), GUIDE)
def test_missing_data_is_taken_as_cloudwatchs_guide_says(
    points: str, of: int, needed: int, states: str
) -> None:
    seen = [{"X": True, "0": False, "-": None}[one] for one in points]
    before: State
    for before in ("OK", "ALARM"):
        said = [before if state == "was" else state for state in states.split()]
        assert [judged(seen, of, needed, treated, before) for treated in TREATMENTS] == said


def test_a_formula_with_missing_data_or_a_zero_divisor_has_no_value() -> None:
    assert computed("a / b", {"a": 1.0, "b": 0.0}, {}) is None
    assert computed("IF(a > 1, a, 0)", {"a": None}, {}) is None
    assert computed("MAX([a, b])", {"a": None, "b": 2.0}, {}) == 2
    assert computed("FILL(a, 0) + 1", {"a": None}, {}) == 1
    with pytest.raises(NotImplementedError):
        computed("RATE([a])", {"a": 1.0}, {})


def test_the_table_keeps_what_cloudwatch_allows() -> None:
    assert len(ROWS) == len(ALARMS), "a name tells one alarm"
    assert round(1 - GOOD, 9) == BUDGET
    assert DAYS == 30
    for one in ALARMS:
        assert one.formula or len(one.metrics) == 1, one.name
        assert len(one.metrics) <= 10, f"{one.name}: CloudWatch takes ten metrics in a formula"
        labels = [window.label for window in one.windows]
        assert len(set(labels)) == len(labels), one.name
        assert one.turns_back is None or one.turns_back in labels, one.name
        for window in one.windows:
            assert window.period in (10, 20, 30) or window.period % 60 == 0, one.name
            assert window.needed <= window.of, one.name
            assert window.period * window.of <= (7 * DAY if window.period >= HOUR else DAY), one.name
