"""A little Chalice app behind the real server, on a free port, in this process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from chalice.app import Chalice, Response

from chalicelib.local.server import listen, server
from tests.bench import coldstart


class Echo(Chalice):
    """Answers with what it was asked; the request is kept per thread, as the product's own app does."""

    _of_thread = threading.local()

    @property
    def current_request(self) -> Any:
        return getattr(self._of_thread, "request", None)

    @current_request.setter
    def current_request(self, request: Any) -> None:
        self._of_thread.request = request


class Little(NamedTuple):
    url: str
    port: int
    client: Path


TOGETHER = 8  # requests that must be in their handlers at once


def echo() -> Echo:
    app = Echo("echo")
    all_here = threading.Barrier(TOGETHER)
    app.api.binary_types.append("application/x-bytes")

    @app.route("/api/v1/echo/{id}", methods=["GET", "POST"], content_types=[])
    def whole(id: str) -> dict[str, Any]:
        return app.current_request.to_original_event()

    @app.route("/api/v1/cookies")
    def cookies() -> Response:
        return Response("", {"Set-Cookie": ["a=1; Path=/", "b=2; Path=/"], "X-One": "1"}, 204)

    @app.route("/api/v1/bytes")
    def some_bytes() -> Response:
        return Response(bytes(range(256)), {"Content-Type": "application/x-bytes"})

    @app.route("/api/v1/together")
    def together() -> dict[str, str]:
        all_here.wait(20)
        return {}

    @app.route("/api/v1/fault")
    def fault() -> Response:
        return Response("", {}, "not a status")  # type: ignore[arg-type]

    return app


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Little]:
    client = tmp_path_factory.mktemp("client") / "dist"
    (client / "assets").mkdir(parents=True)
    (client / "index.html").write_text("<!doctype html><title>IZwork</title>" + " " * 600)
    (client / "assets" / "main-abc123.js").write_text("let x = 1;" * 200)
    (client / "icon.png").write_bytes(b"\x89PNG" + bytes(1000))
    (client / "icon.svg").write_text("<svg/>")
    (client / "sw.js").write_text("let worker = 1;")
    (client / "assets" / "desk").mkdir()
    (client / "desk.html").write_text("<!doctype html><title>Desk</title>")
    (client / "assets" / "desk" / "main-abc123.js").write_text("let desk = 1;")
    with serving(client, "product") as one:
        yield one


@pytest.fixture(scope="module")
def little_desk(little: Little) -> Iterator[Little]:
    with serving(little.client, "desk") as one:
        yield one


@contextmanager
def serving(client: Path, surface: str) -> Iterator[Little]:
    bound = listen("127.0.0.1", 0)
    port = bound.getsockname()[1]
    running = server(echo(), client, surface=surface)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [bound]})
    thread.start()
    yield Little(f"http://127.0.0.1:{port}", port, client)
    running.stop()
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture(scope="session")
def archive() -> Path:
    """The archive for Lambda, made for this machine, where it is run; infra/tests look at the one made for Lambda."""
    return coldstart.package()
