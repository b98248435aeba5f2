"""How much a team stores and how many it is, and the refusals of what would grow it past its plan.

Storage is measured once a day, by whichever request needs to know: the sizes of the pages stand in their manifests.
"""

import threading
import time
from typing import NamedTuple

from chalicelib.billing import standing
from chalicelib.billing.plan import DAY
from chalicelib.clock import now
from chalicelib.refusals import Refused
from chalicelib.store import manifest, rows, space
from chalicelib.store.billing_tables import Usage
from chalicelib.store.space import State

KNOWN_SECONDS, KNOWN_AT_MOST = 60.0, 10_000
MIB, GIB = 1024**2, 1024**3


class Measured(NamedTuple):
    bytes: int
    measured_at: int


def stored(team: str, old: int = DAY) -> Measured:
    """What the team's pages take, measured at most `old` milliseconds ago."""
    row = rows.find(Usage, team)
    fresh = row is not None and row.measured_at >= now() - old
    found = Measured(int(row.bytes), int(row.measured_at)) if row is not None and fresh else measure(team)
    with _lock:
        if len(_known) >= KNOWN_AT_MOST:
            _known.clear()
        _known[team] = (time.monotonic(), found.bytes)
    return found


def measure(team: str) -> Measured:
    """Add up what the team's spaces take, and keep it; one engine call for fifty projects."""
    spaces = [team, *(f"{team}/{id}" for id in space.state(team).of("project"))]
    found = Measured(manifest.total(spaces), now())
    rows.put(Usage(team, bytes=found.bytes, measured_at=found.measured_at))
    return found


def must_have_room(team: str) -> None:
    """Refused("storage_full") when the team stores more than its plan holds. Costs nothing while it is remembered."""
    most = standing.known(team).plan.storage
    if most is None:
        return
    with _lock:
        held = _known.get(team)
    fresh = held is not None and time.monotonic() - held[0] < KNOWN_SECONDS
    size = held[1] if held is not None and fresh else stored(team).bytes
    if size >= most:
        raise Refused("storage_full", limit=spelled(most))


def must_have_seat(team: str, state: State) -> None:
    """Refused("members_full") when the team has as many members as its plan allows; guests do not count."""
    most = standing.known(team).plan.members
    if most is not None and members(state) >= most:
        raise Refused("members_full", limit=most)


def members(state: State) -> int:
    """How many are in the team now, without guests."""
    present = (one for one in state.of("member").values() if "left_at" not in one)
    return sum(one["role"] != "guest" for one in present)


def since(team: str) -> int:
    """From when on activity is shown, in milliseconds; 0 for all of it."""
    days = standing.known(team).plan.history
    return 0 if days is None else now() - days * DAY


def spelled(size: int) -> str:
    """Bytes as people say them."""
    return f"{size // GIB} GB" if size >= GIB else f"{size // MIB} MB"


_known: dict[str, tuple[float, int]] = {}
_lock = threading.Lock()
