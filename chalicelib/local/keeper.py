"""Keeps the engine running for as long as the server runs."""

import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from chalicelib import logs
from chalicelib.local.engine import Engine, EngineError, start_engine

# An engine that ends this often within this many seconds will not stay up for being started once more.
STARTS, WINDOW = 5, 60.0


class Keeper:
    """Starts the engine of one data directory, and starts it again, on the same port, whenever it ends.

    Stopping the server instead would be no safer: what was acknowledged is on the disk, and what was not is
    sent again by its client with the same op. It would only cost everybody their work meanwhile.
    `gave_up` is the sentence to end with once the engine does not stay up, else empty.
    """

    def __init__(self, data: Path) -> None:
        self._data = data
        self._stopping = False
        self._changing = threading.Lock()
        self.gave_up = ""
        self.engine: Engine = start_engine(data)

    def watch(self, give_up: Callable[[], None]) -> None:
        """From now on start it again when it ends; call `give_up` when that is of no use."""
        threading.Thread(target=self._watch, args=(give_up,), name="engine", daemon=True).start()

    def stop(self) -> None:
        with self._changing:
            self._stopping = True
        self.engine.stop()

    def _watch(self, give_up: Callable[[], None]) -> None:
        ends: deque[float] = deque(maxlen=STARTS)
        while True:
            self.engine.process.wait()
            ends.append(time.monotonic())
            if len(ends) == STARTS and ends[-1] - ends[0] < WINDOW:
                break
            with self._changing:
                if self._stopping:
                    return
                logs.say("engine.started_again")
                try:
                    self.engine = start_engine(self._data, self.engine.port)
                except EngineError as fault:
                    logs.say("engine.gave_up", fault)
                    break
        self.gave_up = f"IZwork stops: its engine does not stay up. Its files are in {self._data / 'engine'}."
        give_up()
