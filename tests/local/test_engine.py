"""The embedded engine: on the disk before it is acknowledged, alone in its directory, gone with its parent."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import httpx
import pytest

from chalicelib.local.engine import Engine, EngineError, start_engine
from tests.waiting import ended, eventually

ROOT = Path(__file__).parents[2]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    running = start_engine(tmp_path)
    yield running
    running.stop()


def table(engine: Engine) -> Any:
    """A table of the engine, made if need be."""
    dynamodb = boto3.resource(
        "dynamodb",
        endpoint_url=engine.url,
        region_name="local",
        aws_access_key_id="a",
        aws_secret_access_key="b",
    )
    if not list(dynamodb.tables.all()):
        dynamodb.create_table(
            TableName="tests",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "N"}],
            BillingMode="PAY_PER_REQUEST",
        ).wait_until_exists()
    return dynamodb.Table("tests")


@pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace is not installed: the syncs are not counted"
)
def test_every_acknowledged_write_is_synced(engine: Engine, tmp_path: Path) -> None:
    rows, writes, seen = table(engine), 40, tmp_path / "strace"
    command = ["strace", "-f", "-e", "trace=fdatasync,fsync", "-o", str(seen), "-p", str(engine.pid)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        assert strace.stderr is not None
        if "attached" not in strace.stderr.readline():
            pytest.skip("strace may not attach here: the syncs are not counted")
        time.sleep(0.5)  # the other threads are attached one by one
        counts = []
        for number in range(writes):
            rows.put_item(Item={"id": number, "body": b"x" * 500})
            counts.append(seen.read_text().count("sync("))
        strace.terminate()
    assert counts[-1] >= writes
    # Not together at some later time: each before its answer.
    assert all(after > before for before, after in zip([0, *counts], counts, strict=False))


def test_writes_survive_kill_9(tmp_path: Path) -> None:
    first = start_engine(tmp_path)
    rows = table(first)
    for number in range(20):
        rows.put_item(Item={"id": number})
    first.kill()
    second = start_engine(tmp_path, first.port)
    try:
        assert second.url == first.url
        assert table(second).scan()["Count"] == 20
    finally:
        second.stop()


def test_one_engine_per_directory(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.local.engine.LOCKED_SECONDS", 0.0)
    with pytest.raises(EngineError, match="in use by another engine"):
        start_engine(tmp_path)


def test_a_taken_port_is_named(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=f"port {engine.port} is in use"):
        start_engine(tmp_path / "other", engine.port)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Mode": "no-cors"},
        {"Host": "rebound.example:80"},
    ],
)
def test_web_pages_cannot_reach_it(engine: Engine, headers: dict[str, str]) -> None:
    assert httpx.get(engine.url).status_code == 200
    for method in ("GET", "POST", "OPTIONS"):
        answer = httpx.request(method, engine.url, headers=headers)
        assert answer.status_code == 403
        assert "access-control-allow-origin" not in answer.headers


def test_it_listens_on_this_machine_only(engine: Engine) -> None:
    lines = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    listening = [line.split()[1] for line in lines.splitlines() if " 0A " in line]
    assert [at for at in listening if at.endswith(f":{engine.port:04X}")] == [f"0100007F:{engine.port:04X}"]


@pytest.mark.parametrize("held_open", [False, True], ids=["alone", "with a forked child"])
def test_it_dies_with_its_parent(tmp_path: Path, held_open: bool) -> None:
    """Even after kill -9, and even while a forked process still holds the parent's end of the pipe."""
    script = (
        "import os, pathlib, sys, time\n"
        "from chalicelib.local.engine import start_engine\n"
        f"print(start_engine(pathlib.Path({str(tmp_path)!r})).pid, flush=True)\n"
        f"if {held_open} and os.fork() == 0: time.sleep(60)\n"
        "else: time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert Path(f"/proc/{pid}").exists()
        parent.kill()
        eventually(lambda: ended(pid), "it outlives its parent")
