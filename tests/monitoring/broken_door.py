"""A door between a check and a real site that passes everything on, but for what is broken on purpose."""

import http.client
import json
import re
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

HOP = {"connection", "transfer-encoding", "content-length", "date", "server"}


class Broken(NamedTuple):
    """Requests of this method whose path matches are answered with `status` and what `body` makes of the real
    answer's JSON; with `passes` False the site never hears of them."""

    method: str
    path: str
    status: int = 500
    body: Callable[[Any], Any] | None = None
    passes: bool = False


class Door:
    """Listens on a free port while it is open; `url` leads through it. `met` counts what was broken."""

    def __init__(self, port: int, *broken: Broken) -> None:
        self.met = 0
        door = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                asked = self.rfile.read(length) if length else None
                fault = next(
                    (b for b in broken if b.method == self.command and re.search(b.path, self.path)), None
                )
                status, headers, content = 0, [], b""
                if fault is None or fault.passes:
                    status, headers, content = self.passed_on(asked)
                if fault is not None:
                    door.met += 1
                    status = fault.status
                    if fault.body is not None:
                        content = json.dumps(fault.body(json.loads(content) if content else None)).encode()
                self.send_response(status)
                for name, value in headers:
                    if name.lower() not in HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any  # noqa: N815

            def passed_on(self, asked: bytes | None) -> tuple[int, list[tuple[str, str]], bytes]:
                line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                kept = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
                line.request(self.command, self.path, asked, kept)
                answer = line.getresponse()
                content = answer.read()
                line.close()
                return answer.status, answer.getheaders(), content

            def log_message(self, *_: Any) -> None:
                """Tests are quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "Door":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
