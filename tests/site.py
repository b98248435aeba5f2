"""A real site on a free port: the server and engine a person starts with `make run`, in a process of their own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx

from tests.waiting import eventually

ROOT = Path(__file__).parents[1]
SELLING = {
    "IZWORK_BANK": "970403|0011012345678|CONG TY IZWORK",
    "IZWORK_SELLER": "Công ty TNHH IZwork|0312345678|12 Lê Lợi, Đà Nẵng|Trần Quốc Bảo|Giám đốc",
}


class Site:
    """One running IZwork. `url` without a trailing slash; everything it keeps is under `data`."""

    def __init__(self, data: Path, **environment: str) -> None:
        self.data = data
        self.environment = environment
        self.port = 0
        self.url = ""
        self.process: subprocess.Popen[str] | None = None

    def start(self, port: int = 0) -> "Site":
        """Start it and wait for its address; on port 0 it takes a free one."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("IZWORK_")}
        # A bank account of nobody, so that plans can be ordered.
        environment = kept | SELLING | {"PORT": str(port), "IZWORK_DATA": str(self.data)} | self.environment
        self.data.parent.mkdir(parents=True, exist_ok=True)
        log = (self.data.parent / f"{self.data.name}.log").open("a")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "chalicelib.local"],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        if not self.url:
            raise RuntimeError(f"the site did not start: see {log.name}")
        self.port = int(self.url.rpartition(":")[2])
        return self

    @property
    def origin(self) -> str:
        """The public origin, which passkeys belong to."""
        return self.environment.get("IZWORK_SITE", self.url)

    def engine_pid(self) -> int:
        """The engine's process, a child of the server's."""
        assert self.process is not None
        # Of any thread's: an engine that was started again is the child of the thread that watches over it.
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return int(" ".join(task.read_text() for task in tasks).split()[0])

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            self.process = None

    def kill(self) -> None:
        """kill -9 of server and engine at once."""
        assert self.process is not None
        engine = self.engine_pid()
        self.process.kill()
        os.kill(engine, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def seen_from(self, address: str) -> dict[str, str]:
        """The headers by which the site sees a request come from `address`: none, it sees the connection."""
        return {}

    def mails(self, to: str) -> list[dict[str, str]]:
        """The mails to an address, newest first."""
        listed = httpx.get(f"{self.url}/mailbox.json", timeout=10).json()["mails"]
        return sorted((m for m in listed if m["to"] == to), key=lambda m: -m["id"])

    def wait_for_mail(self, to: str) -> dict[str, str]:
        """The newest mail to an address, once there is one."""
        eventually(lambda: self.mails(to), f"no mail to {to}")
        return self.mails(to)[0]
