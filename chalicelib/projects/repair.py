"""What the operator may order for a team whose work was damaged: look, choose, turn back, make the pages anew.

Ordered by `python -m infra.failover rebuild`; done by the API's function, the only one that may use the content key.
What comes back are seqs, times and counts, nothing that people wrote.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from chalicelib.projects.project import space_of
from chalicelib.store import log, repair, switches
from chalicelib.store.reducer import Kinds, apply

# An order ends before Lambda ends the function (15 s); whoever gave it gives it again until all is done.
SECONDS = 8.0


class NotReadOnly(Exception):
    """A space is repaired only while nobody writes."""


def look(team: str) -> dict[str, Any]:
    """Each space of the team and how it stands. The team's own log tells its projects, whatever its pages hold."""
    kinds: Kinds = {}
    for row in reversed(list(log.newest_first(team))):
        entry = repair.read(row)
        for op in entry.ops if entry else ():
            apply(kinds, op["changes"])
    spaces = {"team": team} | {id: space_of(team, id) for id in kinds.get("project", {})}
    return {name: {"space": space} | repair.look(space)._asdict() for name, space in spaces.items()}


def before(space: str, at: int) -> dict[str, Any]:
    """The newest seq whose ops were done before `at`, milliseconds since epoch."""
    return {"seq": repair.before(space, at)}


def turn_back(space: str, to: int) -> dict[str, Any]:
    """Set aside what comes after `to`; give it again until `done`."""
    _nobody_writes()
    seq, done = repair.turn_back(space, to, time.monotonic() + SECONDS)
    return {"seq": seq, "done": done, "aside": repair.aside(space, seq)}


def make_pages(space: str) -> dict[str, Any]:
    """Go on with the pages; give it again until `upto` is `head` or stays."""
    _nobody_writes()
    upto, head = repair.make_pages(space, time.monotonic() + SECONDS)
    return {"upto": upto, "head": head}


def _nobody_writes() -> None:
    if not switches.read_only():
        raise NotReadOnly("say `read-only on` first, and wait until it says it is in force")


ORDERS: dict[str, Callable[..., dict[str, Any]]] = {
    "look": look,
    "before": before,
    "turn-back": turn_back,
    "make-pages": make_pages,
}
