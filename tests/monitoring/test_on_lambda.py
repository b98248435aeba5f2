"""The checks' functions on Lambda: mail out of a bucket, figures to where the alarms look."""

import re
import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any

import botocore.session
import pytest
from moto import mock_aws

from chalicelib.jobs import minute
from monitoring.alarm import Metric
from monitoring.alarms import ALARMS
from monitoring.checks import on_lambda, pulse, state
from monitoring.checks.mailboxes import Bucket, OneMachine, wait
from monitoring.dashboards import DASHBOARDS
from monitoring.measures import LOG_MEASURES, OURS
from tests.monitoring.broken_door import Broken, Door
from tests.site import ROOT, Site


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """AWS, as far as moto stands in for it; requests to this machine pass."""
    for name, value in {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-northeast-1")
    with mock_aws():
        yield


def test_mail_in_a_bucket_is_read_like_anyones_and_taken_out(aws: None) -> None:
    s3 = botocore.session.get_session().create_client("s3")
    s3.create_bucket(Bucket="mail", CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"})

    def arrives(key: str, to: str, text: str) -> None:
        raw = (f"From: izwork@example.vn\r\nTo: {to}\r\nSubject: =?utf-8?B?xJDEg25n?=\r\nMIME-Version: 1.0\r\n"
               f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n")  # fmt: skip
        s3.put_object(Bucket="mail", Key=key, Body=raw.encode())

    arrives("AMAZON_SES_SETUP_NOTIFICATION", "someone@else.example", "Đừng đọc")
    box = Bucket(s3, "mail", "check.example.vn")
    threading.Timer(0.7, arrives, ("m1", "owner0@check.example.vn", "Đăng nhập\r\n/link#abc.def")).start()
    assert "Đăng nhập" in wait(box, "owner0@check.example.vn", "#abc.")
    left = [one["Key"] for one in s3.list_objects_v2(Bucket="mail")["Contents"]]
    assert left == ["AMAZON_SES_SETUP_NOTIFICATION"]


def test_the_function_tells_its_figures_where_the_alarms_look(
    aws: None, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:

    session = botocore.session.get_session()
    monkeypatch.setattr(pulse, "run", lambda door, tell: tell(pulse.beat(door), time.time()))
    monkeypatch.setattr(on_lambda, "Bucket", lambda s3, bucket, domain: OneMachine(site.url))
    monkeypatch.setattr(state, "certificate_days", lambda names, now: 60.0)
    monkeypatch.setattr(state, "mail_quota_percent", lambda sesv2: 1.0)  # moto does not know the call
    dynamodb = session.create_client("dynamodb")
    for table in ("izwork-log", "izwork-key"):
        dynamodb.create_table(
            TableName=table, BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "a", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "a", "AttributeType": "S"}],
        )  # fmt: skip
        dynamodb.update_continuous_backups(
            TableName=table, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
        )
    for name, value in {
        "IZWORK_DOOR": site.url, "IZWORK_CHECK_BUCKET": "mail", "IZWORK_CHECK_MAIL": "check.example",
        "IZWORK_NAMES": "izwork.example", "IZWORK_TABLES": "izwork-log,izwork-key",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    for check in on_lambda.DUE:
        on_lambda.answer({"check": check}, None)
    told = session.create_client("cloudwatch").list_metrics(Namespace=OURS)["Metrics"]
    found = {(one["MetricName"], *(each["Value"] for each in one["Dimensions"])) for one in told}
    found |= {(one.name,) for one in LOG_MEASURES} | {(name,) for name in minute.FIGURES}
    rung = ours_of(row.metrics for row in ALARMS)
    shown = ours_of(line.metrics for all in DASHBOARDS.values() for picture in all for line in picture.lines)
    assert rung <= found, f"alarms read what nobody tells: {rung - found}"
    assert shown == found, f"told and not shown, or shown and not told: {shown ^ found}"


def ours_of(read: Iterable[dict[str, Metric]]) -> set[tuple[str, ...]]:
    """Our own figures among what is read, each with its dimensions' values."""
    return {
        (one.name, *(value for _, value in one.dimensions))
        for metrics in read
        for one in metrics.values()
        if one.namespace == OURS
    }


def test_figures_are_told_in_no_other_place() -> None:
    """What tells a figure elsewhere would be missed by the test above."""
    tells = re.compile(r"put_metric_data|CloudWatchMetrics|MetricName")
    found = {
        str(path.relative_to(ROOT))
        for folder in ("chalicelib", "monitoring")
        for path in (ROOT / folder).rglob("*.py")
        if "node_modules" not in path.parts and tells.search(path.read_text())
    }
    assert found == {"chalicelib/jobs/minute.py", "monitoring/checks/on_lambda.py"}


def test_a_failing_journey_is_told_as_nought_and_said_without_names(
    aws: None, site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:

    told: list[dict[str, Any]] = []
    monkeypatch.setattr(on_lambda, "_tell", lambda _, *figures: told.extend(figures))
    monkeypatch.setattr(on_lambda, "Bucket", lambda s3, bucket, domain: OneMachine(site.url, patience=1.0))
    monkeypatch.setattr(state, "certificate_days", lambda names, now: 60.0)
    with Door(site.port, Broken("POST", r"/joinings$")) as door:
        monkeypatch.setenv("IZWORK_DOOR", door.url)
        monkeypatch.setenv("IZWORK_CHECK_BUCKET", "mail")
        monkeypatch.setenv("IZWORK_CHECK_MAIL", "check.example")
        monkeypatch.setenv("IZWORK_NAMES", "izwork.example")
        on_lambda.answer({"check": "journeys"}, None)
    values = {one["Dimensions"][0]["Value"]: one["Value"] for one in told if one["MetricName"] == "Journey"}
    assert values == {"sign-in": 1.0, "first-task": 1.0, "invite": 0.0}
    said = capsys.readouterr().out
    assert "journey invite failed" in said
    assert "@" not in said
