"""The desk's features. There is nothing to order at the desk."""

from collections.abc import Callable
from typing import Any

from chalicelib.abuse import desk_routes as abuse_desk
from chalicelib.billing import desk_routes as cashier
from chalicelib.desk import desk_routes as desk
from chalicelib.sponsorship import desk_routes as reviewing
from chalicelib.support import desk_routes as helping
from chalicelib.tickets import desk_routes as desk_tickets
from chalicelib.web import openapi
from chalicelib.web.endpoints import Feature

FEATURES: list[Feature] = [
    desk.feature,
    reviewing.feature,
    helping.feature,
    abuse_desk.feature,
    cashier.feature,
    desk_tickets.feature,
    openapi.desk_feature,
]
ORDERS: dict[str, Callable[..., dict[str, Any]]] = {}
