"""What the doors of plans take in and give back."""

import msgspec

from chalicelib.billing.plan import Name, Support
from chalicelib.billing.standing import State


class PlanView(msgspec.Struct):
    """A plan of the table; null is no limit. `storage` in bytes, `history` in days, `prices` VND by months."""

    name: Name
    members: int | None
    storage: int | None
    history: int | None
    support: Support
    prices: dict[str, int]


class TeamPlan(msgspec.Struct):
    """The team's plan, how much of it is used, and what else there is. Times in milliseconds, null when nothing ends."""

    name: Name
    state: State
    until: int | None
    grace_until: int | None
    members: int
    storage: int
    measured_at: int
    plans: list[PlanView]
