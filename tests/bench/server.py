"""Latency, server CPU and throughput of a running site, per action and board size. Prints; asserts nothing about time."""

import multiprocessing
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench import boards
from tests.factors.protected import Protected, by_password
from tests.people import Person, new_id
from tests.site import Site

SIZES = tuple(int(size) for size in os.environ.get("BENCH_SIZES", "50,500,5000").split(","))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "60"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "6"))
WARMING, SIGN_INS = 5, 20
TICK = os.sysconf("SC_CLK_TCK")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "data").start()
        try:
            run(site)
        finally:
            site.stop()


def run(site: Site) -> None:
    owner = Person(site, "lan").sign_in()
    team = owner.found_team()
    print(f"{'action':34}{'tasks':>7}{'p50':>8}{'p95':>8}{'p99':>8}{'CPU ms':>8}")
    for size in SIZES:
        started = time.perf_counter()
        project, lists, ids = boards.fill(owner, team, size)
        print(f"{'(filling the board, whole seconds)':34}{size:7}{time.perf_counter() - started:8.0f}")
        settle(site)
        for name, act in actions(owner, team, project, lists, ids).items():
            print(row(site, name, size, act))
        board = len(raw(owner, f"{project}/board"))
        texts = len(raw(owner, f"{project}/texts"))
        print(f"{'board / texts, KiB as sent (gzip)':34}{size:7}{board / 1024:8.1f}{texts / 1024:8.1f}")
    print(row(site, "sign-in (ask, mail, link)", 0, lambda: Person(site, "new").sign_in() and None, SIGN_INS))
    # Each person once: how often one tries a password is counted.
    people = iter([Protected(site).with_password().elsewhere() for _ in range(WARMING + SIGN_INS)])
    print(
        row(
            site, "sign-in with a password", 0, lambda: by_password(next(people)).raise_for_status(), SIGN_INS
        )
    )
    for connections in (8, 32):
        for kind in ("read", "write"):
            print(throughput(site, owner, team, project, lists, ids, kind, connections))


def settle(site: Site) -> None:
    """Wait until filling has left nothing to do: the site would go on compacting into the first rows."""
    spent = -1.0
    while cpu_seconds(site) - spent > 0.1:
        spent = cpu_seconds(site)
        time.sleep(1)


def actions(
    owner: Person, team: str, project: str, lists: list[str], ids: list[str]
) -> dict[str, Callable[[], Any]]:
    rng = random.Random(1)
    head = owner.get(f"{project}/entries", params={"after": 2**40})["seq"]

    def task() -> str:
        return f"{project}/tasks/{rng.choice(ids)}"

    return {
        "open the board": lambda: raw(owner, f"{project}/board"),
        "open one task's texts": lambda: raw(owner, f"{project}/texts/{rng.choice(ids)}"),
        "what is new (after=head)": lambda: owner.get(f"{project}/entries", params={"after": head}),
        "create a task": lambda: owner.add_task(project, rng.choice(lists), "Việc đo"),
        "edit a task": lambda: owner.patch(task(), {"title": f"Đã sửa {rng.random()}"}),
        "move a task": lambda: owner.patch(task(), {"list": rng.choice(lists), "below": None}),
        "add a comment": lambda: owner.post(f"{task()}/comments", {"id": new_id(), "text": "Xong rồi nhé"}),
        "search": lambda: owner.get(f"{project}/search", params={"q": "ke hoach hoc"}),
        "open the team": lambda: owner.get(f"/teams/{team}"),
    }


def raw(person: Person, path: str) -> bytes:
    """The body as it was sent, not unpacked."""
    headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in person.cookies.items())}
    with person.http.stream("GET", path, headers=headers) as answer:
        assert answer.status_code == 200
        return b"".join(answer.iter_raw())


def row(site: Site, name: str, size: int, act: Callable[[], Any], rounds: int = ROUNDS) -> str:
    for _ in range(WARMING):
        act()
    cpu = cpu_seconds(site)
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        act()
        times.append((time.perf_counter() - started) * 1000)
    spent = (cpu_seconds(site) - cpu) * 1000 / rounds
    p50, p95, p99 = percentiles(times)
    return f"{name:34}{size:7}{p50:8.1f}{p95:8.1f}{p99:8.1f}{spent:8.1f}"


def percentiles(times: list[float]) -> tuple[float, float, float]:
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return cuts[49], cuts[94], cuts[98]


def cpu_seconds(site: Site) -> float:
    """CPU time of the server process and its engine."""
    assert site.process is not None
    return sum(process_cpu(pid) for pid in (site.process.pid, site.engine_pid()))


def process_cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def throughput(
    site: Site,
    owner: Person,
    team: str,
    project: str,
    lists: list[str],
    ids: list[str],
    kind: str,
    connections: int,
) -> str:
    """Requests a second of a mix, from client processes with several connections each."""
    processes = min(4, connections)
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        share = connections // processes
        work = (site.url, owner.cookies, project, lists, ids, kind, share)
        parts = pool.starmap(load, [(*work, seed) for seed in range(processes)])
    times = [t for part in parts for t in part[0]]
    errors = sum(part[1] for part in parts)
    p50, _, p99 = percentiles(times)
    rate = len(times) / SECONDS
    return f"{kind} mix, {connections} connections{'':>12}{rate:6.0f} a second   p50 {p50:.0f}  p99 {p99:.0f} ms   errors {errors}"


def load(
    url: str,
    cookies: dict[str, str],
    project: str,
    lists: list[str],
    ids: list[str],
    kind: str,
    share: int,
    seed: int,
) -> tuple[list[float], int]:
    """Closed loops over `share` connections for SECONDS; (times in ms, errors)."""
    from concurrent.futures import ThreadPoolExecutor

    site = Site(Path("/"))
    site.url = url

    def loop(number: int) -> tuple[list[float], int]:
        person = Person(site, "load")
        person.cookies = dict(cookies)
        rng = random.Random(seed * 100 + number)
        times, errors, end = [], 0, time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            started = time.perf_counter()
            try:
                (read if kind == "read" else write)(person, project, lists, ids, rng)
            except AssertionError:
                errors += 1
            times.append((time.perf_counter() - started) * 1000)
        return times, errors

    with ThreadPoolExecutor(share) as pool:
        parts = list(pool.map(loop, range(share)))
    return [t for part in parts for t in part[0]], sum(part[1] for part in parts)


def read(person: Person, project: str, lists: list[str], ids: list[str], rng: random.Random) -> None:
    """The board, a task's texts, what is new, the feed: evenly."""
    path = rng.choice(
        [
            f"{project}/board",
            f"{project}/texts/{rng.choice(ids)}",
            f"{project}/entries?after=99999999",
            f"{project}/feed",
        ]
    )
    raw(person, path)


def write(person: Person, project: str, lists: list[str], ids: list[str], rng: random.Random) -> None:
    """Create, edit, move, comment: evenly."""
    task = f"{project}/tasks/{rng.choice(ids)}"
    choice = rng.randrange(4)
    if choice == 0:
        person.add_task(project, rng.choice(lists), "Việc mới")
    elif choice == 1:
        person.patch(task, {"title": f"Sửa {rng.random()}"})
    elif choice == 2:
        person.patch(task, {"list": rng.choice(lists), "below": None})
    else:
        person.post(f"{task}/comments", {"id": new_id(), "text": "Đã xem"})


if __name__ == "__main__":
    main()
