"""Every alarm, one row each. infra/watch.py makes them in CloudWatch, infra/tests hold both Regions to this table,
tests/monitoring evaluate its rows on made-up series, and monitoring/runbooks/<name>.md says what to do about each.

The promise: of 30 days' requests 99.95 % are good (not answered by 5xx), and 99 % are answered within a second. What
is left of 100 % is the budget. A burn of 1 spends it in exactly 30 days, one of 14.4 a fiftieth of it in an hour.

python -m monitoring.alarms    prints the table
"""

from monitoring.alarm import Alarm, Metric, Window
from monitoring.measures import ASKED, FAILED, dynamodb, function, ours, usage

GOOD, DAYS = 0.9995, 30
BUDGET = 0.0005
P99_MS = 1000
MINUTE, HOUR, DAY = 60, 3600, 86_400

REQUESTS = {"asked": ASKED, "failed": FAILED}
BURN = f"IF(asked > 0, FILL(failed, 0) / asked / {BUDGET}, 0)"
# A budget of 0.05 % means nothing among ten requests: fewer faults than this are no burn.
MATTERS = f"IF(FILL(failed, 0) >= 5, FILL(failed, 0) / asked / {BUDGET}, 0)"

PEOPLE: tuple[Alarm, ...] = (
    Alarm(
        "site-down",
        "page",
        "The site's door has not answered well for 40 seconds",
        {"pulse": ours("Pulse", "Minimum")},
        # Four probes, ten seconds apart: 30 s of silence reach three of them at most, an outage all within 45 s.
        (Window(10, 0, 4, 4),),
        below=True,
        turns_back="",
    ),
    Alarm(
        "budget-burning-fast",
        "page",
        "A fiftieth of the month's budget of failed requests is gone in an hour, and it goes on",
        REQUESTS,
        (
            Window(HOUR, 14.4, label="1h", formula=MATTERS),
            Window(5 * MINUTE, 14.4, label="5m"),
            # Thirty seconds of total outage burn 16.7 over the hour; they touch two minutes and not a third.
            Window(MINUTE, 1, 15, 3, label="lasting"),
        ),
        BURN,
        turns_back="5m",
    ),
    Alarm(
        "budget-burning",
        "page",
        "A twentieth of the month's budget of failed requests is gone in six hours, and it goes on",
        REQUESTS,
        (
            Window(6 * HOUR, 6, label="6h", formula=MATTERS),
            Window(30 * MINUTE, 6, label="30m"),
            Window(MINUTE, 1, 30, 3, label="lasting"),
        ),
        BURN,
    ),
    Alarm(
        "budget-leaking",
        "ticket",
        "At this rate the month's budget of failed requests will be spent",
        REQUESTS,
        (Window(3 * DAY, 1, label="3d", formula=MATTERS), Window(6 * HOUR, 1, label="6h")),
        BURN,
    ),
    Alarm(
        "requests-failing",
        "ticket",
        "Requests are answered by 5xx, minute after minute",
        {"failed": FAILED},
        (Window(MINUTE, 5, 3, 2),),
        turns_back="",
    ),
    Alarm(
        "answers-slow",
        "page",
        "One request in a hundred takes longer than a second",
        {"asked": ASKED, "slowest": ours("Milliseconds", "p99")},
        (Window(MINUTE, P99_MS, 5, 4),),
        # Of twenty requests the slowest is no percentile.
        "IF(asked >= 20, slowest, 0)",
        turns_back="",
    ),
    Alarm(
        "journeys-failing",
        "page",
        "Signing in, making a first task or inviting someone does not work",
        {
            "sign_in": ours("Journey", "Minimum", Journey="sign-in"),
            "first_task": ours("Journey", "Minimum", Journey="first-task"),
            "invite": ours("Journey", "Minimum", Journey="invite"),
        },
        (Window(MINUTE, 0, 5, 3),),
        "MIN([FILL(sign_in, 0), FILL(first_task, 0), FILL(invite, 0)])",
        below=True,
        missing="breaching",
        domain=True,
    ),
    Alarm(
        "checks-silent",
        "page",
        "Nothing has been checked for minutes: we would not know of an outage",
        {"pulses": ours("Pulse", "SampleCount")},
        (Window(MINUTE, 0, 3, 3),),
        below=True,
        missing="breaching",
    ),
    Alarm(
        "region-lost",
        "page",
        "Route 53 finds a Region unfit, from all over the world",
        {"fit": Metric("AWS/Route53", "HealthCheckStatus", "Minimum", (("HealthCheckId", "{check}"),))},
        (Window(MINUTE, 0, 2, 2),),
        below=True,
        missing="breaching",
        where="edge",
        domain=True,
    ),
)

