"""What is shown, one row a picture: `users`, how it is for people, and `machines`, what carries it.

infra/dashboards.py draws both in each Region, with the alarms of the table above them.
"""

from typing import NamedTuple

from monitoring.alarm import Metric
from monitoring.measures import ASKED, FAILED, dynamodb, function, ours, usage
from monitoring.people import BUDGET, P99_MS


class Line(NamedTuple):
    """One line of a picture: the only metric, or a formula over several."""

    label: str
    metrics: dict[str, Metric]
    formula: str = ""


class Picture(NamedTuple):
    """Lines over time; `limit` draws what must not be passed."""

    title: str
    lines: tuple[Line, ...]
    limit: float | None = None


def line(label: str, metric: Metric) -> Line:
    return Line(label, {"m": metric})


def persecond(label: str, metric: Metric) -> Line:
    return Line(label, {label: metric}, f"{label} / 60")


def mail(name: str, statistic: str = "Sum") -> Metric:
    return Metric("AWS/SES", name, statistic)


USERS = (
    Picture(
        "Requests answered well, %",
        (Line("good", {"asked": ASKED, "failed": FAILED}, "100 * (1 - FILL(failed, 0) / asked)"),),
        100 * (1 - BUDGET),
    ),
    Picture(
        "How long an answer takes, ms",
        tuple(line(one, ours("Milliseconds", one)) for one in ("p50", "p99")),
        P99_MS,
    ),
    Picture("Requests a second", (persecond("requests", ASKED), persecond("failed", FAILED))),
    Picture("Changes a second", (persecond("changes", ours("Changes", "Sum")),)),
    Picture("Sign-ins a minute", (line("sign-ins", ours("SignIns", "Sum")),)),
    Picture("The door answers", (line("pulse", ours("Pulse", "Minimum")),)),
    Picture(
        "A person's journeys work",
        tuple(
            line(one, ours("Journey", "Minimum", Journey=one)) for one in ("sign-in", "first-task", "invite")
        ),
    ),
    Picture(
        "A person's journeys take, ms",
        tuple(
            line(one, ours("JourneyMilliseconds", "Maximum", Journey=one))
            for one in ("sign-in", "first-task", "invite")
        ),
    ),
)

MACHINES = (
    Picture(
        "Lambda: running, errors, throttles",
        (
            line("running", function("ConcurrentExecutions", "Maximum")),
            line("errors", function("Errors")),
            line("throttles", function("Throttles")),
        ),
    ),
    Picture(
        "Lambda: ms of the function",
        tuple(line(one, function("Duration", one)) for one in ("p50", "p99")),
    ),
    Picture(
        "DynamoDB: written units a second",
        tuple(
            persecond(one, dynamodb(one, "ConsumedWriteCapacityUnits", "Sum"))
            for one in ("log", "page", "pending", "session", "counter")
        ),
    ),
    Picture(
        "DynamoDB: read units a second",
        tuple(
            persecond(one, dynamodb(one, "ConsumedReadCapacityUnits", "Sum"))
            for one in ("log", "page", "key", "session")
        ),
    ),
    Picture(
        "DynamoDB: ms a call",
        tuple(
            line(f"log {one}", dynamodb("log", "SuccessfulRequestLatency", "Average", Operation=one))
            for one in ("PutItem", "BatchGetItem", "Query")
        ),
    ),
    Picture(
        "DynamoDB: faults and throttles",
        (
            line("log faults", dynamodb("log", "SystemErrors", "Sum", Operation="PutItem")),
            line("log write throttles", dynamodb("log", "WriteThrottleEvents", "Sum")),
            line("log read throttles", dynamodb("log", "ReadThrottleEvents", "Sum")),
        ),
    ),
    Picture(
        "Copies in the other Region, ms behind",
        tuple(
            line(one, dynamodb(one, "ReplicationLatency", "Average", ReceivingRegion="{other}"))
            for one in ("session", "attempt", "counter")
        ),
    ),
    Picture(
        "KMS: calls a second", (persecond("calls", usage("KMS", "CryptographicOperationsSymmetric", "API")),)
    ),
    Picture(
        "Mail: sent, bounced, complained",
        (line("sent", mail("Send")), line("bounced", mail("Bounce")), line("complained", mail("Complaint"))),
    ),
    Picture(
        "Mail that nobody took: seconds waited, and given up",
        (
            line("waiting", ours("MailWaitingSeconds", "Maximum")),
            line("dead", ours("MailsDead", "Maximum")),
        ),
    ),
    Picture(
        "Days until the first certificate runs out",
        (line("days", ours("CertificateDays", "Minimum")),),
    ),
    Picture(
        "Backups, seconds old; mails of the day, %",
        (
            line("backup", ours("BackupSeconds", "Maximum")),
            line("mails", ours("MailQuotaPercent", "Maximum")),
        ),
    ),
)

DASHBOARDS = {"users": USERS, "machines": MACHINES}
