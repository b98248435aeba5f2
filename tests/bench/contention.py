"""Writers of one space, each its own process, each writing again as soon as it was answered.

    python tests/bench/contention.py [--seconds 6] [--writers 8,32] [--added 0,5,90]

Prints changes a second, latency and fairness; `added` is put on every engine call, to stand for DynamoDB in one Region
(5 ms) and across Regions (90 ms). Every change is checked to stand in the log exactly once.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from chalicelib.store import keys, log, records, space, tables


class Told(NamedTuple):
    """What one writer saw: seconds per change, the ops it was told were accepted, errors."""

    seconds: list[float]
    ops: list[str]
    errors: list[str]


class Result(NamedTuple):
    """One row of the table; times in milliseconds."""

    writers: int
    added: int
    rate: float
    p50: float
    p99: float
    slowest_share: float
    entries: int
    errors: int
    wrong: int


class Note(records.Record, kind="bench-note", set="board"):
    """What the writers write."""

    text: str = ""


def slow_down(milliseconds: int) -> None:
    """Let every engine call of this process take so much longer."""

    def wait(**_: Any) -> None:
        time.sleep(milliseconds / 1000)

    if milliseconds:
        tables.line().dynamodb.meta.events.register("before-send.dynamodb", wait)


def write(
    endpoint: str, folder: str, place: str, name: int, added: int, gate: Any, seconds: float, told: Any
) -> None:
    """One writer, in its own process."""
    tables.connect(endpoint, background=True)
    keys.connect_files(Path(folder))
    slow_down(added)
    _write_once(f"{place}{name}")  # imports, connections, keys: the row tells of contention, not of starting
    space.state(place)
    seen = Told([], [], [])
    gate.wait()
    until, number = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        number += 1
        op = f"writer-{name:03d}-{number:08d}"

        def decide(state: space.State, id: str = f"n{name}", text: str = op) -> list[space.Change]:
            return [records.patch("bench-note", id, {"text": text})]

        started = time.monotonic()
        try:
            [outcome] = space.commit(place, [space.Proposal(op, None, f"m{name}", "note", decide)])
            if outcome.error:
                raise outcome.error
            seen.seconds.append(time.monotonic() - started)
            seen.ops.append(op)
        except Exception as failure:
            seen.errors.append(repr(failure))
    told.put((name, seen))


def _write_once(place: str) -> None:
    space.commit(
        place,
        [
            space.Proposal(
                "warm", None, "m", "note", lambda _: [records.patch("bench-note", "n", {"text": ""})]
            )
        ],
    )


def run(endpoint: str, folder: Path, writers: int, added: int, seconds: float) -> Result:
    """One row: `writers` processes for `seconds`, after all of them are ready."""
    team = f"bench{os.urandom(8).hex()}"
    keys.create_team_key(team)
    place = f"{team}/p"
    spawn = multiprocessing.get_context("spawn")
    gate, told = spawn.Barrier(writers), spawn.Queue()
    group = [
        spawn.Process(target=write, args=(endpoint, str(folder), place, name, added, gate, seconds, told))
        for name in range(writers)
    ]
    for one in group:
        one.start()
    heard = [told.get(timeout=120 + seconds)[1] for _ in group]
    for one in group:
        one.join()
    entries = log.tail(place, 0)
    standing = Counter(op["op"] for entry in entries for op in entry.ops)
    accepted = {op for one in heard for op in one.ops}
    wrong = sum(1 for op in accepted if standing[op] != 1) + sum(
        1 for count in standing.values() if count > 1
    )
    times = sorted(second * 1000 for one in heard for second in one.seconds)
    counts = sorted(len(one.ops) for one in heard)
    median = statistics.median(counts) or 1
    return Result(
        writers, added, len(accepted) / seconds, statistics.median(times), times[int(len(times) * 0.99)],
        counts[0] / median, len(entries), sum(len(one.errors) for one in heard), wrong,
    )  # fmt: skip


HEADING = "writers  added ms  changes/s  p50 ms  p99 ms  slowest/median  entries  errors  wrong"


def line(row: Result) -> str:
    """A row as text under HEADING."""
    return (
        f"{row.writers:7d}  {row.added:8d}  {row.rate:9.1f}  {row.p50:6.1f}  {row.p99:6.1f}  "
        f"{row.slowest_share:14.2f}  {row.entries:7d}  {row.errors:6d}  {row.wrong:5d}"
    )


def main() -> None:
    """The table, on an engine of its own."""
    from chalicelib.local.engine import start_engine

    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=6)
    asked.add_argument("--writers", default="8,32")
    asked.add_argument("--added", default="0,5,90")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as data:
        engine = start_engine(Path(data), None)
        try:
            tables.connect(engine.url)
            tables.create_all()
            keys.connect_files(Path(data) / "keys")
            print(HEADING)
            for writers in map(int, options.writers.split(",")):
                for added in map(int, options.added.split(",")):
                    print(
                        line(run(engine.url, Path(data) / "keys", writers, added, options.seconds)),
                        flush=True,
                    )
        finally:
            engine.stop()


if __name__ == "__main__":
    main()
