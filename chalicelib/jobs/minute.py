"""What is done every minute, on Lambda by a schedule in each Region, on one machine by a thread: send the mails that
wait, write down how the Region is, and erase the teams whose time has come. Each part may run twice, and none waits for another's success.

On Lambda the figures that alarms watch are told as one line of the log, in CloudWatch's embedded metric format.
"""

import sys
from collections.abc import Callable
from typing import Any

import msgspec

from chalicelib import logs, settings
from chalicelib.billing import reminder
from chalicelib.clock import now
from chalicelib.health import asking, watch
from chalicelib.health.fitness import failing, fitness
from chalicelib.leave import erasure
from chalicelib.notices import outbox
from chalicelib.store.busy import Busy


def handler(event: dict[str, Any], _: Any) -> dict[str, Any]:
    """Lambda's entry. By hand, `{"revive": true}` puts dead mails that are still of use back in the queue, and
    `{"forget": true}` drops the dead ones: who read of them has seen enough."""
    from chalicelib.web.frontdoor import connect

    connect()
    if event.get("revive"):
        return {"revived": outbox.revive()}
    if event.get("forget"):
        return {"forgotten": outbox.forget_dead()}
    run()
    sys.stdout.write(figures().decode() + "\n")
    return {}


def run(*more: Callable[[], object]) -> None:
    """One minute's work, and `more` that is done in this process with it."""
    for part in (look, remind, post, erase, *more):
        try:
            part()
        except Busy as busy:
            logs.say("job.put_off", busy)
        except Exception as fault:
            logs.say("job.failed", fault)


def post() -> None:
    """Send the mails that wait."""
    outbox.send_due()


def erase() -> None:
    """Carry out the erasures of teams that are due."""
    erasure.carry_out_due()


def remind() -> None:
    """Tell people that their plan ends."""
    reminder.send_due()


def look() -> None:
    """Write down how this Region is, and that others are silent."""
    chosen = settings.current()
    part = asking.failing(chosen.health) if chosen.health else _failing_here()
    watch.tell(chosen.region, "fit" if part is None else "unfit", part or "")
    for region in chosen.regions:
        if region != chosen.region:
            watch.miss(region)


def figures() -> bytes:
    """The line of figures."""
    told = {name: measured() for name, measured in FIGURES.items()}
    metrics = [{"Name": name, "Unit": "None"} for name in told]
    meant = {"Namespace": "IZwork", "Dimensions": [[]], "Metrics": metrics}
    return msgspec.json.encode({"_aws": {"Timestamp": now(), "CloudWatchMetrics": [meant]}} | told)


def _failing_here() -> str | None:
    return failing(fitness.parts())


# Seconds that the oldest mail has waited, and how many mails are dead.
FIGURES: dict[str, Callable[[], float]] = {
    "MailWaitingSeconds": lambda: (outbox.oldest() or 0) / 1000,
    "MailsDead": outbox.dead,
}
