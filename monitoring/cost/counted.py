"""The product in this process, its engine beside it, and every call of the engine, of the keys and of mail counted as
it happens.

Capacity is what the engine itself reports (a write unit each begun KB, a read unit each begun 4 KB, as DynamoDB
counts), CPU is this process's own. What waiting for AWS adds is no measure of this machine's: see habits.py.
"""

import json
import os
import secrets
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

WRITES = ("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem")


class Units(NamedTuple):
    """What one time of a part takes. `stored` is what stays: the bytes of its puts, where they are not put over an
    older row; `sent_out` the bytes of its answers."""

    requests: float
    write_units: float
    read_units: float
    engine_writes: float
    engine_reads: float
    key_calls: float
    mails: float
    cpu_ms: float
    sent_out: float
    stored: float


class Counter:
    """Counts while it is open; `stored` only puts of the log, which are for ever."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.requests = self.reads = self.writes = self.keys = 0
        self.mails = self.sent_out = self.stored = 0
        self.read_units = self.write_units = 0.0
        self.cpu = time.process_time()

    def engine_asked(self, params: Any, **_: Any) -> None:
        params["ReturnConsumedCapacity"] = "TOTAL"

    def engine_answered(self, parsed: Any, model: Any, **_: Any) -> None:
        consumed = parsed.get("ConsumedCapacity") or []
        units = sum(one["CapacityUnits"] for one in (consumed if isinstance(consumed, list) else [consumed]))
        if model.name in WRITES:
            self.writes += 1
            self.write_units += units
        else:
            self.reads += 1
            self.read_units += units

    def units(self, times: int) -> Units:
        cpu_ms = (time.process_time() - self.cpu) * 1000
        told = (self.requests, self.write_units, self.read_units, self.writes, self.reads, self.keys, self.mails,
                cpu_ms, self.sent_out, self.stored)  # fmt: skip
        return Units(*(one / times for one in told))


class CountedKey:
    """A key of the trio that counts each use, as KMS would bill it."""

    def __init__(self, key: Any, counter: Counter) -> None:
        self._key, self._counter = key, counter

    def __getattr__(self, name: str) -> Any:
        use = getattr(self._key, name)

        def used(*given: Any) -> Any:
            self._counter.keys += 1
            return use(*given)

        return used


class User:
    """Someone at the app's door in this process, with API Gateway's events."""

    def __init__(self, counter: Counter) -> None:
        # By name: a checker of types would otherwise read the whole product from its front door.
        self._app, self._counter = import_module("app").app, counter
        self._cookies: dict[str, str] = {}
        self.ids: dict[str, str] = {}

    def ask(self, method: str, path: str, body: Any = None, query: Mapping[str, str] | None = None) -> Any:
        headers = {
            "cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "content-type": "application/json", "accept": "application/x-ndjson",
            "idempotency-key": secrets.token_urlsafe(18),
        }  # fmt: skip
        asked = {"resourcePath": path, "httpMethod": method, "identity": {"sourceIp": "127.0.0.1"}}
        event = {
            "resource": path, "path": path, "httpMethod": method, "headers": headers, "multiValueHeaders": {},
            "queryStringParameters": query, "multiValueQueryStringParameters": None,
            "pathParameters": self.ids, "stageVariables": None, "isBase64Encoded": False,
            "requestContext": asked, "body": None if body is None else json.dumps(body),
        }  # fmt: skip
        answer = self._app(event, None)
        if answer["statusCode"] >= 300:
            raise RuntimeError(f"{method} {path}: {answer['statusCode']} {answer['body'][:300]}")
        self._keep(answer)
        self._counter.requests += 1
        text = answer["body"] or ""
        self._counter.sent_out += sent(text, bool(answer.get("isBase64Encoded")))
        return json.loads(text) if text[:1] == "{" else text

    def _keep(self, answer: Mapping[str, Any]) -> None:
        given = (answer.get("multiValueHeaders") or {}).get("Set-Cookie") or []
        single = (answer.get("headers") or {}).get("Set-Cookie")
        for cookie in [*given, *([single] if single else [])]:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value


def sent(text: str, packed: bool) -> int:
    """The bytes of an answer's body on the line; CloudFront does not pack what the API sends unpacked."""
    return len(text) * 3 // 4 if packed else len(text.encode())


@contextmanager
def product(counter: Counter) -> Iterator[None]:
    """The product connected to an engine of its own, with everything counted."""
    from chalicelib.local.engine import start_engine

    with tempfile.TemporaryDirectory(prefix="izwork-cost-") as folder:
        engine = start_engine(Path(folder))
        os.environ |= {
            "IZWORK_MODE": "local", "IZWORK_ENGINE": engine.url, "IZWORK_KEYS": f"{folder}/keys",
            "IZWORK_MAIL": "mailbox", "IZWORK_SMS": "mailbox", "IZWORK_SITE": "http://127.0.0.1",
        }  # fmt: skip
        try:
            _listen(counter)
            yield
        finally:
            engine.stop()


def _listen(counter: Counter) -> None:
    from chalicelib.local import mailbox
    from chalicelib.store import keys, tables
    from chalicelib.web import frontdoor

    frontdoor.connect()
    tables.create_all()
    events = tables.line().dynamodb.meta.events
    events.register("provide-client-params.dynamodb", counter.engine_asked)
    events.register("after-call.dynamodb", counter.engine_answered)

    def logged(params: Any, **_: Any) -> None:
        body = json.loads(params["body"])
        if str(body.get("TableName", "")).endswith("log"):
            counter.stored += len(params["body"]) * 3 // 4

    events.register("before-call.dynamodb.PutItem", logged)
    trio = keys.trio()
    keys._use(keys.Trio(*(CountedKey(one, counter) for one in trio)))
    deliver = mailbox.deliver

    def delivered(*given: Any, **more: Any) -> None:
        counter.mails += 1
        deliver(*given, **more)

    vars(mailbox)["deliver"] = delivered
