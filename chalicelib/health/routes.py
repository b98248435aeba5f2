"""Whether this process is alive, which asks nothing of anyone else; and whether it is fit to do its work."""

from typing import Literal

import msgspec

from chalicelib import settings
from chalicelib.health.fitness import CACHE_SECONDS, Part, fitness
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
    """Unwrapping a key, writing an entry, reading it back."""

    key: Part
    write: Part
    read: Part


class DeepHealth(msgspec.Struct):
    """`unfit` when any part failed; as of a few seconds ago at most."""

    status: Literal["fit", "unfit"]
    version: str
    region: str
    parts: Parts


@feature.route("GET", "/health", access=access.ANYONE, returns={200: Health})
def alive(_: None, ask: Ask) -> Answer:
    """Alive"""
    chosen = settings.current()
    return Answer({"status": "ok", "version": VERSION, "region": chosen.region, "mode": chosen.mode})


@feature.route("GET", "/health/deep", access=access.ANYONE, returns={200: DeepHealth, 503: DeepHealth})
def fit(_: None, ask: Ask) -> Answer:
    """Fit to serve: a canary's key unwraps, and its entry is written and read back

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
