"""The pictures of monitoring/dashboards.py as CloudWatch dashboards, one of each kind a Region."""

from typing import Any

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch

from monitoring.alarms import MACHINES as OF_MACHINES
from monitoring.dashboards import DASHBOARDS, Line, Picture
from monitoring.people import PEOPLE as OF_PEOPLE

from . import watch
from .choices import Choices
from .roles import PREFIX

MINUTE = Duration.minutes(1)
WIDE, HIGH, ACROSS = 8, 6, 24
OF = {"users": OF_PEOPLE, "machines": OF_MACHINES}


def make(stack: Stack, chosen: Choices) -> None:
    """Both dashboards of the Region of `stack`. Their names carry it, for an account has one list of them."""
    for name, pictures in DASHBOARDS.items():
        shown = [row.name for row in watch.rows("both", chosen) if row in OF[name]]
        cloudwatch.Dashboard(
            stack,
            f"Dashboard-{name}",
            dashboard_name=f"{PREFIX}{name}-{stack.region}",
            widgets=[
                [_alarms(stack, shown)],
                [_picture(one, watch.places(stack, chosen)) for one in pictures],
            ],
        )


def _alarms(stack: Stack, names: list[str]) -> cloudwatch.IWidget:
    alarms = [
        cloudwatch.Alarm.from_alarm_arn(stack, f"Shown-{name}", watch.alarm_arn(stack, name))
        for name in names
    ]
    return cloudwatch.AlarmStatusWidget(alarms=alarms, width=ACROSS, height=3, title="Alarms")


def _picture(one: Picture, places: dict[str, Any]) -> cloudwatch.IWidget:
    limit = [cloudwatch.HorizontalAnnotation(value=one.limit)] if one.limit is not None else None
    return cloudwatch.GraphWidget(
        title=one.title,
        left=[_line(each, places) for each in one.lines],
        left_annotations=limit,
        width=WIDE,
        height=HIGH,
    )


def _line(one: Line, places: dict[str, Any]) -> cloudwatch.IMetric:
    metrics = {name: watch.metric(each, MINUTE, places, one.label) for name, each in one.metrics.items()}
    if not one.formula:
        return next(iter(metrics.values()))
    return cloudwatch.MathExpression(
        expression=one.formula, using_metrics=metrics, period=MINUTE, label=one.label
    )
