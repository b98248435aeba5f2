"""Starting and stopping: one line when ready, one sentence when not, and never a process left behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.site import ROOT, Site
from tests.waiting import ended, eventually

START_SECONDS = 3.0


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    running = Site(tmp_path / "data").start()
    yield running
    running.stop()


def refused(data: Path, **environment: str) -> str:
    """What a start that must fail says; it says one line and no traceback."""
    ran = subprocess.run(
        [sys.executable, "-m", "chalicelib.local"],
        cwd=ROOT, env=os.environ | {"IZWORK_DATA": str(data)} | environment, capture_output=True, text=True, timeout=20,
    )  # fmt: skip
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1, ran.stderr
    return ran.stderr


def test_a_second_start_is_quick_and_says_one_line(tmp_path: Path) -> None:
    site, took = Site(tmp_path / "data").start(), START_SECONDS
    for _ in range(2):  # the better of two: other tests may be using the machine
        site.stop()
        begun = time.monotonic()
        site.start()
        took = min(took, time.monotonic() - begun)
    assert site.process is not None
    assert site.process.stdout is not None
    assert httpx.get(f"{site.url}/api/v1/health").status_code == 200
    process = site.process
    site.stop()
    assert site.url == f"http://127.0.0.1:{site.port}"
    assert process.stdout.read() == ""
    assert took < START_SECONDS


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(tmp_path: Path, how: signal.Signals) -> None:
    site = Site(tmp_path / "data").start()
    process, engine = site.process, site.engine_pid()
    assert process is not None
    idle = socket.create_connection(("127.0.0.1", site.port))
    begun = time.monotonic()
    os.killpg(process.pid, how)  # as a terminal does
    assert process.wait(10) == 0
    assert time.monotonic() - begun < 3, "an idle connection does not hold it up"
    eventually(lambda: ended(engine), "the engine is left behind")
    idle.close()
    site.process = None
    assert (tmp_path / "data.log").read_text() == ""


def test_kill_9_leaves_no_engine(tmp_path: Path) -> None:
    site = Site(tmp_path / "data").start()
    engine = site.engine_pid()
    assert site.process is not None
    site.process.kill()
    site.process.wait()
    eventually(lambda: ended(engine), "the engine is left behind")
    # And the directory is free at once for the next start.
    site.start()
    site.stop()


def test_an_engine_that_dies_is_started_again(site: Site) -> None:
    os.kill(site.engine_pid(), signal.SIGKILL)
    eventually(
        lambda: (
            httpx.post(
                f"{site.url}/api/v1/sign-in",
                json={"email": f"{time.monotonic_ns()}@a.example", "language": "vi"},
                headers={"Idempotency-Key": "x" * 20},
                timeout=30,
            ).status_code
            == 202
        ),
        "no engine again",
    )


def test_one_server_per_directory(site: Site) -> None:
    assert "is in use by another IZwork server" in refused(site.data, PORT="0")


def test_a_taken_port_is_named(site: Site, tmp_path: Path) -> None:
    assert f"Port {site.port} of 127.0.0.1 cannot be used" in refused(tmp_path / "other", PORT=str(site.port))


@pytest.mark.parametrize("port", ["http", "70000", "-1"])
def test_a_port_that_is_none(tmp_path: Path, port: str) -> None:
    assert f"PORT={port} is not a port" in refused(tmp_path / "other", PORT=port)


def test_nobody_else_can_read_the_data(site: Site) -> None:
    for path in [site.data, *site.data.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_it_listens_on_this_machine_only(site: Site) -> None:
    lines = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    listening = [line.split()[1] for line in lines.splitlines() if " 0A " in line]
    assert [at for at in listening if at.endswith(f":{site.port:04X}")] == [f"0100007F:{site.port:04X}"]
