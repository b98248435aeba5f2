"""The engines the store is tried on: dynalite, which people run, and MiniStack, another reading of the same API."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.local.engine import start_engine
from chalicelib.store import engine as line
from chalicelib.store import keys, tables
from infra.emulator.process import Emulator


@pytest.fixture(scope="session")
def dynalite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    running = start_engine(tmp_path_factory.mktemp("engine"), None)
    yield running.url
    running.stop()


@pytest.fixture(scope="session")
def ministack() -> Iterator[str]:
    emulator = Emulator(weighs=False)
    try:
        yield emulator.start().url
    finally:
        emulator.stop()


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


@pytest.fixture
def elsewhere() -> str:
    """An engine that somebody runs and wants to know about (docs/dedicated.md)."""
    return os.environ["TEST_ENGINE"]


@pytest.fixture(params=["dynalite", "ministack", *(["elsewhere"] if "TEST_ENGINE" in os.environ else [])])
def either(request: pytest.FixtureRequest, key_folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The store on each engine in turn."""
    monkeypatch.setattr(line, "TRIES", 1)
    url = str(request.getfixturevalue(request.param))
    connect(url, key_folder)
    return url
