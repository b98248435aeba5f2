"""How one machine reads HTTP: uvicorn's reader, with an end to how long and how slow a request's head may be, and
refusals of our own for what is no request at all.
"""

import asyncio
from typing import Any, cast
from uuid import uuid4

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from chalicelib import logs
from chalicelib.local.gateway import refusal
from chalicelib.refusals import Refused

ADDRESS_LIMIT = 16 * 1024  # bytes of path and query
HEAD_LIMIT = 32 * 1024  # bytes of all headers
HEAD_SECONDS = 20.0
# A browser opens a connection before it knows what for.
FIRST_SECONDS = 75.0


class Http(HttpToolsProtocol):
    """One connection."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._refused = Refused("broken_request")
        self._in_head, self._head, self._headers = True, 0, 0
        self._begun = False
        self._patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast(asyncio.Transport, transport))
        self._wait(FIRST_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._begun = False
        super().data_received(data)
        # A header that does not end is not told by its parser. What came before the head in the same piece is not it.
        if self._in_head and not self._begun and not self.transport.is_closing():
            self._head += len(data)
            if self._head > HEAD_LIMIT + ADDRESS_LIMIT:
                self._refused = Refused("headers_too_large", limit=HEAD_LIMIT)
                self.send_400_response("")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head, self._headers = True, 0, 0
        self._begun = True
        self._wait(HEAD_SECONDS)

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > ADDRESS_LIMIT:
            self._refused = Refused("address_too_long", limit=ADDRESS_LIMIT)
            raise ValueError

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers += len(name) + len(value)
        if self._headers > HEAD_LIMIT:
            self._refused = Refused("headers_too_large", limit=HEAD_LIMIT)
            raise ValueError
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._wait(None)
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer what could not be read, as a problem, and close; `msg` is uvicorn's word for it."""
        id = str(uuid4())
        status, headers, body = refusal(self._refused, {}, id)
        logs.say(
            "request", method="-", route="-", status=status, code=self._refused.code, request_id=id, ms=0
        )
        said = [b": ".join(pair) + b"\r\n" for pair in [*headers, (b"connection", b"close")]]
        self.transport.write(b"".join([STATUS_LINE[status], *said, b"\r\n", body]))
        self.transport.close()

    def _wait(self, seconds: float | None) -> None:
        """Close in so many seconds unless called again before; None: for ever."""
        if self._patience is not None:
            self._patience.cancel()
        self._patience = None if seconds is None else self.loop.call_later(seconds, self.transport.close)
