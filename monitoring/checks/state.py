"""What only the account itself knows: how fresh backups are, how much of the day's mails is used, and how long the
certificates that people meet are good."""

import datetime
import socket
import ssl
from collections.abc import Iterable
from typing import Any

from monitoring.checks.door import SECONDS


def backup_seconds(dynamodb: Any, tables: Iterable[str], now: datetime.datetime) -> float:
    """The age of the newest moment to which all of the tables can be restored; a day where one cannot at all."""
    ages = [86_400.0]
    for table in tables:
        described = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
        newest = described.get("PointInTimeRecoveryDescription", {}).get("LatestRestorableDateTime")
        if newest is None:
            return 86_400.0
        ages.append((now - newest).total_seconds())
    return max(ages[1:], default=86_400.0)


def mail_quota_percent(sesv2: Any) -> float:
    """Of the mails that SES allows in a day, those of the last day; SES says -1 for no limit."""
    quota = sesv2.get_account()["SendQuota"]
    allowed = float(quota["Max24HourSend"])
    return 100 * float(quota["SentLast24Hours"]) / allowed if allowed > 0 else 0.0


def certificate_days(names: Iterable[str], now: datetime.datetime, port: int = 443, **trusting: Any) -> float:
    """Days until the first certificate met at these names runs out; 0 where one is not accepted at all.

    `trusting` is given to ssl.create_default_context. Raises OSError where nobody answers: that is the pulse's matter.
    """
    context = ssl.create_default_context(**trusting)
    return min(_days(context, name, port, now) for name in names)


def _days(context: ssl.SSLContext, name: str, port: int, now: datetime.datetime) -> float:
    with socket.create_connection((name, port), timeout=SECONDS) as line:
        try:
            with context.wrap_socket(line, server_hostname=name) as safe:
                certificate = safe.getpeercert() or {}
        except ssl.SSLCertVerificationError:
            return 0.0
    ends = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
    return (ends - now.timestamp()) / 86_400
