"""The Chalice app as this product needs it: safe to call from many threads, and connected to its store."""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from chalice.app import Chalice

from chalicelib import logs, settings
from chalicelib.refusals import Refused
from chalicelib.store import desk_key, key_files, keys, signing, tables
from chalicelib.version import VERSION
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import refusal

Order = Callable[..., dict[str, Any]]


class FrontDoor(Chalice):
    """Chalice keeps the request in one attribute of the app; here each thread has its own."""

    def __init__(self, app_name: str, orders: Mapping[str, Order]) -> None:
        """`orders`: what the operator may have done here, by name."""
        self._orders = orders
        self._of_thread = threading.local()
        # Not Chalice's own handler: it writes to stdout, where one machine's address is read, and says all twice.
        super().__init__(app_name, configure_logs=False)

    @property
    def current_request(self) -> Any:
        return getattr(self._of_thread, "request", None)

    @current_request.setter
    def current_request(self, request: Any) -> None:
        self._of_thread.request = request

    def __call__(self, event: Any, context: Any) -> Any:
        """The answer to one event, and its line in the log; never raises."""
        if "order" in event:
            return self._obey(event)
        started = time.perf_counter()
        asked = event.get("requestContext") or {}
        told: dict[str, Any] = {"method": "-", "route": "-", "request_id": asked.get("requestId")}
        try:
            connect()
            refused = self._unrouted(event)
            if refused is None:
                told |= {"method": asked["httpMethod"], "route": asked["resourcePath"]}
                answer = super().__call__(event, context)
            else:
                answer = self._refused(refused, event)
        except Exception as fault:
            logs.say("fault", fault, **told)
            answer = self._refused(Refused("broken"), {"requestContext": asked})
        code = refused_with(answer)
        logs.say("request", **told, status=answer["statusCode"], code=code, ms=logs.since(started))
        return answer

    def _refused(self, refused: Refused, event: Any) -> Any:
        return refusal(refused, Ask(event, {})).to_dict(self.api.binary_types)

    def _obey(self, event: Any) -> Any:
        """An order instead of a request: given by invoking the function, which only the operator may (infra/operators.py).
        API Gateway passes on events of its own making, so no request can be one."""
        try:
            connect()
            return {"done": self._orders[event["order"]](**event.get("given", {}))}
        except Exception as fault:
            # Whoever ordered it sees why; the sentence holds ids at most.
            return {"failed": f"{type(fault).__name__}: {fault}"}

    def _unrouted(self, event: Any) -> Refused | None:
        """The refusal of a request for what no endpoint declares: Chalice's own are not problem+json."""
        asked = event.get("requestContext") or {}
        methods = self.routes.get(asked.get("resourcePath") or "")
        if methods is None:
            return Refused("no_route")
        if asked.get("httpMethod") not in methods:
            return Refused("wrong_method", allow=sorted(methods))
        return None


def refused_with(answer: Mapping[str, Any]) -> str:
    """The code of a refusal, "" of any other answer."""
    if answer["statusCode"] < 400:
        return ""
    try:
        return msgspec.json.decode(answer["body"], type=Told).code
    except (msgspec.MsgspecError, UnicodeError):
        return ""


class Told(msgspec.Struct):
    """What the log wants of a problem."""

    code: str = ""


PUBLISHED = "receipt-keys.json"  # beside one machine's keys: the public half of the one that signs
_connected = threading.Event()
_connecting = threading.Lock()


def connected() -> None:
    """The store was connected by who runs this process: an operator's, which has no settings."""
    _connected.set()


def connect() -> None:
    """Connect the store as the settings say, once in a process."""
    if _connected.is_set():
        return
    with _connecting:
        if _connected.is_set():
            return
        chosen = settings.current()
        local = chosen.mode == "local"
        if not local:
            logs.install(chosen.region, VERSION)
        tables.connect(chosen.engine, chosen.tables, chosen.region, local, chosen.standing)
        if chosen.surface == "desk":
            _connect_desk(chosen)
        elif chosen.key_files is not None:
            keys.connect_files(chosen.key_files)
            signing.connect_file(chosen.key_files / "receipt.key")
            signing.publish(chosen.key_files / PUBLISHED)
            desk_key.connect_file(chosen.key_files / "desk.key")
        elif chosen.kms is not None:
            keys.connect_kms(*chosen.kms)
            signing.connect_kms(str(chosen.kms_receipt))
            desk_key.connect_kms(str(chosen.kms_desk))
        _connected.set()


def _connect_desk(chosen: settings.Settings) -> None:
    """What finds an account without opening it, and what opens cases: nothing else is within reach there."""
    if chosen.key_files is not None:
        keys.connect_lookup(keys.FileHasher(key_files.load(chosen.key_files / "lookup.key")))
        desk_key.connect_file(chosen.key_files / "desk.key")
        signing.know_file(chosen.key_files / PUBLISHED)
    else:
        keys.connect_lookup(keys.KmsHasher(tables.line().kms(None), str(chosen.kms_lookup)))
        desk_key.connect_kms(str(chosen.kms_desk))
        signing.know_kms(str(chosen.kms_receipt))
