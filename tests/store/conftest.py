"""The engines the store is tried on: dynalite, which people run, and MiniStack, another reading of the same API."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.local.engine import start_engine
from chalicelib.store import engine as line
from chalicelib.store import keys, tables

MINISTACK = Path(__file__).parents[2] / ".build" / "ministack"
PINNED = "ministack==1.5.*"


@pytest.fixture(scope="session")
def dynalite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    running = start_engine(tmp_path_factory.mktemp("engine"), None)
    yield running.url
    running.stop()


@pytest.fixture(scope="session")
def ministack() -> Iterator[str]:
    command = MINISTACK / "bin" / "ministack"
    if not command.exists():
        try:
            venv.create(MINISTACK, with_pip=True)
            subprocess.run([MINISTACK / "bin" / "pip", "install", "-q", PINNED], check=True, timeout=300)
        except (OSError, subprocess.SubprocessError) as failure:
            pytest.skip(
                f"MiniStack cannot be installed here ({type(failure).__name__}): its half does not run"
            )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {"PATH": os.environ["PATH"], "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port)}
    process = subprocess.Popen(
        [command], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _answers(url)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def _answers(url: str, seconds: float = 40) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=1)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"{url} does not answer")


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


def connect(url: str, key_folder: Path) -> None:
    """Connect without retries in botocore: what a test drops stays dropped."""
    tables.connect(url, background=False)
    tables.create_all()
    keys.connect_files(key_folder)


@pytest.fixture
def store(dynalite: str, key_folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The store on dynalite; its URL."""
    monkeypatch.setattr(line, "TRIES", 1)
    connect(dynalite, key_folder)
    return dynalite


@pytest.fixture(params=["dynalite", "ministack"])
def either(request: pytest.FixtureRequest, key_folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The store on each engine in turn."""
    monkeypatch.setattr(line, "TRIES", 1)
    url = str(request.getfixturevalue(request.param))
    connect(url, key_folder)
    return url
