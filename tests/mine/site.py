"""A site whose store this process works on too, as the job of a process of its own does; and days that pass for one
account."""

from collections.abc import Iterator
from typing import Any

from chalicelib import settings
from chalicelib.accounts.closing import place
from chalicelib.store import desk_key, keys, tables
from chalicelib.store import rows as product_rows
from tests.consent.young import be_under_16
from tests.engine_rows import engine_url, rewrite, rows
from tests.engine_rows import tables as dynamo
from tests.people import Person
from tests.site import Site
from tests.typed import Field, Markers

DAY = 24 * 3600 * 1000


def beside(site: Site) -> settings.Settings:
    """What this process runs of the product works on the site's store from now on."""
    told = settings.read(
        {
            "IZWORK_MODE": "local", "IZWORK_SITE": site.url, "IZWORK_MAIL": "mailbox", "IZWORK_SMS": "mailbox",
            "IZWORK_ENGINE": engine_url(site), "IZWORK_KEYS": str(site.data / "keys"),
        }
    )  # fmt: skip
    tables.connect(told.engine)
    keys.connect_files(site.data / "keys")
    desk_key.connect_file(site.data / "keys" / "desk.key")
    return told


def row_of(site: Site, account: str) -> dict[str, Any]:
    return next(row for row in rows(site, "account") if row["id"] == account)


def let_days_pass(site: Site, account: str, days: float) -> None:
    """As if the account had been closed so many days earlier, and the engine had dropped what expired since."""
    held = row_of(site, account)
    before, by = int(held["closes_at"]), int(days * DAY)
    rewrite(site, "account", held, closes_at=before - by)
    for name in ("alert", "attempt", "challenge", "erasure"):
        for one in rows(site, name):
            if account in repr(one):
                ages = {"at": by, "due_at": by, "expires_at": by // 1000}
                rewrite(
                    site, name, one, **{key: int(one[key]) - age for key, age in ages.items() if key in one}
                )
    for row in rows(site, "closing"):
        if row["account"] == account:
            dynamo(engine_url(site)).Table("izwork-closing").delete_item(
                Key={k: row[k] for k in ("queue", "id")}
            )
            rewrite(site, "closing", row, id=place(before - by, account))
    product_rows.drop_expired()


def everywhere(site: Site, word: str) -> Iterator[tuple[str, str]]:
    """Where an id stands in the clear, as (table, attribute)."""
    for table in tables.MODELS:
        name = str(table.Meta.table_name).removeprefix("izwork-")
        for row in rows(site, name):
            yield from ((name, attribute) for attribute, value in row.items() if word in repr(value))


def close(person: Person, *teams: dict[str, str]) -> int:
    """Close the account through the door; when it is erased."""
    return int(person.post("/me/closing", {"teams": list(teams)})["closes_at"])


def id_of(person: Person) -> str:
    return str(person.get("/me")["id"])


def child_of(site: Site, owner: Person) -> Person:
    """Somebody under 16 in a new team of `owner`'s, by their guardian's consent."""
    markers = Markers()
    be_under_16(site, owner, owner.found_team(), markers)
    own, _ = markers.typed[Field("POST", "/guardianships", "email")]
    return Person(site, "an", f"{own}@example.vn").sign_in()
