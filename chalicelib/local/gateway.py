"""API Gateway on one machine: calls the Chalice app with the event it gets on Lambda, in threads."""

import asyncio
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Protocol
from uuid import uuid4

import msgspec
from starlette.types import Receive, Scope, Send

from chalicelib import logs
from chalicelib.local.event import Headers, Reply, Request, event_of, headers_of, reply_of
from chalicelib.local.routes import Match, Routes
from chalicelib.refusals import Refused
from chalicelib.web.headers import API_HEADERS

BODY_LIMIT = 256 * 1024  # bytes
DRAIN_LIMIT = 4 * 1024 * 1024  # bytes
BODY_SECONDS = 30.0
# Requests mostly wait for the engine; more threads than this would only queue there.
THREADS = 32


class App(Protocol):
    """What is needed of a Chalice app."""

    @property
    def routes(self) -> Mapping[str, Mapping[str, Any]]: ...

    @property
    def api(self) -> Any: ...

    def __call__(self, event: dict[str, Any], context: Any) -> dict[str, Any]: ...


class Context:
    """Lambda's context object, as far as one machine has it."""

    function_name = "izwork-local"
    function_version = "$LATEST"
    memory_limit_in_mb = 1024

    def __init__(self, request_id: str) -> None:
        self.aws_request_id = request_id
        self._end = time.monotonic() + 29.0

    def get_remaining_time_in_millis(self) -> int:
        return max(0, round((self._end - time.monotonic()) * 1000))


class Gateway:
    """The ASGI application for /api."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._routes = Routes(app.routes)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="api")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request_id, headers, started = str(uuid4()), headers_of(scope["headers"]), time.perf_counter()
        try:
            match = self._match(scope)
            async with asyncio.timeout(BODY_SECONDS):
                body = await read_body(headers, receive)
        except Refused as refused:
            unread = "content-length" in headers or "transfer-encoding" in headers
            answer = refusal(refused, headers, request_id)
            told: dict[str, Any] = {"status": refused.status, "code": refused.code, "ms": logs.since(started)}
            logs.say("request", method="-", route="-", request_id=request_id, **told)
            await (refuse_unread(answer, receive, send) if unread else respond(answer, send))
            return
        except (TimeoutError, ConnectionError):
            return  # the sender went away or stalled: nobody waits for an answer
        client = scope.get("client")
        query = scope["query_string"].decode("latin-1")
        request = Request(
            request_id, scope["method"], scope["path"], query, headers, client[0] if client else "", body
        )
        reply = await asyncio.get_running_loop().run_in_executor(self._threads, self._call, request, match)
        await respond(reply, send)

    def _match(self, scope: Scope) -> Match:
        match = self._routes.find(scope["raw_path"].decode("latin-1"))
        if match is None:
            raise Refused("no_route")
        methods = self._app.routes[match.resource]
        if scope["method"] not in methods:
            raise Refused("wrong_method", allow=sorted(methods))
        return match

    def _call(self, request: Request, match: Match) -> Reply:
        try:
            event = event_of(request, match, self._app.api.binary_types)
            return reply_of(self._app(event, Context(request.id)))
        except Exception as fault:
            logs.say("fault", fault, method=request.method, route=match.resource, request_id=request.id)
            return refusal(Refused("broken"), request.headers, request.id)


async def read_body(headers: Headers, receive: Receive) -> bytes:
    """The request's body. Raises Refused("too_large") at once when it is, or says it will be, over BODY_LIMIT."""
    declared = headers.get("content-length", ["0"])[-1]
    if declared.isdigit() and int(declared) > BODY_LIMIT:
        raise Refused("too_large", limit=BODY_LIMIT)
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionError
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > BODY_LIMIT:
            raise Refused("too_large", limit=BODY_LIMIT)
    return body


def refusal(refused: Refused, headers: Headers, request_id: str) -> Reply:
    """A refusal of the gateway's own, in the shape and with the headers of the product's."""
    english = headers.get("accept-language", [""])[-1].strip().lower().startswith("en")
    problem = refused.problem("en" if english else "vi", request_id)
    answer_headers = API_HEADERS | {"Content-Type": "application/problem+json"}
    if "allow" in refused.facts:
        answer_headers["Allow"] = ", ".join(refused.facts["allow"])
    text = msgspec.json.encode(problem).decode()
    return reply_of({"statusCode": refused.status, "headers": answer_headers, "body": text})


async def respond(reply: Reply, send: Send, last: bool = True) -> None:
    await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
    await send({"type": "http.response.body", "body": reply.body, "more_body": not last})


async def refuse_unread(reply: Reply, receive: Receive, send: Send) -> None:
    """Answer before the body was read, and close.

    A little of the body is read and forgotten first: closing on a sender in the middle of a body makes the
    network drop the answer as well.
    """
    reply.headers.append((b"connection", b"close"))
    await respond(reply, send, last=False)
    seen, more = 0, True
    with suppress(TimeoutError):
        async with asyncio.timeout(2.0):
            while more and seen < DRAIN_LIMIT:
                message = await receive()
                seen += len(message.get("body", b""))
                more = message.get("more_body", False)
    await send({"type": "http.response.body", "body": b""})
