"""What is ordered of the API's function each minute: erasing accounts that were closed 30 days ago, and what follows from
the steps of applications for sponsorship. On one machine with every minute's work, on Lambda as orders that
a schedule gives each minute. The job's own role opens no team's content and seals nothing, and both
are needed to let somebody go.
"""

from collections.abc import Callable
from typing import Any

from chalicelib.mine import erasing
from chalicelib.sponsorship import following


def erase() -> dict[str, Any]:
    """Erase what is due; how many."""
    return {"erased": erasing.erase_due()}


def follow() -> dict[str, Any]:
    """Tell applicants what was decided, and end what waited too long; how many were looked at."""
    return {"looked_at": following.carry_out_due()}


ORDERS: dict[str, Callable[..., dict[str, Any]]] = {
    "erase-closed-accounts": erase,
    "follow-sponsorships": follow,
}
