"""The alarms of monitoring/alarms.py, as CloudWatch has them, and the figures that they read off the access log.

Those that turn a new version back stand beside the function they judge (rollout.py); all others in stacks of their
own, `izwork-watch-<region>`, and `izwork-watch-edge` for what Route 53 sees.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from aws_cdk import ArnFormat, Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_logs as logs

from monitoring.alarm import Alarm, Metric, Window
from monitoring.alarms import ALARMS
from monitoring.measures import LOG_MEASURES, OURS

from . import build, telling
from .choices import Choices
from .roles import PREFIX

MISSING = {
    "breaching": cloudwatch.TreatMissingData.BREACHING,
    "notBreaching": cloudwatch.TreatMissingData.NOT_BREACHING,
    "ignore": cloudwatch.TreatMissingData.IGNORE,
    "missing": cloudwatch.TreatMissingData.MISSING,
}
RUNBOOK = "monitoring/runbooks/{name}.md"


def measure(log: logs.LogGroup) -> None:
    """Read our figures off the lines of the access log."""
    for one in LOG_MEASURES:
        logs.MetricFilter(
            log,
            one.name,
            log_group=log,
            filter_name=one.name,
            filter_pattern=logs.FilterPattern.literal(one.pattern),
            metric_namespace=OURS,
            metric_name=one.name,
            metric_value=one.value,
            default_value=one.otherwise,
        )


def make(stack: Stack, chosen: Choices) -> None:
    """Every row of one Region but the windows that rollout.py has."""
    for row in rows("both", chosen):
        windows = [one for one in row.windows if row.turns_back is None or one.label != row.turns_back]
        make_windows(stack, row, windows, places(stack, chosen))


def make_turning_back(stack: Stack, chosen: Choices) -> list[str]:
    """The windows on which a new version is taken back; their alarms' names."""
    turning = [
        (row, one)
        for row in rows("both", chosen)
        if row.turns_back is not None
        for one in row.windows
        if one.label == row.turns_back
    ]
    for row, one in turning:
        make_windows(stack, row, [one], places(stack, chosen))
    return [_name(row, one) for row, one in turning]


def make_edge(stack: Stack, chosen: Choices, checks: Mapping[str, str]) -> None:
    """The rows that Route 53 tells, once for each Region; `checks` has the id of each Region's health check."""
    for row in rows("edge", chosen):
        for region, check in checks.items():
            make_windows(stack, row, row.windows, {"check": check}, suffix=f"-{region}")


def rows(where: str, chosen: Choices) -> list[Alarm]:
    """The rows that stand in a Region, or at the edge, of this deployment."""
    return [row for row in ALARMS if row.where == where and (chosen.domain or not row.domain)]


def places(stack: Stack, chosen: Choices) -> dict[str, Any]:
    """What the names of places in the table mean in the Region of `stack`. Tables are called otherwise after a
    restore, and it is the new ones that must be watched."""
    leader, standby = chosen.regions.serving
    table = {name: chosen.table(name) for name in build.product("tables")}
    return {"here": stack.region, "other": standby if stack.region == leader else leader, "table": table}


def make_windows(
    stack: Stack, row: Alarm, windows: Iterable[Window], places: Mapping[str, Any], suffix: str = ""
) -> list[cloudwatch.IAlarm]:
    """One alarm a window; where a row has several, one more that tells when all of them ring."""
    several = len(row.windows) > 1
    made = [_alarm(stack, row, one, places, suffix, tells=not several) for one in windows]
    if several and row.windows[0] in windows:
        names = [f'ALARM("{_name(row, one)}")' for one in row.windows]
        whole = cloudwatch.CompositeAlarm(
            stack,
            row.name,
            composite_alarm_name=PREFIX + row.name,
            alarm_description=_says(row),
            alarm_rule=cloudwatch.AlarmRule.from_string(" AND ".join(names)),
        )
        # By name, for one of them may stand in another stack; those of this one must be there first.
        whole.node.add_dependency(*made)
        _let_tell(stack, whole, row)
    return made


def _alarm(
    stack: Stack, row: Alarm, window: Window, places: Mapping[str, Any], suffix: str, tells: bool
) -> cloudwatch.Alarm:
    signs = cloudwatch.ComparisonOperator
    alarm = cloudwatch.Alarm(
        stack,
        f"{row.name}{suffix}{window.label and '-' + window.label}",
        alarm_name=_name(row, window) + suffix,
        alarm_description=_says(row),
        metric=_measured(row, window, places),
        threshold=window.threshold,
        evaluation_periods=window.of,
        datapoints_to_alarm=window.needed,
        comparison_operator=signs.LESS_THAN_OR_EQUAL_TO_THRESHOLD
        if row.below
        else signs.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treat_missing_data=MISSING[row.missing],
    )
    if tells:
        _let_tell(stack, alarm, row)
    return alarm


def _measured(row: Alarm, window: Window, places: Mapping[str, Any]) -> cloudwatch.IMetric:
    period = Duration.seconds(window.period)
    metrics = {name: metric(one, period, places) for name, one in row.metrics.items()}
    formula = window.formula or row.formula
    if not formula:
        return next(iter(metrics.values()))
    return cloudwatch.MathExpression(expression=formula, using_metrics=metrics, period=period, label=row.name)


def metric(
    one: Metric, period: Duration, places: Mapping[str, Any], label: str | None = None
) -> cloudwatch.Metric:
    """The metric, with its place's names put in."""
    return cloudwatch.Metric(
        namespace=one.namespace,
        metric_name=one.name,
        statistic=one.statistic,
        dimensions_map={key: value.format(**places) for key, value in one.dimensions},
        period=period,
        label=label,
    )


def alarm_arn(stack: Stack, name: str) -> str:
    """The alarm of a row, wherever in the Region of `stack` it is made."""
    return stack.format_arn(
        service="cloudwatch",
        resource="alarm",
        resource_name=PREFIX + name,
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )


def _let_tell(stack: Stack, alarm: cloudwatch.AlarmBase, row: Alarm) -> None:
    alarm.add_alarm_action(telling.action(stack, row.tells))
    if row.tells == "page":
        alarm.add_ok_action(telling.action(stack, row.tells))


def _name(row: Alarm, window: Window) -> str:
    return PREFIX + row.name + (window.label and f"-{window.label}")


def _says(row: Alarm) -> str:
    return f"{row.says}. {RUNBOOK.format(name=row.name)}"
