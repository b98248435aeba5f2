"""One writer in a process of its own: a client that loses requests and replies, sends things twice and does not give
up. Used by test_concurrent.py."""

from __future__ import annotations

import contextlib
import random
import time
from pathlib import Path
from typing import Any, NamedTuple

from chalicelib.store import cache, engine, keys, pages, space, tables
from chalicelib.store.busy import Busy
from tests.store.faults import now_and_then
from tests.store.kinds import note, put


class Plan(NamedTuple):
    """`share` of all engine calls lose their request or reply; `exclusive` of all ops are counted one by one.

    `again`: the plan was carried out before, and its writers name the seq they knew then.
    """

    place: str
    seed: int
    changes: int
    share: float
    exclusive: float
    again: bool = False


class Told(NamedTuple):
    """What a writer was answered: (op, seq) in the order it wrote them, of them the exclusive ones; what it gave up."""

    accepted: list[tuple[str, int]]
    exclusive: list[str]
    given_up: list[str]
    wrong: list[str]


def serve(url: str, folder: str, name: int, asked: Any, told: Any) -> None:
    """Carry out plans until None comes."""
    engine.TRIES = 1
    tables.connect(url, background=True)
    keys.connect_files(Path(folder))
    while (plan := asked.get()) is not None:
        try:
            with now_and_then(plan.seed * 100 + name, plan.share):
                answer: Told | str = carry_out(plan, name)
        except Exception as failure:
            answer = repr(failure)
        told.put((name, answer))


def carry_out(plan: Plan, name: int) -> Told:
    rng = random.Random(plan.seed * 1000 + name)
    told = Told([], [], [], [])
    for number in range(plan.changes):
        op = f"w{name:02d}-{plan.seed:08d}-{number:05d}"
        exclusive = rng.random() < plan.exclusive
        proposal = proposed(op, name, number, exclusive, after=rng.choice([0 if plan.again else None, 0]))
        outcome = until_answered(plan.place, proposal)
        if outcome is None:
            told.given_up.append(op)
            continue
        told.accepted.append((op, outcome.seq))
        if exclusive:
            told.exclusive.append(op)
        if rng.random() < 0.2:
            again = until_answered(plan.place, proposal)
            if again is not None and (again.seq, again.repeated) != (outcome.seq, True):
                told.wrong.append(f"{op}: {outcome.seq}, sent again {again.seq} {again.repeated}")
        if rng.random() < 0.1:
            with contextlib.suppress(Busy):
                pages.compact(plan.place)
        if rng.random() < 0.1:
            cache.forget(plan.place)
    return told


def proposed(op: str, name: int, number: int, exclusive: bool, after: int | None) -> space.Proposal:
    def decide(state: space.State) -> list[space.Change]:
        if exclusive:
            return [put("shared", n=(state.get("probe", "shared") or {"n": 0})["n"] + 1)]
        return [
            put(f"w{name}", last=number),
            put(f"w{name}-{number % 7}", op=op),
            note(op, f"w{name}", "lời"),
        ]

    return space.Proposal(op, after, f"m{name}", "probe.edit", decide, exclusive)


def until_answered(place: str, proposal: space.Proposal, seconds: float = 30) -> space.Outcome | None:
    """As the client's outbox does: the same op again until someone answers. None past `seconds`."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            [outcome] = space.commit(place, [proposal])
        except Busy:
            continue
        if outcome.error is None:
            return outcome
        if not isinstance(outcome.error, Busy):
            raise outcome.error
    return None
