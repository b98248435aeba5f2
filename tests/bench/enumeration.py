"""Whether answers tell who or what there is: the same request about what exists and about what does not, 1,000 each,
in random order. Prints medians, their difference and the Kolmogorov–Smirnov test's p; a pair that can be told apart is
marked. `python -m tests.bench.enumeration work` prints what each request does at the engine instead, as JSON.
"""

import json
import math
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx

from tests.contacts.contacts import new_number, set_to
from tests.people import Person, new_id
from tests.site import Site

TIMES = int(os.environ.get("BENCH_ENUMERATION", "1000"))
# So many that nobody meets a limit: the limits are alike for both as well, but then there would be less to see.
PEOPLE, NETWORKS, TEAMS = 70, 100, 30
APART_MS, P = 5.0, 0.05


class Pair(NamedTuple):
    """The number-th request about what exists, and about what does not."""

    name: str
    there: Callable[[int], httpx.Response]
    absent: Callable[[int], httpx.Response]


class Setting:
    """People with accounts, addresses without, and a team with ways in."""

    def __init__(self, site: Site, people: int = PEOPLE) -> None:
        self.known = [Person(site, f"person{n}").sign_in() for n in range(people)]
        self.unknown = [Person(site, f"person{n}") for n in range(people)]
        self.askers = [Person(site, "ai") for _ in range(NETWORKS)]
        self.owner = self.known[0]
        # Each team by somebody else: who founds one after the other may invite fewer.
        self.teams = [(one, one.found_team()) for one in self.known[: max(1, TEAMS * people // PEOPLE)]]
        self.team = self.owner.found_team()
        link = self.owner.post(f"/teams/{self.team}/links", {"role": "guest"})
        self.link, self.secret = link["id"], link["url"].rpartition(".")[2]
        over = self.owner.post(f"/teams/{self.team}/links", {"role": "guest"})
        self.owner.delete(f"/teams/{self.team}/links/{over['id']}")
        self.over = over["url"].partition("#")[2]
        self.numbers = [[new_number() for _ in range(people)] for _ in range(2)]
        for person, number in zip(self.known, self.numbers[0], strict=True):
            set_to(person, "phone", number)

    def pairs(self) -> list[Pair]:
        wrong = "A" * len(self.secret)
        return [
            Pair("sign-in: an address", self.sign_in(self.known), self.sign_in(self.unknown)),
            Pair("recovery: a number", self.recover(self.numbers[0]), self.recover(self.numbers[1])),
            Pair("invitation: an address", self.invite(self.known), self.invite(self.unknown)),
            Pair("join link: its id", self.look(f"{self.team}.{self.link}.{wrong}"), self.look(f"{self.team}.{{}}.{wrong}")),
            Pair("join link: revoked", self.look(self.over), self.look(f"{self.team}.{{}}.{wrong}")),
        ]  # fmt: skip

    def sign_in(self, people: list[Person]) -> Callable[[int], httpx.Response]:
        def ask(number: int) -> httpx.Response:
            asker = self.askers[number % len(self.askers)]
            asker.cookies = {}
            return asker.ask("POST", "/sign-in", {"email": people[number % len(people)].email})

        return ask

    def recover(self, numbers: list[str]) -> Callable[[int], httpx.Response]:
        def ask(number: int) -> httpx.Response:
            asker = self.askers[number % len(self.askers)]
            asker.cookies = {}
            return asker.ask("POST", "/recoveries", {"phone": numbers[number % len(numbers)]})

        return ask

    def invite(self, people: list[Person]) -> Callable[[int], httpx.Response]:
        def ask(number: int) -> httpx.Response:
            owner, team = self.teams[(number // len(people) + number) % len(self.teams)]
            body = {"email": people[number % len(people)].email, "role": "guest"}
            return owner.ask("POST", f"/teams/{team}/invitations", body)

        return ask

    def look(self, token: str) -> Callable[[int], httpx.Response]:
        def ask(number: int) -> httpx.Response:
            by = self.known[number % len(self.known)]
            return by.ask("POST", "/joinings/preview", {"token": token.format(new_id())})

        return ask


def shape(answer: httpx.Response) -> Any:
    """What may not differ: status, headers and body, each value by its kind and length."""
    changing = {"date", "retry-after"}
    headers = {name: len(value) for name, value in answer.headers.items() if name not in changing}
    body = {name: (type(value).__name__, len(str(value))) for name, value in answer.json().items()}
    body.pop("seq", None)
    headers.pop("content-length") if "seq" in answer.json() else None
    return [answer.status_code, headers, body]


def measured(pair: Pair, times: int) -> tuple[list[float], list[float], set[str]]:
    """Milliseconds of each side in random order, and the shapes that were seen."""
    order = [(side, number) for side in (0, 1) for number in range(times)]
    random.shuffle(order)
    taken: tuple[list[float], list[float]] = ([], [])
    shapes = set()
    for side, number in order:
        started = time.perf_counter()
        answer = pair[1 + side](number)
        taken[side].append((time.perf_counter() - started) * 1000)
        shapes.add(json.dumps(shape(answer), sort_keys=True))
    return *taken, shapes


def same_distribution(first: list[float], second: list[float]) -> float:
    """The two-sample Kolmogorov–Smirnov test's p, by its asymptotic series."""
    a, b = sorted(first), sorted(second)
    at, i, j, apart = sorted({*a, *b}), 0, 0, 0.0
    for value in at:
        while i < len(a) and a[i] <= value:
            i += 1
        while j < len(b) and b[j] <= value:
            j += 1
        apart = max(apart, abs(i / len(a) - j / len(b)))
    size = math.sqrt(len(a) * len(b) / (len(a) + len(b)))
    term = (size + 0.12 + 0.11 / size) * apart
    if term < 0.3:
        return 1.0
    return min(1.0, 2 * sum((-1) ** (k - 1) * math.exp(-2 * (k * term) ** 2) for k in range(1, 101)))


@contextmanager
def in_this_process() -> Iterator[Site]:
    """A site whose server runs here, so that its calls to the engine can be counted."""
    from chalicelib.local.engine import start_engine
    from chalicelib.local.server import listen, server

    with tempfile.TemporaryDirectory() as folder:
        engine, bound = start_engine(Path(folder)), listen("127.0.0.1", 0)
        site = Site(Path(folder))
        site.url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        os.environ |= {
            "IZWORK_MODE": "local", "IZWORK_ENGINE": engine.url, "IZWORK_KEYS": f"{folder}/keys",
            "IZWORK_MAIL": "mailbox", "IZWORK_SMS": "mailbox", "IZWORK_SITE": site.url,
        }  # fmt: skip
        from app import app
        from chalicelib.store import tables
        from chalicelib.web import frontdoor

        frontdoor.connect()
        tables.create_all()
        running = server(app)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [bound]})
        thread.start()
        try:
            yield site
        finally:
            running.stop()
            thread.join(10)
            engine.stop()


def work(times: int = 12) -> dict[str, list[list[str]]]:
    """For each pair what either side does nearly always, once warm: engine calls by table, hashes and seals, and mails.
    (What a minute's turn brings, a plan looked up again or a session seen, happens to either side alike.)"""
    from chalicelib.notices import mail, sms
    from chalicelib.store import keys, tables

    done: list[str] = []

    def called(params: dict[str, Any], model: Any, **_: Any) -> None:
        sent = json.loads(params["body"])
        done.append(f"{model.name} {sent.get('TableName') or sorted(sent['RequestItems'])}")

    with in_this_process() as site:
        setting = Setting(site, times)
        tables.line().dynamodb.meta.events.register("before-call.dynamodb", called)
        for thing, name in (
            (keys, "seal_account"),
            (keys, "open_account"),
            (mail, "deliver"),
            (sms, "deliver"),
        ):
            setattr(thing, name, noting(done, name, getattr(thing, name)))
        found = {}
        for pair in setting.pairs():
            seen: list[list[str]] = []
            for ask in (pair.there, pair.absent):
                runs: list[tuple[str, ...]] = []
                for number in range(times):
                    done.clear()
                    ask(number)
                    runs.append(tuple(done))
                often = Counter(runs[1:])
                seen.append(list(max(often, key=lambda run: (often[run], -len(run)))))
            found[pair.name] = seen
        return found


def noting(done: list[str], name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(*given: Any, **more: Any) -> Any:
        done.append(name)
        return real(*given, **more)

    return call


def timed(times: int, people: int) -> list[tuple[str, float, float, float, int]]:
    """(pair, its two medians in milliseconds, p, how many shapes were seen) against a site in its own process."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "data").start()
        try:
            found = []
            for pair in Setting(site, people).pairs():
                there, absent, shapes = measured(pair, times)
                medians = statistics.median(there), statistics.median(absent)
                found.append((pair.name, *medians, same_distribution(there, absent), len(shapes)))
            return found
        finally:
            site.stop()


def main() -> None:
    print(f"{'2 × ' + str(TIMES):28}{'there':>9}{'absent':>9}{'apart':>8}{'KS p':>8}")
    for name, there, absent, p, shapes in timed(TIMES, PEOPLE):
        told = [] if shapes == 1 else ["shapes differ"]
        told += [] if abs(there - absent) < APART_MS else [f"medians over {APART_MS:.0f} ms apart"]
        told += [] if p > P else [f"p under {P}"]
        print(f"{name:28}{there:9.2f}{absent:9.2f}{abs(there - absent):8.2f}{p:8.3f}  {', '.join(told)}")


if __name__ == "__main__":
    print(json.dumps(work())) if "work" in sys.argv else main()
