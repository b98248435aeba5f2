"""What is measured: where CloudWatch finds each figure, and the figures of our own.

Ours come from three places. Log measures are read off the lines of the API's access log, which say what was asked of
which route and how it went, never by whom; nobody writes a line more for them. The minute's job tells of the mails
(chalicelib/jobs/minute.py):

MailWaitingSeconds how long the oldest mail has waited that nobody took
MailsDead          mails that were given up within a fortnight, and not forgotten by hand

The others are told by the checks (monitoring/checks):

Pulse              1 or 0: whether the site's door answered, every ten seconds
Journey            1 or 0 by journey, and JourneyMilliseconds: whether a person could do it, every minute
CertificateDays    days until the first certificate that people meet runs out
BackupSeconds      how long ago the newest moment is to which a table can be restored
MailQuotaPercent   of the mails that SES allows in a day
"""

from typing import NamedTuple

from monitoring.alarm import Metric

OURS = "IZwork"


class LogMeasure(NamedTuple):
    """A figure told by each line of the access log that `pattern` (CloudWatch's filter syntax) finds: the line's
    `value`, or `otherwise` when a minute's lines hold none."""

    name: str
    pattern: str
    value: str
    otherwise: float | None = None


# Health checks ask more often than few people do, and are no people.
BY_PEOPLE = '($.route != "/api/v1/health*")'
LOG_MEASURES = (
    LogMeasure("Milliseconds", f"{{ {BY_PEOPLE} }}", "$.ms"),
    LogMeasure("Failed", f"{{ {BY_PEOPLE} && ($.status >= 500) }}", "1", 0),
    # However somebody came in: a mailed link, a password, a passkey, a second step.
    LogMeasure("SignIns", '{ ($.route = "/api/v1/sign-in*") && ($.status = 201) }', "1", 0),
    LogMeasure(
        "Changes", '{ ($.route = "/api/v1/teams*") && ($.method != "GET") && ($.status < 300) }', "1", 0
    ),
)
ASKED = Metric(OURS, "Milliseconds", "SampleCount")
FAILED = Metric(OURS, "Failed", "Sum")


def ours(name: str, statistic: str, **dimensions: str) -> Metric:
    return Metric(OURS, name, statistic, tuple(dimensions.items()))


def dynamodb(table: str, name: str, statistic: str, **more: str) -> Metric:
    return Metric("AWS/DynamoDB", name, statistic, (("TableName", f"{{table[{table}]}}"), *more.items()))


def function(name: str, statistic: str = "Sum", named: str = "izwork-api") -> Metric:
    return Metric("AWS/Lambda", name, statistic, (("FunctionName", named),))


def gateway(name: str, api: str) -> Metric:
    return Metric("AWS/ApiGateway", name, "Sum", (("ApiName", api),))


def usage(service: str, resource: str, kind: str) -> Metric:
    dimensions = (("Class", "None"), ("Resource", resource), ("Service", service), ("Type", kind))
    metric, statistic = ("ResourceCount", "Maximum") if kind == "Resource" else ("CallCount", "Sum")
    return Metric("AWS/Usage", metric, statistic, dimensions)
