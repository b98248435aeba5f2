"""When an alarm rings: CloudWatch's own way of judging a row of the table, in plain Python, so that rows can be tried
on made-up series.

CloudWatch looks each minute (each 10 s where the period is shorter, each full hour where the windows pass a day) at
the last stretches of `period` seconds, which slide along with the look. It fetches some more than it must count, and
counts older ones in place of missing ones; only where even those do not suffice is a missing one taken for what the
row says. See "Configuring how alarms treat missing data" in its guide, whose tables are in the tests.
"""

import ast
import operator
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from monitoring.alarm import Alarm, Metric, Missing, Window

State = Literal["OK", "ALARM", "INSUFFICIENT_DATA"]
# How many stretches CloudWatch fetches beyond those it counts; its guide's example says two.
FETCHED_MORE = 2
_SIGNS: dict[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
}
_OF_MANY: dict[str, Callable[[list[float]], float]] = {"MAX": max, "MIN": min, "SUM": sum}

_STATISTICS: dict[str, Callable[[list[float]], float]] = {
    "Sum": sum,
    "Minimum": min,
    "Maximum": max,
    "SampleCount": lambda held: float(len(held)),
    "Average": lambda held: sum(held) / len(held),
}


class Series:
    """What one metric was told: values with the second each belongs to."""

    def __init__(self, values: Sequence[tuple[float, float]]) -> None:
        ordered = sorted(values)
        self._at = [at for at, _ in ordered]
        self._values = [value for _, value in ordered]

    def between(self, since: float, until: float, statistic: str) -> float | None:
        """The statistic of what fell into [since, until); None where nothing did."""
        held = self._values[bisect_left(self._at, since) : bisect_left(self._at, until)]
        if not held:
            return None
        if statistic.startswith("p"):
            rank = float(statistic[1:]) / 100 * (len(held) - 1)
            return sorted(held)[round(rank)]
        return _STATISTICS[statistic](held)


def computed(formula: str, known: Mapping[str, float | None], quotas: Mapping[str, float]) -> float | None:
    """The value of a metric math expression, as far as the table uses it; None where data is missing."""

    def value(node: ast.expr) -> float | None:
        if isinstance(node, ast.Name):
            return known[node.id]
        if isinstance(node, ast.Constant):
            return float(node.value)  # type: ignore[arg-type]
        if isinstance(node, ast.BinOp):
            return _both(type(node.op), value(node.left), value(node.right))
        if isinstance(node, ast.Compare):
            return _both(type(node.ops[0]), value(node.left), value(node.comparators[0]))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return called(node.func.id, node.args)
        raise NotImplementedError(ast.dump(node))

    def called(name: str, given: list[ast.expr]) -> float | None:
        if name == "SERVICE_QUOTA" and isinstance(given[0], ast.Name):
            return quotas.get(given[0].id)
        if name == "FILL":
            found = value(given[0])
            return value(given[1]) if found is None else found
        if name == "IF":
            asked = value(given[0])
            return None if asked is None else value(given[1] if asked else given[2])
        if name in _OF_MANY and isinstance(given[0], ast.List):
            held = [one for one in map(value, given[0].elts) if one is not None]
            return _OF_MANY[name](held) if held else None
        raise NotImplementedError(name)

    return value(ast.parse(formula, mode="eval").body)


def _both(sign: type[ast.AST], left: float | None, right: float | None) -> float | None:
    if left is None or right is None or (sign is ast.Div and right == 0):
        return None
    return float(_SIGNS[sign](left, right))


def judged(points: Sequence[bool | None], of: int, needed: int, missing: Missing, was: State) -> State:
    """The state after a look at `points`, oldest first: breached or not, None where missing."""
    there = [one for one in points if one is not None]
    newest = points[-of:]
    counted = [one for one in newest if one is not None] if None not in newest else there[-of:]
    breached, lacking = sum(counted), of - len(counted)
    if lacking == 0 or breached >= needed:
        return "ALARM" if breached >= needed else "OK"
    if missing == "breaching":
        return "ALARM" if breached + lacking >= needed else "OK"
    if missing == "notBreaching" or (counted and breached < len(counted)):
        return "OK"
    if missing == "ignore":
        return was
    return "ALARM" if counted else "INSUFFICIENT_DATA"


class Watch:
    """One row looked at again and again. `series` by the row's names for its metrics; `late` is how many seconds a
    value takes to be seen."""

    def __init__(
        self,
        row: Alarm,
        series: Mapping[str, Series],
        late: float = 0,
        quotas: Mapping[str, float] | None = None,
    ) -> None:
        self._row, self._series, self._late, self._quotas = row, series, late, quotas or {}
        self._states: list[State] = ["OK"] * len(row.windows)

    @property
    def every(self) -> int:
        """Seconds between looks."""
        longest = max(one.period * one.of for one in self._row.windows)
        shortest = min(one.period for one in self._row.windows)
        return 10 if shortest < 60 else 60 if longest <= 86_400 else 3600

    def look(self, at: float) -> State:
        """What the whole row says at the second `at`."""
        for number, window in enumerate(self._row.windows):
            points = [self._breached(window, at, back) for back in range(window.of + FETCHED_MORE, 0, -1)]
            was = self._states[number]
            self._states[number] = judged(points, window.of, window.needed, self._row.missing, was)
        return "ALARM" if set(self._states) == {"ALARM"} else "OK"

    def rings(self, since: float, until: float) -> float | None:
        """The second of the first look at which it rings; None when it stays silent."""
        first = int(-(-since // self.every) * self.every)
        return next((at for at in range(first, int(until) + 1, self.every) if self.look(at) == "ALARM"), None)

    def _breached(self, window: Window, at: float, back: int) -> bool | None:
        # Stretches end with a whole minute, or a whole period where that is shorter; a late value is not there yet.
        step = min(window.period, 60)
        end = (at - self._late) // step * step - (back - 1) * window.period
        known = {name: self._seen(name, one, end, window.period) for name, one in self._row.metrics.items()}
        formula = window.formula or self._row.formula
        found = computed(formula, known, self._quotas) if formula else next(iter(known.values()))
        if found is None:
            return None
        return found <= window.threshold if self._row.below else found >= window.threshold

    def _seen(self, name: str, metric: Metric, end: float, period: int) -> float | None:
        given = self._series.get(name)
        return given.between(end - period, end, metric.statistic) if given else None
