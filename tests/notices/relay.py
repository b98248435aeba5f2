"""A mail relay on this machine, which takes mails or refuses them, as it is told."""

import socketserver
import threading
from types import TracebackType
from typing import Self


class Relay:
    """`port` to name in IZWORK_SMTP; `taken`: the mails as they came; `asked`: how often one was offered."""

    def __init__(self) -> None:
        self.taking = True
        self.taken: list[str] = []
        self.asked = 0
        relay = self

        class Line(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                relay.converse(self)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Line)
        self.port = self._server.server_address[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def converse(self, line: socketserver.StreamRequestHandler) -> None:
        def say(text: str) -> None:
            line.wfile.write(f"{text}\r\n".encode())

        say("220 relay")
        while raw := line.rfile.readline():
            command = raw.decode().strip().upper()
            if command.startswith("MAIL"):
                self.asked += 1
                say("250 fine" if self.taking else "451 come again later")
            elif command == "DATA":
                say("354 go on")
                lines = iter(line.rfile.readline, b".\r\n")
                self.taken.append(b"".join(lines).decode())
                say("250 fine")
            else:
                say("221 bye" if command == "QUIT" else "250 fine")
