"""What is done every minute by the API's function itself, on Lambda as an order that a schedule gives it, on one machine
with every minute's work: erasing accounts that were closed 30 days ago, the desk's errands, what follows
from the steps of applications for sponsorship, and the end of cases that were kept long enough. The job's own role opens
no team's content and seals nothing, and both are needed for these.
"""

from collections.abc import Callable
from typing import Any

from chalicelib.cases import keeping
from chalicelib.desk import reason
from chalicelib.jobs import errands
from chalicelib.mine import erasing
from chalicelib.sponsorship import following
from chalicelib.tickets import ending


def minutely() -> dict[str, Any]:
    """Carry out what waits, tell what was decided, look after what support is shown, erase what is due; how many of each."""
    done = {
        "carried_out": errands.carry_out(),
        "views": ending.keep_up(),
        "followed": following.carry_out_due(),
        "kept_long_enough": keeping.carry_out_due(),
        "erased": erasing.erase_due(),
    }
    reason.keep()
    return done


# By the name that the schedule gives it.
ORDERS: dict[str, Callable[..., dict[str, Any]]] = {"erase-closed-accounts": minutely}
