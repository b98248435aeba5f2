"""Whether this process is alive, which asks nothing of anyone else; whether it is fit to do its work; and how often
losing a Region was rehearsed, with what came of it."""

from typing import Literal

import msgspec

from chalicelib import settings
from chalicelib.health import rehearsal
from chalicelib.health.fitness import CACHE_SECONDS, Part, fitness
from chalicelib.health.rehearsal import Rehearsal
from chalicelib.version import VERSION
from chalicelib.web import access
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("health")


class Health(msgspec.Struct):
    """`mode` is `local` on one machine, where mail waits at /mailbox."""

    status: str
    version: str
    region: str
    mode: str


class Parts(msgspec.Struct):
    """Unwrapping a key, writing an entry, reading it back, and whether the operator drained the Region."""

    key: Part
    write: Part
    read: Part
    switch: Part


class DeepHealth(msgspec.Struct):
    """`unfit` when any part failed; as of a few seconds ago at most."""

    status: Literal["fit", "unfit"]
    version: str
    region: str
    parts: Parts


class Status(msgspec.Struct):
    """`now`: whether what answers is fit to serve; `drills` newest first, as they were measured."""

    now: Literal["fit", "unfit"]
    drills: list[Rehearsal]


@feature.route("GET", "/health", access=access.ANYONE, returns={200: Health})
def alive(_: None, ask: Ask) -> Answer:
    """Alive"""
    chosen = settings.current()
    return Answer({"status": "ok", "version": VERSION, "region": chosen.region, "mode": chosen.mode})


@feature.route("GET", "/health/deep", access=access.ANYONE, returns={200: DeepHealth, 503: DeepHealth})
def fit(_: None, ask: Ask) -> Answer:
    """Fit to serve: a canary's key unwraps, its entry is written and read back, and the Region is not drained

    There is no age of a mail queue in it: mail is sent at once, so no queue exists.
    """
    parts = fitness.parts()
    well = all(part.ok for part in parts.values())
    body = {
        "status": "fit" if well else "unfit",
        "version": VERSION,
        "region": settings.current().region,
        "parts": parts,
    }
    return Answer(body) if well else Answer(body, 503, {"Retry-After": str(round(CACHE_SECONDS))})


@feature.route("GET", "/status", access=access.ANYONE, returns={200: Status})
def status(_: None, ask: Ask) -> Answer:
    """How it is now, and every rehearsal of losing a Region"""
    return Answer({"now": "fit" if fitness.fit() else "unfit", "drills": rehearsal.newest()})
