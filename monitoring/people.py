"""How it is for people: what is promised, and the alarms that watch it from where people stand. Part of the one table
in alarms.py.

The promise: of 30 days' requests 99.95 % are good (not answered by 5xx), and 99 % are answered within a second. What
is left of 100 % is the budget. A burn of 1 spends it in exactly 30 days, one of 14.4 a fiftieth of it in an hour.
"""

from monitoring.alarm import Alarm, Metric, Window
from monitoring.measures import ASKED, FAILED, ours

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
