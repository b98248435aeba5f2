"""Time that passes for one account: its rows made so many hours older, as someone with the database in hand could."""

from tests.engine_rows import rewrite, rows
from tests.people import Person

HOUR = 3600 * 1000  # milliseconds


def age_factors(person: Person, hours: float) -> None:
    """As if the account's factors had been set so many hours earlier; `person` is signed in."""
    account = person.get("/me")["id"]
    for row in rows(person.site, "factor"):
        if row["account"] == account:
            older = {at: int(row[at]) - int(hours * HOUR) for at in ("created_at", "before_at") if at in row}
            rewrite(person.site, "factor", row, **older)
