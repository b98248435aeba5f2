"""Servers at an engine that runs already: they keep nothing of their own, and what one takes the other shows."""

import os
import subprocess
import sys
from pathlib import Path

from chalicelib.local.engine import start_engine
from tests.people import Person
from tests.site import ROOT, Site


def test_two_servers_of_one_engine_are_one_site(tmp_path: Path) -> None:
    engine = start_engine(tmp_path)
    shared = {"IZWORK_ENGINE": engine.url, "IZWORK_KEYS": str(tmp_path / "keys")}
    sites = [Site(tmp_path / name, **shared) for name in ("one", "other")]
    try:
        for site in sites:
            site.start()
        alice = Person(sites[0], "alice").sign_in()
        project, lists = alice.open_project(alice.found_team())
        task = alice.add_task(project, lists[0])
        there = Person(sites[1], "alice", alice.email)
        there.cookies = alice.cookies
        assert list(there.board(project)["task"]) == [task]
        second = there.add_task(project, lists[0])
        assert set(alice.board(project)["task"]) == {task, second}
        assert not any(site.data.exists() for site in sites)
    finally:
        for site in sites:
            site.stop()
        engine.stop()


def test_it_needs_the_keys_of_what_is_kept_there() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "chalicelib.local"],
        cwd=ROOT, env=os.environ | {"IZWORK_ENGINE": "http://127.0.0.1:1"}, capture_output=True, text=True, timeout=20,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.strip() == (
        "IZWORK_ENGINE is set: set IZWORK_KEYS to the directory of that engine's key files."
    )
