"""The event API Gateway's REST API (payload v1) makes of a request, and what it reads from the answer."""

from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from chalicelib.clock import now
from chalicelib.local.routes import Match

STAGE = "api"
Headers = Mapping[str, list[str]]


class Reply(NamedTuple):
    """What goes back: header names and values as bytes, ready for ASGI."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


class Request(NamedTuple):
    """What came in. `headers` by lower-case name; `query` undecoded; `address` the peer's, never a header's word."""

    id: str
    method: str
    path: str
    query: str
    headers: Headers
    address: str
    body: bytes


def event_of(request: Request, match: Match, binary_types: Collection[str]) -> dict[str, Any]:
    """The event for `request`, which asks for the resource in `match`."""
    query = gathered(parse_qsl(request.query, keep_blank_values=True))
    body, encoded = body_of(request, binary_types)
    return {
        "resource": match.resource,
        "path": request.path,
        "httpMethod": request.method,
        "headers": {name: values[-1] for name, values in request.headers.items()},
        "multiValueHeaders": dict(request.headers),
        "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
        "multiValueQueryStringParameters": query or None,
        "pathParameters": match.ids or None,
        "stageVariables": None,
        "requestContext": context_of(request, match),
        "body": body,
        "isBase64Encoded": encoded,
    }


def context_of(request: Request, match: Match) -> dict[str, Any]:
    return {
        "resourcePath": match.resource,
        "resourceId": match.resource,
        "httpMethod": request.method,
        "path": f"/{STAGE}{request.path}",
        "stage": STAGE,
        "protocol": "HTTP/1.1",
        "requestId": request.id,
        "extendedRequestId": request.id,
        "requestTimeEpoch": now(),
        "accountId": "local",
        "apiId": "local",
        "domainName": "local",
        "identity": {
            "sourceIp": request.address,
            "userAgent": request.headers.get("user-agent", [None])[-1],
        },
    }


def body_of(request: Request, binary_types: Collection[str]) -> tuple[str | None, bool]:
    """The body as the event carries it, and whether that is base64: so for the types the app calls binary."""
    if not request.body:
        return None, False
    kind = request.headers.get("content-type", [""])[-1].partition(";")[0].strip().lower()
    if kind in binary_types:
        return b64encode(request.body).decode(), True
    # Bytes that are not UTF-8 stay broken, for the app to refuse, instead of becoming other text on the way.
    return request.body.decode("utf-8", "surrogateescape"), False


def gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def headers_of(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, list[str]]:
    """ASGI's headers by name. A Cookie header sent in pieces is one header."""
    found = gathered((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in raw)
    if len(found.get("cookie", ())) > 1:
        found["cookie"] = ["; ".join(found["cookie"])]
    return found


def reply_of(answer: Mapping[str, Any]) -> Reply:
    """What the app's answer says: base64 undone, single and repeated headers together."""
    text = answer.get("body") or ""
    body = b64decode(text) if answer.get("isBase64Encoded") else str(text).encode()
    headers = {name: [str(value)] for name, value in (answer.get("headers") or {}).items()}
    headers |= {
        name: [str(value) for value in values]
        for name, values in (answer.get("multiValueHeaders") or {}).items()
    }
    pairs = [
        (name.lower().encode("latin-1"), value.encode("latin-1", "replace"))
        for name, values in headers.items()
        if name.lower() != "content-length"
        for value in values
    ]
    status = int(answer["statusCode"])
    if status not in (204, 304):
        pairs.append((b"content-length", str(len(body)).encode()))
    return Reply(status, pairs, body)
