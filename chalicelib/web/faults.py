"""Keeps, for the desk, which requests of an account failed on our side: the id by which the operator finds it in the log,
never what was asked or said."""

from chalicelib import logs
from chalicelib.clock import now
from chalicelib.ids import base62, short_id
from chalicelib.store import rows
from chalicelib.store.tables import Fault

KEPT = 14 * 24 * 3600 * 1000  # milliseconds


def keep(account: str, method: str, route: str, request: str) -> None:
    """Write one down; never raises, for the request has failed already."""
    at = now()
    try:
        rows.insert(
            Fault(
                account, f"{base62(at, 8)}{short_id()}", at=at, method=method, route=route, request=request,
                expires_at=(at + KEPT) // 1000,
            )
        )  # fmt: skip
    except Exception as fault:
        logs.say("fault", fault, method=method, route=route, request_id=request)
