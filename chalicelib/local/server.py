"""One port for everything: the client's files, /api and /.well-known for the Chalice app, the mailbox."""

import asyncio
import logging
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from ssl import SSLContext
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chalicelib.local import mailbox_page
from chalicelib.local.client_files import ClientFiles
from chalicelib.local.gateway import App, Gateway
from chalicelib.local.http import Http
from chalicelib.local.minutes import Minutes
from chalicelib.web.headers import API_HEADERS

CLIENT = Path(__file__).parents[2] / "client" / "dist"
GRACE_SECONDS = 5
# Longer than browsers and proxies keep an idle connection, so that they close it and never meet a closed one.
KEEP_ALIVE_SECONDS = 75


def site(app: App, client: Path = CLIENT, surface: str = "product") -> Starlette:
    """The ASGI application around one Chalice app. The desk sends nothing, so it has no mailbox to show."""
    gateway = Gateway(app)
    mailbox = [Route("/mailbox", mailbox_page.page), Route("/mailbox.json", mailbox_page.listing)]
    everything = Starlette(
        routes=[
            Mount("/api/", gateway),
            Route("/api", gateway),
            Mount("/.well-known/", gateway),
            *([] if surface == "desk" else mailbox),
            Route("/{path:path}", ClientFiles(client, surface).answer),
        ]
    )
    # Starlette's patterns stop at a line end, so a path that holds one matches none of these.
    everything.router.default = gateway
    # A redirect would name the host that the request names.
    everything.router.redirect_slashes = False
    everything.add_middleware(Guarded)
    return everything


class Guarded:
    """Gives the headers that keep others out to whatever answers without them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(raw=message.setdefault("headers", []))
                for name, value in API_HEADERS.items():
                    given.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, sending)


class Server(uvicorn.Server):
    """Says its address when it can be used; ends in order on Ctrl-C and SIGTERM."""

    def __init__(self, config: uvicorn.Config, announce: str | None, minutes: Minutes | None) -> None:
        super().__init__(config)
        self._announce, self._minutes = announce, minutes

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._announce:
            print(self._announce, flush=True)
        if self._minutes:
            self._minutes.start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        if self._minutes:
            await asyncio.to_thread(self._minutes.stop)

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


def server(
    app: App,
    client: Path = CLIENT,
    announce: str | None = None,
    minutely: Callable[[], None] | None = None,
    tls: SSLContext | None = None,
    surface: str = "product",
) -> Server:
    """A server for `app`, not yet running: call run(sockets=[listen(...)]). It prints `announce` when ready, calls
    `minutely` each minute, in a thread, speaks TLS alone where `tls` is given, and serves the pages of `surface`."""
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    return Server(
        uvicorn.Config(
            site(app, client, surface),
            http=Http,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            # Who is asking is the peer, not what a header says.
            proxy_headers=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            ssl_context_factory=(lambda *_: tls) if tls else None,
        ),
        announce,
        Minutes(minutely) if minutely else None,
    )
