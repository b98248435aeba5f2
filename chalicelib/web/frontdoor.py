"""The Chalice app as this product needs it: safe to call from many threads, and connected to its store."""

import threading
from typing import Any

from chalice.app import Chalice

from chalicelib import settings
from chalicelib.refusals import Refused
from chalicelib.store import keys, signing, tables
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import refusal


class FrontDoor(Chalice):
    """Chalice keeps the request in one attribute of the app; here each thread has its own."""

    def __init__(self, app_name: str) -> None:
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
        connect()
        refused = self._unrouted(event)
        if refused is not None:
            ask = Ask(event, event.get("pathParameters") or {})
            return refusal(refused, ask).to_dict(self.api.binary_types)
        return super().__call__(event, context)

    def _unrouted(self, event: Any) -> Refused | None:
        """The refusal of a request for what no endpoint declares: Chalice's own are not problem+json."""
        asked = event.get("requestContext") or {}
        methods = self.routes.get(asked.get("resourcePath") or "")
        if methods is None:
            return Refused("no_route")
        if asked.get("httpMethod") not in methods:
            return Refused("wrong_method", allow=sorted(methods))
        return None


_connected = threading.Event()
_connecting = threading.Lock()


def connect() -> None:
    """Connect the store as the settings say, once in a process."""
    if _connected.is_set():
        return
    with _connecting:
        if _connected.is_set():
            return
        chosen = settings.current()
        local = chosen.mode == "local"
        tables.connect(chosen.engine, chosen.tables, chosen.region, background=local)
        if chosen.key_files is not None:
            keys.connect_files(chosen.key_files)
            signing.connect_file(chosen.key_files / "receipt.key")
        elif chosen.kms is not None:
            keys.connect_kms(*chosen.kms)
            signing.connect_kms(str(chosen.kms_receipt))
        _connected.set()
