"""Two Regions on this machine, and the operator's commands as they are typed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chalicelib.local.engine import Engine, start_engine
from tests.site import ROOT, Site

LEADER, STANDBY = "ap-leader-1", "ap-standby-1"


class Operated:
    """A leader and a standby of one engine; `data` is the engine's directory."""

    def __init__(self, data: Path, engine: Engine) -> None:
        self.data, self.engine = data, engine
        shared = {"IZWORK_ENGINE": engine.url, "IZWORK_KEYS": str(data / "keys")}
        self.leader, self.standby = (
            Site(data / name, IZWORK_REGION=name, **shared) for name in (LEADER, STANDBY)
        )
        # Where the leader's Region has its store, as the operator's laptop sees it.
        self.leader_engine = engine.url

    def run(self, *typed: str) -> subprocess.CompletedProcess[str]:
        """One command of the operator's."""
        endpoints = {LEADER: self.leader_engine, STANDBY: self.engine.url}
        apis = {LEADER: self.leader.url, STANDBY: self.standby.url}
        where = [part for name, url in endpoints.items() for part in ("--endpoint", f"{name}={url}")]
        where += [part for name, url in apis.items() for part in ("--api", f"{name}={url}")]
        return command("--data", str(self.data), *where, *typed)

    def says(self, *typed: str) -> str:
        """What a command that must succeed says."""
        ran = self.run(*typed)
        assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr
        return ran.stdout

    def refuses(self, *typed: str) -> str:
        """The one sentence of a command that must not succeed."""
        ran = self.run(*typed)
        assert ran.returncode == 1, ran.stdout
        assert len(ran.stderr.splitlines()) == 1, ran.stderr
        return ran.stderr


def command(*typed: str) -> subprocess.CompletedProcess[str]:
    """`python -m infra.failover …` in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("IZWORK_", "AWS_"))}
    return subprocess.run(
        [sys.executable, "-m", "infra.failover", *typed],
        cwd=ROOT, env=kept, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


@contextmanager
def operated(folder: Path) -> Iterator[Operated]:
    engine = start_engine(folder)
    made = Operated(folder, engine)
    try:
        made.leader.start()
        made.standby.start()
        yield made
    finally:
        made.leader.stop()
        made.standby.stop()
        engine.stop()
