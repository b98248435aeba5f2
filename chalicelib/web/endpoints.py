"""Endpoints are declared, not written: method, path, who may pass, what goes in and what comes out.

`Feature.get/post/...` has no default for `access`; a door without a doorman fails at import. Handlers
receive the caller their doorman found, and the Ask; what they raise as Refused becomes problem+json.
"""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from chalice.app import Chalice, Response

from chalicelib import logs
from chalicelib.refusals import Refused
from chalicelib.store import glance, switches
from chalicelib.store.busy import Busy
from chalicelib.store.failures import Erased
from chalicelib.web import faults
from chalicelib.web.access import Access
from chalicelib.web.ask import Ask
from chalicelib.web.headers import API_HEADERS, check_origin

PREFIX = "/api/v1"
WELL_KNOWN = "/.well-known/"
# Until a change that was refused because nothing may be written is tried again, seconds.
READ_ONLY_RETRY = 15

Handler = Callable[..., "Answer"]


class Answer(msgspec.Struct):
    """What a handler gives back. `body` is JSON-able, or bytes with their own content type."""

    body: Any = None
    status: int = 200
    headers: dict[str, Any] = {}


class Endpoint(msgspec.Struct, frozen=True):
    """One row of the API. `returns` maps each status to the shape of its body (None: no body). `always`: a write
    that goes on while the deployment is read-only. `media`: what a body of bytes is."""

    method: str
    path: str
    access: Access
    handler: Handler
    returns: dict[int, Any]
    summary: str
    body: Any = None
    query: Any = None
    refuses: tuple[str, ...] = ()
    keyed: bool = True
    always: bool = False
    media: str = "application/x-ndjson"

    @property
    def writes(self) -> bool:
        return self.method != "GET"

    @property
    def address(self) -> str:
        """The path it is reached at: well-known ones (RFC 8615) stand at the root of the origin."""
        return self.path if self.path.startswith(WELL_KNOWN) else PREFIX + self.path

    @property
    def stops(self) -> bool:
        """Whether it is refused while the deployment is read-only."""
        return self.writes and not self.always


class Feature:
    """The endpoints of one feature, in the order they were declared."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.endpoints: list[Endpoint] = []

    def route(
        self, method: str, path: str, *, access: Access, returns: dict[int, Any], **more: Any
    ) -> Callable[[Handler], Handler]:
        """Declare an endpoint. `access` is required: there is no door without a doorman."""

        def declare(handler: Handler) -> Handler:
            summary = more.pop("summary", None) or (handler.__doc__ or "").strip().split("\n")[0]
            if not isinstance(access, Access) or not summary:
                raise TypeError(
                    f"{method} {path}: access must be an Access, and the handler needs a docstring"
                )
            self.endpoints.append(Endpoint(method, path, access, handler, returns, summary, **more))
            return handler

        return declare


def perform(endpoint: Endpoint, ask: Ask) -> Answer:
    """Let the caller in, read what was sent, do it."""
    if endpoint.writes:
        check_origin(ask.headers)
    caller = endpoint.access.admit(ask)
    if endpoint.stops and switches.read_only():
        raise Refused("read_only", retry_after=READ_ONLY_RETRY)
    if endpoint.writes and endpoint.keyed:
        ask.require_key()
    if endpoint.body is not None:
        ask.read_body(endpoint.body)
    if endpoint.query is not None:
        ask.read_query(endpoint.query)
    return endpoint.handler(caller, ask)


def answer(endpoint: Endpoint, event: dict[str, Any]) -> Response:
    """The Chalice response to one event; never raises."""
    ask = Ask(event, event.get("pathParameters") or {})
    try:
        with glance.request():
            given = perform(endpoint, ask)
        headers = API_HEADERS | given.headers
        if isinstance(given.body, bytes):
            return Response(given.body, headers, given.status)
        text = "" if given.body is None else msgspec.json.encode(given.body).decode()
        if text:
            headers = {"Content-Type": "application/json"} | headers
        return Response(text, headers, given.status)
    except Refused as refused:
        return refusal(refused, ask)
    except Erased:
        return refusal(Refused("not_found"), ask)
    except Busy as busy:
        return refusal(Refused("busy", retry_after=max(1, round(busy.retry_after))), ask)
    except Exception as fault:
        logs.say("fault", fault, method=endpoint.method, route=endpoint.address, request_id=ask.request_id)
        if ask.account:
            faults.keep(ask.account, endpoint.method, endpoint.address, ask.request_id)
        return refusal(Refused("broken"), ask)


def refusal(refused: Refused, ask: Ask) -> Response:
    headers: dict[str, Any] = {**API_HEADERS, "Content-Type": "application/problem+json"}
    if "retry_after" in refused.facts:
        headers["Retry-After"] = str(refused.facts["retry_after"])
    if "allow" in refused.facts:
        headers["Allow"] = ", ".join(refused.facts["allow"])
    body = msgspec.json.encode(refused.problem(ask.language, ask.request_id)).decode()
    return Response(body, headers, refused.status)


def mount(app: Chalice, features: Iterable[Feature]) -> None:
    """Register every endpoint of `features` with Chalice."""
    for feature in features:
        for endpoint in feature.endpoints:
            # No content types for Chalice to check: ours is checked after the doorman, as problem+json.
            app.route(
                endpoint.address,
                methods=[endpoint.method],
                content_types=[],
                name=f"{endpoint.method} {endpoint.path}",
            )(view(app, endpoint))


def view(app: Chalice, endpoint: Endpoint) -> Callable[..., Response]:
    def call(**ids: str) -> Response:
        request = app.current_request
        return answer(endpoint, request.to_original_event() if request else {})

    return call
