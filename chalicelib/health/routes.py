"""Whether this process is alive, which asks nothing of anyone else; whether it is fit to do its work; how it was;
and how often losing a Region was rehearsed, with what came of it."""

import msgspec

from chalicelib import settings
from chalicelib.clock import now
from chalicelib.health import rehearsal, telling, watch
from chalicelib.health.fitness import CACHE_SECONDS, Part, State, fitness, state_of
from chalicelib.health.rehearsal import Rehearsal
from chalicelib.health.telling import Telling
from chalicelib.health.watch import Record
from chalicelib.version import VERSION
from chalicelib.web import access
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("health")
# Everybody looks at once when something is wrong. What is at hand is shown for a day when no Region answers at all.
SHARED = "public, max-age=15, stale-if-error=86400"


class Health(msgspec.Struct):
    """`mode` is `local` on one machine, where mail waits at /mailbox."""

    status: str
    version: str
    region: str
    mode: str


class Parts(msgspec.Struct):
    """Unwrapping a key, writing an entry, reading it back; whether the operator drained the Region, and mail gets away."""

    key: Part
    write: Part
    read: Part
    switch: Part
    mail: Part


class DeepHealth(msgspec.Struct):
    """`unfit` when key, write or read failed or the Region is drained, `degraded` when only mail waits; as of a few seconds ago at most."""

    status: State
    version: str
    region: str
    parts: Parts


class Status(msgspec.Struct):
    """`now`: how what answers is, at `at` (milliseconds); `regions`: how each was, the one asked first first, or null
    when the record cannot be read just now; `told`: incidents in words, newest first; `drills` newest first."""

    now: State
    at: int
    regions: list[Record] | None
    told: list[Telling]
    drills: list[Rehearsal]


@feature.route("GET", "/health", access=access.ANYONE, returns={200: Health})
def alive(_: None, ask: Ask) -> Answer:
    """Alive"""
    chosen = settings.current()
    return Answer({"status": "ok", "version": VERSION, "region": chosen.region, "mode": chosen.mode})


@feature.route("GET", "/health/deep", access=access.ANYONE, returns={200: DeepHealth, 503: DeepHealth})
def fit(_: None, ask: Ask) -> Answer:
    """Fit to serve: a canary's key unwraps, its entry is written and read back, nobody drained the Region; mail's state"""
    parts = fitness.parts()
    state = state_of(parts)
    body = {
        "status": state,
        "version": VERSION,
        "region": settings.current().region,
        "parts": parts,
    }
    return Answer(body) if state != "unfit" else Answer(body, 503, {"Retry-After": str(round(CACHE_SECONDS))})


@feature.route("GET", "/status", access=access.ANYONE, returns={200: Status, 503: Status})
def status(_: None, ask: Ask) -> Answer:
    """How it is now and was for 90 days, past incidents, and every rehearsal of losing a Region"""
    state, regions = fitness.state(), settings.current().regions
    if state == "unfit":
        # As a failure, so that what stands before both Regions asks the other one, which may know better.
        body = Status(state, now(), None, telling.newest(), rehearsal.newest())
        return Answer(body, 503, {"Retry-After": str(round(CACHE_SECONDS))})
    body = Status(state, now(), watch.records(regions), telling.newest(), rehearsal.newest())
    return Answer(body, headers={"Cache-Control": SHARED})
