"""The checks' functions: one entry, told by the schedule which check is due (infra/checks.py)."""

import datetime
import os
from collections.abc import Callable
from typing import Any

import botocore.session

from monitoring.checks import journeys, pulse, state
from monitoring.checks.mailboxes import Bucket
from monitoring.measures import OURS

# Told every second at the finest: the alarm on it counts by tens of seconds.
FINE = {"StorageResolution": 1}


def answer(event: dict[str, str], context: Any) -> None:
    """Do the check that is due and tell its figures. A check that cannot be told of fails, and is a dead letter."""
    DUE[event["check"]](botocore.session.get_session())


def _tell(cloudwatch: Any, *figures: dict[str, Any]) -> None:
    cloudwatch.put_metric_data(Namespace=OURS, MetricData=list(figures))


def _pulse(session: Any) -> None:
    cloudwatch = session.create_client("cloudwatch")

    def tell(good: bool, at: float) -> None:
        moment = datetime.datetime.fromtimestamp(at, datetime.UTC)
        _tell(cloudwatch, {"MetricName": "Pulse", "Value": float(good), "Timestamp": moment, **FINE})

    pulse.run(os.environ["IZWORK_DOOR"], tell)


def _journeys(session: Any) -> None:
    s3 = session.create_client("s3")
    mailbox = Bucket(s3, os.environ["IZWORK_CHECK_BUCKET"], os.environ["IZWORK_CHECK_MAIL"])
    figures = []
    for one in journeys.run(os.environ["IZWORK_DOOR"], mailbox):
        told = [{"Name": "Journey", "Value": one.journey}]
        figures.append({"MetricName": "Journey", "Value": float(one.fault is None), "Dimensions": told})
        if one.fault is None:
            figures.append(
                {"MetricName": "JourneyMilliseconds", "Value": one.milliseconds, "Dimensions": told}
            )
        else:
            print(f"journey {one.journey} failed: {one.fault}")
    _tell(session.create_client("cloudwatch"), *figures)
    names = os.environ["IZWORK_NAMES"].split(",")
    try:
        days = state.certificate_days(names, datetime.datetime.now(datetime.UTC))
    except OSError as fault:
        # Nobody answers there: the pulse and the journeys have told of it.
        print(f"no certificate was met: {type(fault).__name__}")
        return
    _tell(session.create_client("cloudwatch"), {"MetricName": "CertificateDays", "Value": days})


def _state(session: Any) -> None:
    now = datetime.datetime.now(datetime.UTC)
    tables = os.environ["IZWORK_TABLES"].split(",")
    _tell(
        session.create_client("cloudwatch"),
        {
            "MetricName": "BackupSeconds",
            "Value": state.backup_seconds(session.create_client("dynamodb"), tables, now),
            "Unit": "Seconds",
        },
        {
            "MetricName": "MailQuotaPercent",
            "Value": state.mail_quota_percent(session.create_client("sesv2")),
            "Unit": "Percent",
        },
    )


DUE: dict[str, Callable[[Any], None]] = {"pulse": _pulse, "journeys": _journeys, "state": _state}
