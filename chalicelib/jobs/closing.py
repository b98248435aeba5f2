"""Erasing accounts that were closed 30 days ago: on one machine with every minute's work, on Lambda as an order to the
API's function, which a schedule gives each minute. The job's own role opens no team's content and seals nothing, and both
are needed to let somebody go.
"""

from collections.abc import Callable
from typing import Any

from chalicelib.mine import erasing
from chalicelib.tickets import ending


def erase() -> dict[str, Any]:
    """Erase what is due, and look after what support is shown; how many of each."""
    return {"erased": erasing.erase_due(), "views": ending.keep_up()}


ORDERS: dict[str, Callable[..., dict[str, Any]]] = {"erase-closed-accounts": erase}
