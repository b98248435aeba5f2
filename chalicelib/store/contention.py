"""How a round reaches the log when other processes write to the same space."""

from __future__ import annotations

import random
import time

from .busy import Busy
from .round import Round


def settle(round: Round, deadline: float) -> None:
    """Answer every proposal of the round. Busy past the deadline (time.monotonic seconds)."""
    while round.open:
        decided = round.decide()
        if not decided:
            continue
        if not round.put(decided, []):
            if time.monotonic() > deadline:
                raise Busy(1.0, "this space is too busy")
            time.sleep(random.random() * 0.01)
            round.refresh()
