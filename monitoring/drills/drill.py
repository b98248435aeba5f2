"""One drill: two Regions, a resolver and clients that write; something happens; what came of it, as one object."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, NamedTuple, Self

import httpx

from chalicelib.local.seed.visitor import Visitor, new_id
from monitoring.drills.caller import Caller
from monitoring.drills.client import Client
from monitoring.drills.history import History, Stands, Verdict, check
from monitoring.drills.newcomer import Newcomer
from monitoring.drills.regions import Region, Regions
from monitoring.drills.resolver import Name, Resolver, Timing

# Seconds between two changes of each client: from one who types without a pause to one who hardly does, and whose
# outbox is left to its own pauses.
TYPING = (0.3, 0.5, 0.8, 1.5, 6.0, 25.0)
GOAL_SECONDS = 120.0
PATIENCE_SECONDS = 240.0


class Recovery(NamedTuple):
    """Seconds until the first and the last client was served again."""

    first: float
    last: float


class Stage:
    """Everything a drill needs, running; used as `with Stage(...) as stage`."""

    def __init__(self, seed: int, timing: Timing) -> None:
        self.seed, self.timing = seed, timing
        self.rng = random.Random(seed)
        self.history = History()
        self.recovery: Recovery | None = None
        self.more: dict[str, Any] = {}
        self.unclean: list[str] = []
        self._open = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            regions = opening.enter_context(Regions(self.seed))
            self.leader, self.standby = regions.leader, regions.standby
            visitors, project, tasks = gathered(self.leader.url)
            self._reader, self._project = visitors[0], project
            self.resolver = Resolver(self.leader.url, self.standby.url, self.timing, self.rng)
            self.clients = [
                self._client(number, visitor.cookie, f"{project}/tasks/{task}")
                for number, (visitor, task) in enumerate(zip(visitors, tasks, strict=True))
            ]
            opening.callback(self.resolver.stop)
            self.resolver.start()
            name = Name(self.resolver, self.timing.ttl, self.rng)
            self.newcomer = Newcomer(name, random.Random(f"{self.seed}/newcomer"))
            for caller in self.callers:
                opening.callback(caller.stop)
                caller.start()
            self._open = opening.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def _client(self, number: int, cookie: str, task: str) -> Client:
        rng = random.Random(f"{self.seed}/{number}")
        name = Name(self.resolver, self.timing.ttl, rng)
        return Client(number, cookie, task, name, self.history, rng, TYPING[number])

    @property
    def callers(self) -> list[Caller]:
        """Everyone who asks for something."""
        return [*self.clients, self.newcomer]

    def write(self, seconds: float) -> None:
        """Let the clients work for so long."""
        time.sleep(seconds)

    def wait_for_a_write(self) -> None:
        """Until some client's change is on its way at this very moment."""
        self.until(lambda: any(client.in_flight for client in self.clients), "nobody writes", 0.0005)

    def wait_until_served(self, since: float, by: Region | None = None) -> Recovery:
        """Until every caller got an answer to something asked after `since`, if `by` is given from that Region."""

        def first(client: Caller) -> float | None:
            ends = (
                ended
                for begun, ended, site in list(client.served)
                if begun > since and by in (None, self._named(site))
            )
            return next(ends, None)

        self.until(lambda: all(first(caller) for caller in self.callers), "a client is not served again")
        times = [found - since for caller in self.callers if (found := first(caller))]
        return Recovery(round(min(times), 1), round(max(times), 1))

    def until(self, holds: Callable[[], bool], otherwise: str, pause: float = 0.05) -> None:
        """Wait until it holds; RuntimeError, saying `otherwise`, when it does not within PATIENCE_SECONDS."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            if time.monotonic() > deadline:
                raise RuntimeError(otherwise)
            time.sleep(pause)

    def _named(self, site: str) -> Region:
        return self.leader if site == self.leader.url else self.standby

    def settle(self) -> None:
        """Nothing more is typed; everything that waits is sent."""
        for client in self.clients:
            client.rest()
        self.until(lambda: not any(client.waiting for client in self.clients), "an outbox does not empty")
        for caller in self.callers:
            caller.stop()

    def log(self) -> list[Stands]:
        """The clients' changes in the final log."""
        return [
            Stands(entry["seq"], op["op"], change["set"]["title"])
            for entry in self.entries()
            for op in entry["ops"]
            for change in op["changes"]
            if op["verb"] == "task.edit" and "title" in change.get("set", {})
        ]

    def entries(self) -> Iterator[dict[str, Any]]:
        """The whole log, read from its start in the standby."""
        after, head = 0, 1
        while after < head:
            path = f"{self.standby.url}/api/v1{self._project}/entries?after={after}&limit=500"
            answer = httpx.get(path, headers={"Cookie": self._reader.cookie}, timeout=30).raise_for_status()
            head = answer.json()["seq"]
            for entry in answer.json()["entries"]:
                if entry["seq"] != after + 1:
                    raise RuntimeError(f"the log has a gap before {entry['seq']}")
                after = entry["seq"]
                yield entry


