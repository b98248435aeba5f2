"""The built browser client, served from memory: a few hundred KiB, compressed once, and no path reaches the disk."""

import gzip
import mimetypes
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from chalicelib.web.headers import HEADERS

# Built names under assets/ carry a hash of their content: they never change.
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
COMPRESSIBLE = {
    ".html",
    ".js",
    ".mjs",
    ".css",
    ".json",
    ".svg",
    ".txt",
    ".webmanifest",
    ".map",
    ".xml",
    ".ico",
}
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
}

SECURITY = HEADERS | {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "object-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
}
# The page that draws every address without a file. The product's own pages are nothing at the desk, nor its page there.
PAGES = {"product": "/index.html", "desk": "/desk.html"}
AT_DESK = ("/desk.html", "/assets/desk/", "/icon.svg")
NOT_BUILT = "The client is not built: run `make setup`, then reload.\n"


class File(NamedTuple):
    """One file in the encodings it is offered in ("" is the file as it is)."""

    encodings: dict[str, bytes]
    headers: dict[str, str]


class ClientFiles:
    """Answers every path outside /api: a file, a page of its own (/status), or the page that draws all the others.

    `surface` is "product" or "desk": each serves its own part of what was built.
    """

    def __init__(self, directory: Path, surface: str = "product") -> None:
        self._directory = directory
        self._surface = surface
        self._files: dict[str, File] = {}
        self._stamp = 0

    async def answer(self, request: Request) -> Response:
        """The response to one GET or HEAD."""
        self._refresh()
        path = request.url.path
        found = self._files.get(path) or self._files.get(f"{path}.html")
        if found is None and "." not in path.rpartition("/")[2]:
            found = self._files.get(PAGES[self._surface])
        if found is not None:
            return _answer(found, request)
        text, status = (NOT_BUILT, 503) if not self._files else ("Not found\n", 404)
        return PlainTextResponse(text, status, headers=SECURITY | {"Cache-Control": "no-store"})

    def _refresh(self) -> None:
        """Take in a new build: its page is written anew each time."""
        try:
            stamp = (self._directory / PAGES[self._surface][1:]).stat().st_mtime_ns
        except FileNotFoundError:
            return  # not built yet, or being built right now: what was read before still serves
        if stamp == self._stamp:
            return
        read = {
            f"/{path.relative_to(self._directory).as_posix()}": path for path in self._directory.rglob("*")
        }
        self._files = {
            name: _read(path, name)
            for name, path in read.items()
            if path.is_file() and path.suffix not in (".gz", ".br") and self._serves(name)
        }
        self._stamp = stamp

    def _serves(self, name: str) -> bool:
        desk = name.startswith(AT_DESK)
        return desk if self._surface == "desk" else not desk or name == "/icon.svg"


def _read(path: Path, name: str) -> File:
    plain = path.read_bytes()
    encodings = {"": plain}
    if path.suffix in COMPRESSIBLE and len(plain) > 512:
        built = {"br": Path(f"{path}.br"), "gzip": Path(f"{path}.gz")}
        encodings |= {name: ready.read_bytes() for name, ready in built.items() if ready.is_file()}
        encodings.setdefault("gzip", gzip.compress(plain, 9, mtime=0))
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if kind.startswith("text/"):
        kind += "; charset=utf-8"
    headers = SECURITY | {
        "Content-Type": kind,
        "Cache-Control": FOR_EVER if name.startswith("/assets/") else ASK_AGAIN,
        "ETag": f'"{sha256(plain).hexdigest()[:24]}"',
        "Vary": "Accept-Encoding",
    }
    return File(encodings, headers)


def _answer(file: File, request: Request) -> Response:
    if file.headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=file.headers)
    accepted = request.headers.get("accept-encoding", "").lower()
    offered = {
        part.partition(";")[0].strip()
        for part in accepted.split(",")
        if "q=0" not in part.replace("q=0.", "")
    }
    encoding = next((name for name in ("br", "gzip") if name in offered and name in file.encodings), "")
    headers = file.headers | ({"Content-Encoding": encoding} if encoding else {})
    return Response(file.encodings[encoding], headers=headers)
