"""Time that passes for one account: its rows made so many hours older, as someone with the database in hand could."""

import json
from typing import Any

from chalicelib.store.keys import FileWrapper
from tests.contacts.contacts import let_pass
from tests.engine_rows import engine_url, rewrite, rows, tables
from tests.people import Person
from tests.site import Site

HOUR = 3600 * 1000  # milliseconds


def age_factors(site: Site, account: str, hours: float) -> None:
    """As if the account's factors had been set so many hours earlier."""
    for row in rows(site, "factor"):
        if row["account"] == account:
            older = {at: int(row[at]) - int(hours * HOUR) for at in ("created_at", "before_at") if at in row}
            rewrite(site, "factor", row, **older)


def age_contacts(site: Site, account: str, hours: float) -> None:
    """As if its number had been verified, and its contacts changed, so many hours earlier."""
    row = next(row for row in rows(site, "account") if row["id"] == account)
    held = opened(site, row["body"].value, {"account": account})
    if held.get("phone_verified_at"):
        held["phone_verified_at"] -= int(hours * HOUR)
    rewrite(site, "account", row, body=sealed(site, held, {"account": account}))
    let_pass(Person(site, "ai"), account, hours)


def hours_pass(site: Site, account: str, hours: float) -> None:
    """As if everything of the account had happened so many hours earlier: factors, contacts, notices, the recovery with
    its reminders."""
    age_factors(site, account, hours)
    age_contacts(site, account, hours)
    by = int(hours * HOUR)
    for row in rows(site, "recovery"):
        if row["account"] == account:
            age_recovery(site, row, by)


def age_recovery(site: Site, row: dict[str, Any], by: int) -> None:
    context = {"account": row["account"], "of": "recovery"}
    kept = opened(site, row["body"].value, context)
    kept["stopped"] = [at - by for at in kept["stopped"]]
    held = kept["held"]
    if held is not None:
        held["began_at"] -= by
        held["letters"] = [older for letter in held["letters"] if (older := age_letter(site, letter, by))]
    due = max(0, int(row["due_at"]) - by)
    rewrite(site, "recovery", row, due_at=due, body=sealed(site, kept, context))


def age_letter(site: Site, id: str, by: int) -> str:
    """The queued mail's new id; "" for one that was sent."""
    row = next((row for row in rows(site, "mail") if row["id"] == id), None)
    if row is None:
        return ""
    older = f"{int(id[:13]) - by:013d}{id[13:]}"
    letter = opened(site, row["body"].value, {"mail": id})
    letter["useless_at"] -= by
    times = {name: int(row[name]) - by for name in ("due_at", "ends_at")}
    rewrite(site, "mail", row, id=older, body=sealed(site, letter, {"mail": older}), **times)
    table = tables(engine_url(site)).Table("izwork-mail")
    table.delete_item(Key={"queue": row["queue"], "id": id})
    return older


def wrapper(site: Site) -> FileWrapper:
    return FileWrapper((site.data / "keys" / "account.key").read_bytes())


def opened(site: Site, body: bytes, context: dict[str, str]) -> Any:
    return json.loads(wrapper(site).unwrap(body, context | {"purpose": "account"}))


def sealed(site: Site, body: Any, context: dict[str, str]) -> bytes:
    return wrapper(site).wrap(json.dumps(body).encode(), context | {"purpose": "account"})


def rejuvenate(site: Site, account: str) -> None:
    """The account's notices can still be used, however old what they tell of."""
    for row in rows(site, "alert"):
        if row["account"] == account:
            rewrite(site, "alert", row, expires_at=int(row["expires_at"]) + 24 * 3600)