def gathered(site: str) -> tuple[list[Visitor], str, list[str]]:
    """A member for each client, in one team; their project's path and a task for each."""
    visitors = [Visitor(site, f"client{n}@drill.example", f"Client {n}") for n in range(len(TYPING))]
    owner = visitors[0]
    owner.sign_in()
    team = owner.ask("POST", "/teams", {"name": "Drill", "member_name": owner.name})["id"]
    for visitor in visitors[1:]:
        visitor.sign_in()
        owner.ask("POST", f"/teams/{team}/invitations", {"email": visitor.email, "role": "member"})
        visitor.join()
    project, in_list, tasks = new_id(), new_id(), [new_id() for _ in visitors]
    lists = [{"id": in_list, "name": "Drill"}]
    owner.ask("POST", f"/teams/{team}/projects", {"id": project, "name": "Drill", "lists": lists})
    path = f"/teams/{team}/projects/{project}"
    for task in tasks:
        owner.ask("POST", f"{path}/tasks", {"id": task, "title": "0", "list": in_list})
    return visitors, path, tasks


def drill(mode: str, happens: Callable[[Stage], None], seed: int, timing: Timing) -> dict[str, Any]:
    """Rehearse once; the object for the history. `findings` in it only when the checker found something."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with Stage(seed, timing) as stage:
        happens(stage)
        stage.settle()
        verdict = check(stage.history, stage.log())
        return {"at": at, "mode": mode, "seed": seed, "timing": timing.name} | summed(stage, verdict)


def summed(stage: Stage, verdict: Verdict) -> dict[str, Any]:
    """The figures of a drill that has settled."""
    unclean = [one for caller in stage.callers for one in caller.unclean] + stage.unclean
    findings = [*verdict.findings, *unclean][:20]
    return {
        "clients": len(stage.clients),
        "acknowledged": verdict.acknowledged,
        "lost": verdict.lost,
        "doubled": verdict.doubled,
        "stale": verdict.stale,
        "refused": sum(caller.answers["refused"] for caller in stage.callers),
        "unanswered": sum(caller.answers["unanswered"] for caller in stage.callers),
        "unclean": len(unclean),
        "rto_first_s": stage.recovery.first if stage.recovery else None,
        "rto_last_s": stage.recovery.last if stage.recovery else None,
        **stage.more,
        **({"findings": findings} if findings else {}),
    }


def reached(line: dict[str, Any]) -> bool:
    """Whether a drill met its goal: nothing lost, doubled, stale or unclean, and all served again in time."""
    wrong = line["lost"] + line["doubled"] + line["stale"] + line["unclean"]
    return not wrong and (line["rto_last_s"] is None or line["rto_last_s"] <= GOAL_SECONDS)
