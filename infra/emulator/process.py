"""MiniStack as a process: installed where nothing else is, on a free port of this machine alone, gone without a trace."""

import os
import shutil
import signal
import socket
import subprocess  # nosec B404
import tempfile
import time
import urllib.error
import urllib.request
import venv
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLACE = ROOT / ".build" / "ministack"
# cryptography: without it the emulator refuses keys that sign (receipts).
PINNED = ("ministack==1.5.33", "cryptography==50.0.2")
ACCOUNT = "123456789012"


class NotInstalled(RuntimeError):
    """The emulator cannot be had here; the text says why and what to do."""


def install() -> Path:
    """The emulator's command, installed once for each pinned version; NotInstalled when that fails."""
    command, made = PLACE / "bin" / "ministack", PLACE / "made-from.txt"
    if command.exists() and made.exists() and made.read_text(encoding="utf-8").split() == [*PINNED]:
        return command
    try:
        venv.create(PLACE, with_pip=True, clear=True)
        pip = [str(PLACE / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, *PINNED], check=True, timeout=300, capture_output=True)  # nosec B603
    except (OSError, subprocess.SubprocessError) as failure:
        raise NotInstalled(
            f"{PINNED[0]} cannot be installed in {PLACE.relative_to(ROOT)} ({type(failure).__name__}): "
            "it needs PyPI once; see that `pip download` of it works, and try again."
        ) from failure
    made.write_text("\n".join(PINNED), encoding="utf-8")
    return command


class Emulator:
    """One running emulator; everything it writes is under a folder of its own, which goes with it."""

    def __init__(self, weighs: bool = True) -> None:
        """`weighs`: whether each call is weighed by the policies of who makes it."""
        self.weighs = weighs
        self.url = ""
        self.folder = Path()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, seconds: float = 60) -> "Emulator":
        """Start it and wait until it answers; RuntimeError with what it said when it does not."""
        command = install()
        self.folder = Path(tempfile.mkdtemp(prefix="izwork-cloud-"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder),
            "S3_DATA_DIR": str(self.folder / "s3"),
            "STATE_DIR": str(self.folder / "state"),
            # Otherwise it listens on every address of the machine.
            "BIND_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(port),
            # Otherwise account 000000000000, and ARNs in the templates would name another one.
            "MINISTACK_ACCOUNT_ID": ACCOUNT,
            # Functions act as their roles.
            "AUTH": "true" if self.weighs else "false",
        }
        with (self.folder / "emulator.log").open("wb") as log:
            # A group of its own: functions run as its children.
            self.process = subprocess.Popen(  # nosec B603
                [str(command)], env=environment, stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/_ministack/health", timeout=2)  # nosec B310
            except urllib.error.HTTPError:
                return self
            except OSError:
                time.sleep(0.1)
            else:
                return self
        said = self.said()
        self.stop()
        raise RuntimeError(f"the emulator does not answer:\n{said}")

    def said(self, most: int = 4_000) -> str:
        """The end of its log."""
        return (self.folder / "emulator.log").read_text(encoding="utf-8", errors="replace")[-most:]

    def stop(self) -> None:
        """End it and its functions, and forget what they wrote."""
        if self.process is not None:
            # Asked politely it takes twenty seconds, and nothing it holds is wanted.
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
        shutil.rmtree(self.folder, ignore_errors=True)
