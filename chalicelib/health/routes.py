"""Whether this process is alive; it asks nothing of anyone else."""

import msgspec

from chalicelib import settings
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


@feature.route("GET", "/health", access=access.ANYONE, returns={200: Health})
def alive(_: None, ask: Ask) -> Answer:
    """Alive"""
    chosen = settings.current()
    return Answer({"status": "ok", "version": VERSION, "region": chosen.region, "mode": chosen.mode})
