"""Every alarm, one row each: those of people.py, how it is for people, and here those of what carries it.
infra/watch.py makes them in CloudWatch, infra/tests hold both Regions to this table, tests/monitoring evaluate its
rows on made-up series, and monitoring/runbooks/<name>.md says what to do about each.

python -m monitoring.alarms    prints the table
"""

from monitoring.alarm import Alarm, Metric, Window
from monitoring.measures import dynamodb, function, gateway, ours, usage
from monitoring.people import HOUR, MINUTE, PEOPLE

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
        "desk-failing",
        "ticket",
        "Agents of the desk get 5xx, or its function ends without an answer",
        {"errors": function("Errors", named="izwork-desk"), "failed": gateway("5XXError", "izwork-desk")},
        (Window(5 * MINUTE, 3, 2, 2),),
        "SUM([FILL(errors, 0), FILL(failed, 0)])",
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
        "mail-waiting",
        "ticket",
        "A mail has waited for five minutes: SES does not take what we send, or not to that address",
        {"waiting": ours("MailWaitingSeconds", "Maximum")},
        (Window(MINUTE, 300, 5, 3),),
    ),
    Alarm(
        "mails-dead",
        "ticket",
        "Mails were given up: somebody waits for one that will not come",
        {"dead": ours("MailsDead", "Maximum")},
        (Window(5 * MINUTE, 1),),
    ),
    Alarm(
        "jobs-silent",
        "ticket",
        "The minute's job has told nothing for minutes: mails that wait are not sent, the status page has gaps",
        {"runs": ours("MailWaitingSeconds", "SampleCount")},
        (Window(MINUTE, 0, 5, 5),),
        below=True,
        missing="breaching",
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
