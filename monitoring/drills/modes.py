"""What happens in a drill: one function a mode."""

import time
from collections import Counter
from collections.abc import Callable

from monitoring.drills.drill import Stage
from monitoring.drills.faults import Cut
from monitoring.drills.kms import Fault as KmsFault
from monitoring.drills.newcomer import signs_in
from monitoring.drills.resolver import Either

CALM_SECONDS = 4.0
FAULTY_SECONDS = 20.0
THROTTLED, LOST = 0.3, 0.2
SKEW = 300.0  # seconds


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


def skewed(stage: Stage) -> None:
    """One Region's clock is five minutes fast, the other's five minutes slow, and each request goes to either.

    `at_off_s`: how far the times in the log are off the true ones, in seconds. Whoever asks to sign in at one
    Region must be able to finish at the other."""
    regions = (stage.leader, stage.standby)
    for region, ahead in zip(regions, (SKEW, -SKEW), strict=True):
        region.ahead = ahead
        region.kill()
        region.start()
    begun = time.time()
    for caller in stage.callers:
        caller.site = Either(tuple(region.url for region in regions), stage.rng)
    stage.write(FAULTY_SECONDS)
    for number, (asked, finished) in enumerate((regions, regions[::-1])):
        wrong = signs_in(f"late{number}@drill.example", asked.url, finished.url)
        stage.unclean += (
            [f"asked in the {asked.name}, finished in the {finished.name}: {wrong}"] if wrong else []
        )
    times = [op["at"] / 1000 for entry in stage.entries() for op in entry["ops"]]
    off = max(*(at - time.time() for at in times), *(begun - at for at in times[-20:]))
    stage.more |= {"clocks_off_s": [SKEW, -SKEW], "at_off_s": round(max(0.0, off), 1)}
    stage.unclean += [f"the log's times are {off:.0f} s off"] if off > SKEW / 10 else []


def kms_refusing(stage: Stage) -> None:
    """The leader's KMS denies everything; half of the seeds start a process there that knows no key yet."""
    _without_kms(stage, "refusing")


def kms_slow(stage: Stage) -> None:
    """The leader's KMS answers too late."""
    _without_kms(stage, "slow")


def _without_kms(stage: Stage, fault: KmsFault) -> None:
    """Who writes goes on with keys that are cached; who signs in waits until the name turns. `moved_last_s` is when the
    last one is served by the standby, since the leader's deep health finds it unfit."""
    stage.write(CALM_SECONDS * stage.rng.uniform(0.5, 1.5))
    at = time.monotonic()
    stage.leader.kms.fault = fault
    # By the seed itself: names draw from its numbers too, as often as time allows.
    cold = stage.seed % 2 == 0
    if cold:
        stage.leader.kill()
        stage.leader.start()
    stage.recovery = stage.wait_until_served(at)
    stage.more["moved_last_s"] = stage.wait_until_served(at, by=stage.standby).last
    # A leader that started slowly may have lost everybody before it asked for its first key; its checks ask yet.
    stage.until(lambda: stage.leader.kms.fired[fault] > 0, "the leader never asked its KMS")
    stage.more |= {"cold": cold, "kms_faults": stage.leader.kms.fired[fault]}
    stage.write(CALM_SECONDS)


def kms_throttled(stage: Stage) -> None:
    """KMS refuses calls for their rate in both Regions alike: everybody gets through."""
    both = (stage.leader.kms, stage.standby.kms)
    for kms in both:
        kms.throttled = THROTTLED
    stage.write(FAULTY_SECONDS)
    for kms in both:
        kms.throttled = 0.0
    stage.more["kms_faults"] = sum(kms.fired["throttled"] for kms in both)


MODES: dict[str, Callable[[Stage], None]] = {
    "killed": killed,
    "failback": failback,
    "cut-off": cut_off,
    "throttled": throttled,
    "skewed": skewed,
    "kms-refusing": kms_refusing,
    "kms-slow": kms_slow,
    "kms-throttled": kms_throttled,
}
