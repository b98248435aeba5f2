"""Waiting for what other processes do."""

import time
from collections.abc import Callable
from pathlib import Path

# Long: a test that waits ends as soon as it holds, and a machine that tests may have much else to do.
PATIENCE = 30.0  # seconds


def eventually(holds: Callable[[], object], otherwise: str = "", seconds: float = PATIENCE) -> None:
    """Ask until it holds; AssertionError, saying `otherwise`, when it does not within `seconds`."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, otherwise or "it never came to hold"
        time.sleep(0.05)


def clear_of_the_minute(room: float = 20.0) -> None:
    """A running site does its own work at each full minute: wait until that is over and the next is `room` seconds away,
    so that what is due is done by the test."""
    past = time.time() % 60
    if not 5 <= past <= 60 - room:
        time.sleep((65 - past) % 60)


def ended(pid: int) -> bool:
    """Whether a process is gone, or a zombie that only waits to be reaped."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True
