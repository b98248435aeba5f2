"""A check account in front of the public door: one cookie jar, one request after the other."""

import gzip
import http.client
import json
import secrets
import urllib.error
import urllib.request
from typing import Any

SECONDS = 10.0


class Failed(Exception):
    """A step did not work; the text says which and how, and names nobody."""


class Visitor:
    """Someone with a browser of their own, signed out at first. `site` is the origin before /api/v1."""

    def __init__(self, site: str) -> None:
        self._site = site.rstrip("/") + "/api/v1"
        self._cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON of a 2xx answer; Failed with status and code otherwise."""
        status, found = self.try_to(method, path, body)
        if not 200 <= status < 300:
            code = found.get("code", "") if isinstance(found, dict) else ""
            raise Failed(f"{method} {_shape(path)} was answered by {status} {code}".rstrip())
        return found

    def try_to(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Status and body of any answer; Failed when there is none."""
        headers = {"Accept": "application/json, application/x-ndjson", "Accept-Encoding": "gzip"}
        if method != "GET":
            headers["Idempotency-Key"] = secrets.token_urlsafe(18)
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        data = None if body is None else json.dumps(body).encode()
        if data is not None:
            headers["Content-Type"] = "application/json"
        asked = urllib.request.Request(self._site + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=SECONDS) as answer:
                return answer.status, self._read(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, self._read(refused)
        except (OSError, http.client.HTTPException) as fault:
            raise Failed(f"{method} {_shape(path)} was not answered: {type(fault).__name__}") from fault

    def _read(self, answer: Any) -> Any:
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies.pop(name, None)
            if value:
                self._cookies[name] = value
        content = answer.read()
        if answer.headers.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        try:
            return json.loads(content) if content else None
        except ValueError:
            return content.decode(errors="replace")


def _shape(path: str) -> str:
    """The path with its ids left out."""
    parts = path.partition("?")[0].split("/")
    return "/".join("…" if len(part) >= 12 and "-" not in part else part for part in parts)