MACHINES: tuple[Alarm, ...] = (
    Alarm(
        "key-touched",
        "page",
        "Someone other than the API used the content key, was refused a key, or changed one",
        {"events": Metric("AWS/Events", "MatchedEvents", "Sum", (("RuleName", "izwork-key-touched"),))},
        (Window(MINUTE, 1),),
    ),
    Alarm(
        "function-errors",
        "ticket",
        "The function ended without an answer: it crashed, or ran out of time or memory",
        {"errors": function("Errors")},
        (Window(MINUTE, 1),),
        turns_back="",
    ),
    Alarm(
        "function-throttled",
        "ticket",
        "Requests found no free place to run",
        {"throttles": function("Throttles")},
        (Window(MINUTE, 1, 5, 3),),
    ),
    Alarm(
        "store-throttled",
        "ticket",
        "DynamoDB turns reads or writes of people's work away",
        {
            f"{table}_{kind.lower()}s": dynamodb(table, f"{kind}ThrottleEvents", "Sum")
            for table in ("log", "page", "key", "session")
            for kind in ("Read", "Write")
        },
        (Window(5 * MINUTE, 10, 2, 2),),
        "SUM([FILL(log_reads, 0), FILL(log_writes, 0), FILL(page_reads, 0), FILL(page_writes, 0), "
        "FILL(key_reads, 0), FILL(key_writes, 0), FILL(session_reads, 0), FILL(session_writes, 0)])",
    ),
    Alarm(
        "writes-slow",
        "ticket",
        "A change takes long to stand in two Regions",
        {"put": dynamodb("log", "SuccessfulRequestLatency", "Average", Operation="PutItem")},
        (Window(5 * MINUTE, 250, 3, 3),),
    ),
    Alarm(
        "replication-behind",
        "ticket",
        "Sessions, sign-ins or counters reach the other Region late",
        {
            table: dynamodb(table, "ReplicationLatency", "Average", ReceivingRegion="{other}")
            for table in ("session", "attempt", "counter")
        },
        (Window(MINUTE, 10_000, 5, 5),),
        "MAX([session, attempt, counter])",
    ),
    Alarm(
        "dead-letters",
        "ticket",
        "A check or a message gave up after all its tries",
        {
            "waiting": Metric(
                "AWS/SQS",
                "ApproximateNumberOfMessagesVisible",
                "Maximum",
                (("QueueName", "izwork-dead-letters"),),
            )
        },
        (Window(5 * MINUTE, 1),),
    ),
    Alarm(
        "mail-bouncing",
        "ticket",
        "Of a hundred mails more than three come back; at five AWS looks into it, at ten it stops them",
        {"rate": Metric("AWS/SES", "Reputation.BounceRate", "Average")},
        (Window(HOUR, 0.03),),
    ),
    Alarm(
        "mail-complained",
        "ticket",
        "People mark our mails as spam; at one in a thousand AWS looks into it",
        {"rate": Metric("AWS/SES", "Reputation.ComplaintRate", "Average")},
        (Window(HOUR, 0.0008),),
    ),
    Alarm(
        "certificate-expiring",
        "ticket",
        "A certificate that people meet runs out in three weeks",
        {"days": ours("CertificateDays", "Minimum")},
        (Window(HOUR, 21),),
        below=True,
        domain=True,
    ),
    Alarm(
        "backup-old",
        "ticket",
        "The log or the keys could not be restored to a point within the last hour",
        {"age": ours("BackupSeconds", "Maximum")},
        (Window(15 * MINUTE, HOUR, 2, 2),),
        missing="breaching",
    ),
    Alarm(
        "quota-near",
        "ticket",
        "More than 80 % of an AWS quota is in use",
        {
            "running": usage("Lambda", "ConcurrentExecutions", "Resource"),
            "sealed": usage("KMS", "CryptographicOperationsSymmetric", "API"),
            "mailed": ours("MailQuotaPercent", "Maximum"),
        },
        (Window(15 * MINUTE, 80),),
        # A quota of calls is one a second, their count one of fifteen minutes.
        "MAX([running / SERVICE_QUOTA(running) * 100, sealed / 900 / SERVICE_QUOTA(sealed) * 100, mailed])",
    ),
)

ALARMS = PEOPLE + MACHINES


def main() -> None:
    for row in ALARMS:
        print(f"{row.tells:7} {row.name:21} {row.says}")
        for one in row.windows:
            sign = "≤" if row.below else "≥"
            print(f"{'':29} {sign} {one.threshold:g} in {one.needed} of {one.of} × {one.period} s")


if __name__ == "__main__":
    main()
