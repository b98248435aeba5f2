"""The one table of plans: how many members, how much storage, how far back activity is shown, when support answers.

Never security: what seals, signs in and keeps out knows nothing of plans, and tests/promises keeps it so. A limit
refuses what would grow a team past it, with a sentence. Whatever is there stays readable, exportable and editable.
"""

from typing import Literal

import msgspec

Name = Literal["free", "premium", "sponsored", "dedicated"]
Days = Literal["weekdays", "every_day"]
GIB = 1024**3
DAY = 24 * 3600 * 1000  # milliseconds


class Support(msgspec.Struct, frozen=True):
    """When somebody answers, hours in Vietnam's time."""

    days: Days
    opens: int
    closes: int


class Plan(msgspec.Struct, frozen=True):
    """One plan. None: no limit. `members` counts everybody but guests; `storage` bytes as kept, compressed and sealed;
    `history` days of activity that are shown (the log keeps all, and an export has all); `prices` VND by months."""

    name: Name
    members: int | None
    storage: int | None
    history: int | None
    support: Support
    prices: dict[int, int] = {}


PLANS: dict[Name, Plan] = {
    one.name: one
    for one in (
        Plan("free", 30, GIB // 2, 365, Support("weekdays", 8, 17)),
        Plan("premium", 300, 50 * GIB, None, Support("every_day", 7, 22), {1: 290_000, 12: 2_900_000}),
        Plan("sponsored", 300, 50 * GIB, None, Support("every_day", 7, 22)),
        Plan("dedicated", None, None, None, Support("every_day", 0, 24)),
    )
}
