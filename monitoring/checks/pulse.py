"""The site's pulse: whether its door answers, every ten seconds, on the ten.

A beat is good when `/api/v1/health/deep` is answered by 2xx; a bad first try is followed by another one. So thirty
seconds of silence make three bad beats at most, and a total outage four within 45 s (alarms.py, `site-down`).
"""

import time
import urllib.request
from collections.abc import Callable
from http.client import HTTPException

EVERY = 10.0
BEATS = 6
TIMEOUT, PAUSE = 2.0, 1.0


def beat(site: str) -> bool:
    """One look at the door, with a second try; five seconds at most."""
    for pause in (PAUSE, None):
        if _answers(site):
            return True
        if pause is not None:
            time.sleep(pause)
    return False


def _answers(site: str) -> bool:
    try:
        with urllib.request.urlopen(f"{site.rstrip('/')}/api/v1/health/deep", timeout=TIMEOUT) as answer:
            return bool(200 <= answer.status < 300)
    except (OSError, HTTPException):
        return False


def run(site: str, tell: Callable[[bool, float], None], beats: int = BEATS, every: float = EVERY) -> None:
    """Beat on the next moments that `every` divides, and tell each beat with the moment it belongs to."""
    due = (time.time() // every + 1) * every
    for _ in range(beats):
        time.sleep(max(0.0, due - time.time()))
        tell(beat(site), due)
        due += every
