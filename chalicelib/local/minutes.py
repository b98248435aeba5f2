"""The minute's job on one machine: a thread of the server."""

import threading
from collections.abc import Callable

from chalicelib.clock import now


class Minutes(threading.Thread):
    """Calls `run` at the beginning of each minute, for as long as the process lives."""

    def __init__(self, run: Callable[[], None], every_ms: int = 60_000) -> None:
        super().__init__(name="minutes", daemon=True)
        self._work, self._every = run, every_ms
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait((self._every - now() % self._every) / 1000):
            self._work()

    def stop(self) -> None:
        """End; a run under way is waited for a little."""
        self._over.set()
        self.join(3)
