"""One port for everything: the client's files, /api and /.well-known for the Chalice app, the mailbox, the status page."""

import logging
import signal
import socket
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from chalicelib.local import mailbox_page, status_page
from chalicelib.local.client_files import ClientFiles
from chalicelib.local.gateway import App, Gateway

CLIENT = Path(__file__).parents[2] / "client" / "dist"
GRACE_SECONDS = 5
# Longer than browsers and proxies keep an idle connection, so that they close it and never meet a closed one.
KEEP_ALIVE_SECONDS = 75


def site(app: App, client: Path = CLIENT) -> Starlette:
    """The ASGI application around one Chalice app."""
    gateway = Gateway(app)
    everything = Starlette(
        routes=[
            Mount("/api/", gateway),
            Route("/api", gateway),
            Mount("/.well-known/", gateway),
            Route("/mailbox", mailbox_page.page),
            Route("/mailbox.json", mailbox_page.listing),
            Route("/status", status_page.page),
            Route("/{path:path}", ClientFiles(client).answer),
        ]
    )
    # Starlette's patterns stop at a line end, so a path that holds one matches none of these.
    everything.router.default = gateway
    return everything


class Server(uvicorn.Server):
    """Says its address when it can be used; ends in order on Ctrl-C and SIGTERM."""

    def __init__(self, config: uvicorn.Config, announce: str | None) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._announce:
            print(self._announce, flush=True)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """As uvicorn's, but the signal is not raised again at the end: the caller has an engine to stop."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True

    def stop(self) -> None:
        """End in order; from any thread."""
        self.should_exit = True


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 is any free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio sends answers at once (TCP_NODELAY) only then: 44 ms a request otherwise.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(2048)
    except OSError:
        bound.close()
        raise
    return bound


def server(app: App, client: Path = CLIENT, announce: str | None = None) -> Server:
    """A server for `app`, not yet running: call run(sockets=[listen(...)]). It prints `announce` when ready."""
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    return Server(
        uvicorn.Config(
            site(app, client),
            http="httptools",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            # Who is asking is the peer, not what a header says.
            proxy_headers=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
        ),
        announce,
    )
