"""Two Regions on one machine: a server process each, nothing kept in either, over one strongly consistent engine.

That is what strongly consistent global tables promise: an acknowledged write stands in every Region. The servers are
those of `python -m chalicelib.local`, at an engine that runs already; each asks a KMS of its own, whose keys are the
same, as multi-Region keys are. Between each Region and the engine stands a line that can be cut or made faulty.
"""

import os
import select
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from chalicelib.local.engine import start_engine
from monitoring.drills.faults import FaultyLine
from monitoring.drills.kms import Kms

ROOT = Path(__file__).parents[2]
START_SECONDS = 60.0


class Region:
    """One server process; it comes back on the port it had."""

    def __init__(self, name: str, folder: Path, line: FaultyLine, kms: Kms) -> None:
        self.name, self.line, self.kms = name, line, kms
        self.ahead = 0.0  # seconds that its clock is ahead, from its next start on
        self._folder = folder
        self._port = 0
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def start(self) -> None:
        """Start it; returns when it can be used. RuntimeError when it does not start."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("IZWORK_")}
        given = {
            "PORT": str(self._port),
            "IZWORK_ENGINE": self.line.url,
            "IZWORK_KEYS": str(self._folder / "keys"),
            "IZWORK_SITE": "http://izwork.example",
        }
        log = self._folder / f"{self.name}.log"
        with log.open("a") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "monitoring.drills.server", "--kms", self.kms.url, "--ahead", str(self.ahead)],
                cwd=ROOT, env=kept | given, stdout=subprocess.PIPE, stderr=errors, text=True, start_new_session=True,
            )  # fmt: skip
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], START_SECONDS)
        self.url = self._process.stdout.readline().strip() if ready else ""
        if not self.url:
            raise RuntimeError(f"the Region {self.name} did not start: {log.read_text()[-500:]}")
        self._port = int(self.url.rpartition(":")[2])

    def kill(self) -> None:
        """kill -9, in the middle of whatever it does."""
        if self._process is not None:
            with self._process:
                self._process.kill()
            self._process = None

    @property
    def said(self) -> str:
        """What its server said on stderr."""
        return (self._folder / f"{self.name}.log").read_text()


class Regions:
    """The leader and the standby, from entering to leaving; nothing of them is left afterwards."""

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._open = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            folder = Path(opening.enter_context(tempfile.TemporaryDirectory(prefix="izwork-drill-")))
            engine = start_engine(folder)
            opening.callback(engine.stop)
            self.leader, self.standby = (
                self._region(name, folder, engine.port, opening) for name in ("leader", "standby")
            )
            self._open = opening.pop_all()
        return self

    def _region(self, name: str, folder: Path, engine_port: int, opening: ExitStack) -> Region:
        line = opening.enter_context(FaultyLine(engine_port, self._seed))
        kms = opening.enter_context(Kms(folder / "keys", self._seed))
        region = Region(name, folder, line, kms)
        opening.callback(region.kill)
        region.start()
        return region

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
