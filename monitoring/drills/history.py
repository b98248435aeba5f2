"""The checker: what clients sent and were told, against what the log holds in the end."""

import bisect
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple


class Sent(NamedTuple):
    """A change as its client made it: the `number`-th of that client."""

    client: int
    number: int
    op: str
    text: str


class Told(NamedTuple):
    """A change was acknowledged: it stands at `seq`. `at` is when the answer came (seconds, one clock for all)."""

    op: str
    seq: int
    at: float


class Shown(NamedTuple):
    """An answer showed a space up to `head`; its request began at `begun`."""

    client: int
    begun: float
    head: int


class Stands(NamedTuple):
    """One op of the final log."""

    seq: int
    op: str
    text: str


class Verdict(NamedTuple):
    """Counts of changes, and the worst in words. `lost`: acknowledged, and not in the log as they were sent.
    `doubled`: more than once in the log. `stale`: standing elsewhere than told, carried out after a newer one of the
    same client, or an answer older than what somebody had been told before it was asked for."""

    acknowledged: int
    lost: int
    doubled: int
    stale: int
    findings: list[str]

    @property
    def clean(self) -> bool:
        return not (self.lost or self.doubled or self.stale)


@dataclass
class History:
    """What happened, as the clients saw it. Lists only grow; `lock` guards them while clients run."""

    sent: list[Sent] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)


def check(history: History, log: list[Stands]) -> Verdict:
    """The verdict on a history whose final log, in its order, is `log`."""
    lost, doubled = missing(history, log), twice(log)
    stale = moved(history, log) + overtaken(history, log) + outdated(history)
    findings = [
        f"{what}: {one}"
        for what, all in (("lost", lost), ("doubled", doubled), ("stale", stale))
        for one in all
    ]
    return Verdict(len({one.op for one in history.told}), len(lost), len(doubled), len(stale), findings)


def missing(history: History, log: list[Stands]) -> list[str]:
    """Acknowledged, and not there, or not there as sent."""
    stands = {(one.op, one.text) for one in log}
    texts = {one.op: one.text for one in history.sent}
    return sorted({one.op for one in history.told if (one.op, texts.get(one.op)) not in stands})


def twice(log: list[Stands]) -> list[str]:
    return [op for op, times in Counter(one.op for one in log).items() if times > 1]


def moved(history: History, log: list[Stands]) -> list[str]:
    """Told of a place where they do not stand; those that stand nowhere are lost instead."""
    places: dict[str, set[int]] = {}
    for one in log:
        places.setdefault(one.op, set()).add(one.seq)
    return sorted({one.op for one in history.told if one.op in places and one.seq not in places[one.op]})


def overtaken(history: History, log: list[Stands]) -> list[str]:
    """Carried out after a newer change of the same client, which it undoes. A second time counts as doubled."""
    made = {one.op: (one.client, one.number) for one in history.sent}
    newest: dict[int, int] = {}
    found, seen = [], set[str]()
    for one in log:
        if one.op not in made or one.op in seen:
            continue
        seen.add(one.op)
        client, number = made[one.op]
        if number < newest.get(client, -1):
            found.append(one.op)
        newest[client] = max(number, newest.get(client, -1))
    return found


def outdated(history: History) -> list[str]:
    """Answers that lack what had been told, to anyone, before they were asked for."""
    times: list[float] = []
    heads: list[int] = []
    for one in sorted(history.told, key=lambda one: one.at):
        times.append(one.at)
        heads.append(max(one.seq, heads[-1] if heads else 0))
    found = []
    for view in history.shown:
        known = bisect.bisect_left(times, view.begun)
        if known and view.head < heads[known - 1]:
            found.append(f"client {view.client} was shown {view.head} after {heads[known - 1]} had been told")
    return found
