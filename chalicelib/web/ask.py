"""One request as a handler sees it, read from API Gateway's event."""

import hmac
import re
from base64 import b64decode
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

import msgspec

from chalicelib import settings
from chalicelib.refusals import Refused
from chalicelib.shapes import composed, shaped

BODY_LIMIT = 256 * 1024  # bytes
EDGE_HEADER = "x-izwork-edge"  # the secret of a front of ours
VIEWER_HEADER = "x-izwork-viewer"  # the address that front answers
OP = re.compile(r"[0-9A-Za-z_-]{16,40}")


class Ask:
    """What was asked: ids from the path, a validated body and query, and who may be asking.

    `op` is the writer's Idempotency-Key ("" on reads), `after` the seq the writer knew or None, `account` who was let
    in ("" before).
    """

    __slots__ = (
        "account",
        "body",
        "cookies",
        "event",
        "headers",
        "ids",
        "language",
        "op",
        "query",
        "request_id",
    )

    def __init__(self, event: Mapping[str, Any], ids: Mapping[str, str]) -> None:
        self.event = event
        self.ids = ids
        self.headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
        self.request_id: str = (event.get("requestContext") or {}).get("requestId") or ""
        self.language = "en" if prefers_english(self.headers.get("accept-language", "")) else "vi"
        self.op = ""
        self.account = ""
        self.body: Any = None
        self.query: Any = None
        self.cookies = cookies(self.headers.get("cookie", ""))

    @property
    def after(self) -> int | None:
        """The seq the writer knew, from `?after=`."""
        value = (self.event.get("queryStringParameters") or {}).get("after")
        if value is None:
            return None
        if not value.isascii() or not value.isdigit() or len(value) > 15:
            raise Refused("invalid", field="after", reason="whole_number")
        return int(value)

    @property
    def writes(self) -> bool:
        """Whether the request may change something."""
        return self.event.get("httpMethod") not in ("GET", "HEAD")

    @property
    def address(self) -> str:
        """The network address the request came from: who connected, or whom a front of ours says it asks for.

        Anyone may send a header; only our front knows the secret that goes with it.
        """
        identity = (self.event.get("requestContext") or {}).get("identity") or {}
        connected = str(identity.get("sourceIp") or "")
        told = self.headers.get(EDGE_HEADER, "").encode()
        ours = [hmac.compare_digest(told, secret.encode()) for secret in settings.current().edge]
        return self.headers.get(VIEWER_HEADER) or connected if any(ours) else connected

    @property
    def user_agent(self) -> str:
        return str(self.headers.get("user-agent", ""))[:500]

    def require_key(self) -> None:
        """Take the Idempotency-Key; raises Refused("key_required")."""
        key = self.headers.get("idempotency-key", "")
        if not OP.fullmatch(key):
            raise Refused("key_required")
        self.op = key

    def read_body(self, shape: type) -> None:
        """Decode and validate the JSON body into `shape`, its text NFC-normalised."""
        raw: str = self.event.get("body") or ""
        if self.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise Refused("json_required")
        data = b64decode(raw) if self.event.get("isBase64Encoded") else raw.encode("utf-8", "surrogatepass")
        if len(data) > BODY_LIMIT:
            raise Refused("too_large", limit=BODY_LIMIT)
        try:
            decoded = composed(msgspec.json.decode(data))
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as fault:
            raise Refused("broken_json") from fault
        self.body = shaped(decoded, shape)

    def read_query(self, shape: type) -> None:
        """Validate the query string into `shape`; numbers may come as text."""
        given = dict(self.event.get("queryStringParameters") or {})
        self.query = shaped(composed(given), shape, strict=False)


def prefers_english(header: str) -> bool:
    first = header.split(",")[0].strip().lower()
    return first.startswith("en")


def cookies(header: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}
