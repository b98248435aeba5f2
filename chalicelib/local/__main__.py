"""`python -m chalicelib.local`: the engine and the server of one machine, until Ctrl-C or SIGTERM.

With IZWORK_ENGINE it is a server alone, of an engine that runs already, and needs the key files of what is kept there.
With IZWORK_SURFACE=desk it is the desk, beside the server that runs on the same data directory.
"""

import fcntl
import importlib
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import cast

from chalicelib import logs
from chalicelib.local.engine import EngineError
from chalicelib.local.gateway import App
from chalicelib.local.keeper import Keeper
from chalicelib.local.server import Server, listen, server
from chalicelib.local.tls import chosen
from chalicelib.version import VERSION

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Run until told to stop. Whatever keeps it from starting is said in one sentence."""
    os.umask(0o077)
    logs.install("local", VERSION)
    if os.environ.get("IZWORK_SURFACE") == "desk":
        desk(Path(os.environ.get("IZWORK_DATA") or "data").resolve())
    elif os.environ.get("IZWORK_ENGINE"):
        beside(os.environ["IZWORK_ENGINE"], os.environ.get("IZWORK_KEYS"))
    else:
        whole(Path(os.environ.get("IZWORK_DATA") or "data").resolve())


def whole(data: Path) -> None:
    """Engine and server, with everything they keep in `data`."""
    with ExitStack() as opened:
        opened.enter_context(locked(data))
        address = opened.enter_context(chosen_address())
        try:
            keeper = Keeper(data)
        except EngineError as fault:
            sys.exit(str(fault))
        opened.callback(keeper.stop)
        # Where the operator's commands (infra/failover) find the engine; started again, it keeps its port.
        address_file = data / "engine.url"
        address_file.write_text(keeper.engine.url)
        opened.callback(address_file.unlink, missing_ok=True)
        running = prepared(data / "keys", address, keeper.engine.url)
        keeper.watch(running.stop)
        importlib.import_module("chalicelib.local.expiry").watch()
        running.run(sockets=[address])
    if keeper.gave_up:
        sys.exit(keeper.gave_up)


def beside(engine: str, keys: str | None) -> None:
    """A server that keeps nothing of its own, at an engine that others may use as well."""
    if not keys:
        sys.exit("IZWORK_ENGINE is set: set IZWORK_KEYS to the directory of that engine's key files.")
    with chosen_address() as address:
        prepared(Path(keys).resolve(), address, engine).run(sockets=[address])


def desk(data: Path) -> None:
    """The desk alone, at the engine of the server that runs on `data`; it does no minute's work and shows no mailbox."""
    with address_from(os.environ.get("IZWORK_BIND"), os.environ.get("DESK_PORT") or "8001") as address:
        here = reached_at(address, "http")
        # Passkeys need a name, and on one's own machine there is one.
        here = here.replace("http://127.0.0.1:", "http://localhost:")
        given = {
            "IZWORK_MODE": "local",
            "IZWORK_ENGINE": running_engine(data),
            "IZWORK_KEYS": str(data / "keys"),
        }
        os.environ |= given
        os.environ.setdefault("IZWORK_SITE", here)
        sys.path.insert(0, str(ROOT))
        importlib.import_module("chalicelib.web.frontdoor").connect()
        app = cast(App, importlib.import_module("app").app)
        server(app, announce=here, surface="desk").run(sockets=[address])


def running_engine(data: Path) -> str:
    """Where the engine of the server on `data` listens, as that server wrote it down for its own user alone."""
    file = data / "engine.url"
    try:
        seen = file.stat()
        if seen.st_uid != os.getuid() or seen.st_mode & 0o077:
            sys.exit(
                f"{file} belongs to others or can be read by them: stop the server, remove it, start again."
            )
        url = file.read_text().strip()
        host, _, port = url.removeprefix("http://").rpartition(":")
        if host != "127.0.0.1":
            raise ValueError
        socket.create_connection((host, int(port)), 2).close()
    except (OSError, ValueError):
        sys.exit(f"No IZwork server runs on {data}: start it first (make run), then the desk.")
    return url


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """The data directory, made if need be, and held so that no second server can use it."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(
                f"{data} is in use by another IZwork server: stop it, or set IZWORK_DATA to another directory."
            )
        yield


def chosen_address() -> socket.socket:
    return address_from(os.environ.get("IZWORK_BIND"), os.environ.get("PORT"))


def address_from(host: str | None, port: str | None) -> socket.socket:
    """The bound socket for IZWORK_BIND (127.0.0.1) and PORT (8000)."""
    host, port = host or "127.0.0.1", port or "8000"
    try:
        return listen(host, int(port))
    except (ValueError, OverflowError):
        sys.exit(f"PORT={port} is not a port: set it to a number from 1 to 65535.")
    except PermissionError:
        sys.exit(f"Port {port} is not yours to use: set PORT to one from 1024 up.")
    except OSError as fault:
        sys.exit(f"Port {port} of {host} cannot be used ({fault.strerror}): set PORT to another one.")


def prepared(keys: Path, address: socket.socket, engine: str) -> Server:
    """A server ready to run: settings given, tables there, the Chalice app imported."""
    tls = chosen(os.environ)
    here = reached_at(address, "https" if tls else "http")
    os.environ |= {
        "IZWORK_MODE": "local",
        "IZWORK_ENGINE": engine,
        "IZWORK_KEYS": str(keys),
        "IZWORK_MAIL": "mailbox",
        "IZWORK_SMS": "mailbox",
    }
    os.environ.setdefault("IZWORK_SITE", here)
    sys.path.insert(0, str(ROOT))
    # Imported only now: these read the settings given above.
    importlib.import_module("chalicelib.web.frontdoor").connect()
    importlib.import_module("chalicelib.store.tables").create_all()
    app = cast(App, importlib.import_module("app").app)
    minute = importlib.import_module("chalicelib.jobs.minute")
    closing = importlib.import_module("chalicelib.jobs.closing")

    def minutely() -> None:
        if tls:
            tls.renew()
        minute.run(closing.minutely)

    return server(app, announce=here, minutely=minutely, tls=tls.context if tls else None)


def reached_at(address: socket.socket, scheme: str) -> str:
    """The origin by which this machine reaches the socket."""
    host, port = address.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # nosec B104
        host = "127.0.0.1"
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


if __name__ == "__main__":
    main()
