"""What happens in a drill: one function a mode."""

import time
from collections import Counter
from collections.abc import Callable

from monitoring.drills.drill import Stage
from monitoring.drills.faults import Cut

CALM_SECONDS = 4.0
FAULTY_SECONDS = 20.0
THROTTLED, LOST = 0.3, 0.2


def killed(stage: Stage) -> None:
    """kill -9 of the leader in the middle of writes."""
    stage.write(CALM_SECONDS * stage.rng.uniform(0.5, 1.5))
    stage.wait_for_a_write()
    at = time.monotonic()
    stage.leader.kill()
    stage.recovery = stage.wait_until_served(at)
    stage.write(CALM_SECONDS)


def failback(stage: Stage) -> None:
    """After that the killed Region returns, and becomes the leader again; `back_last_s` is when all are there."""
    killed(stage)
    at = time.monotonic()
    stage.leader.start()
    stage.until(lambda: stage.resolver.fit, "the leader is not taken back")
    stage.more["back_last_s"] = stage.wait_until_served(at, by=stage.leader).last
    stage.write(CALM_SECONDS)


def cut_off(stage: Stage) -> None:
    """The leader lives, but does not reach the store: its deep health turns, and the resolver moves the clients."""
    stage.write(CALM_SECONDS * stage.rng.uniform(0.5, 1.5))
    stage.wait_for_a_write()
    ways: tuple[Cut, Cut] = ("silent", "refusing")
    how = stage.rng.choice(ways)
    at = time.monotonic()
    stage.leader.line.cut = how
    stage.recovery = stage.wait_until_served(at, by=stage.standby)
    stage.more["cut"] = how
    stage.write(CALM_SECONDS)


def throttled(stage: Stage) -> None:
    """The engine throttles and loses replies, for both Regions alike: nobody to move to, everybody gets through."""
    lines = (stage.leader.line, stage.standby.line)
    for line in lines:
        line.throttled, line.lost = THROTTLED, LOST
    stage.write(FAULTY_SECONDS)
    for line in lines:
        line.throttled = line.lost = 0.0
    fired = sum((line.fired for line in lines), Counter())
    stage.more |= {"throttled": fired["throttled"], "replies_lost": fired["lost"]}


MODES: dict[str, Callable[[Stage], None]] = {
    "killed": killed,
    "failback": failback,
    "cut-off": cut_off,
    "throttled": throttled,
}
