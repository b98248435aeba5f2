"""The operator's switches, kept with the logs, so that both Regions see the same: `read_only` for the whole deployment,
`drained/<region>` for one Region.

Turned by the operator (infra/failover), who alone may; here they are read. Whether the deployment is read-only is remembered for KEPT_SECONDS; asking anew
goes along with the look that begins every signed-in request (glance.py), so it costs no call of its own. What a process
last heard goes for no longer than that: when the engine cannot be asked, a write is put off, not let through.
"""

from __future__ import annotations

import threading
import time

from . import rows
from .tables import Switch

READ_ONLY = "read_only"
KEPT_SECONDS = 3.0
# A request that began before the switch was heard may still be writing: its patience with a busy space (appending.py,
# 10 s), and one last put with all its tries. Lambda ends any request after 15 s.
IN_FORCE_SECONDS = KEPT_SECONDS + 25.0

_lock = threading.Lock()
_known: tuple[float, bool] | None = None


def drained(region: str) -> str:
    """The name of a Region's switch."""
    return f"drained/{region}"


def read_only() -> bool:
    """Whether nothing of any team may be written, as of at most KEPT_SECONDS ago. Busy when it cannot be known."""
    asked_at = due()
    if asked_at is not None:
        heard(rows.find(Switch, READ_ONLY) is not None, asked_at)
    with _lock:
        return _known is not None and _known[1]


def due() -> float | None:
    """The moment to hand to heard() when it is time to ask again; None while what is known still goes."""
    now = time.monotonic()
    with _lock:
        return None if _known is not None and now - _known[0] < KEPT_SECONDS else now


def heard(read_only: bool, asked_at: float) -> None:
    """Remember an answer to what was asked at `asked_at` (time.monotonic), unless a newer one is known."""
    global _known
    with _lock:
        if _known is None or _known[0] <= asked_at:
            _known = (asked_at, read_only)


def forget() -> None:
    """Ask anew next time."""
    global _known
    with _lock:
        _known = None


def is_drained(region: str) -> bool:
    """Whether clients should leave a Region, as of now. One engine call."""
    return rows.find(Switch, drained(region)) is not None
