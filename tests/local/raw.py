"""Bytes to a port as they are, and the answers that come back, however little the bytes are HTTP."""

import contextlib
import socket
from typing import NamedTuple


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def exchange(port: int, *pieces: bytes, seconds: float = 5, shut: bool = True) -> bytes:
    """Everything that comes back until the server closes or stays silent; `shut` ends our side after the last piece."""
    heard = b""
    with socket.create_connection(("127.0.0.1", port), seconds) as line:
        # The server may have refused and gone before all was sent.
        with contextlib.suppress(OSError):  # ENOTCONN too, which is no ConnectionError
            for piece in pieces:
                line.sendall(piece)
            if shut:
                line.shutdown(socket.SHUT_WR)
        with contextlib.suppress(TimeoutError, ConnectionError):
            while more := line.recv(65536):
                heard += more
    return heard


def replies(heard: bytes) -> list[Reply]:
    """The answers in what came back, each with the length it declares."""
    found = []
    while heard:
        head, _, rest = heard.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        assert first.startswith("HTTP/1.1 "), heard[:200]
        length = int(headers.get("content-length", "0"))
        found.append(Reply(int(first.split()[1]), headers, rest[:length]))
        heard = rest[length:]
    return found
