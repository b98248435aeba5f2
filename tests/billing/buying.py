"""Ordering, accepting and paying, as a team's owner does with a bank in hand."""

import csv
import hashlib
import subprocess
from pathlib import Path
from typing import Any

import httpx

from tests.billing.plans import finance
from tests.contacts.contacts import new_number, set_to
from tests.people import Person
from tests.site import Site
from tests.typed import Field, Markers

ORDERS = "/teams/{team}/orders"

BUYER = {
    "name": "Trường Trung cấp nghề Hoa Sen", "address": "45 Lê Lợi, Đà Nẵng", "person": "Nguyễn Thị Ngọc Ánh",
    "position": "Hiệu trưởng", "tax_code": "0401234567",
}  # fmt: skip


def buyer(site: Site, name: str = "lan") -> Person:
    """Somebody with a verified phone."""
    person = Person(site, name).sign_in()
    set_to(person, "phone", new_number())
    return person


def order(person: Person, team: str, months: int = 1, **other: str) -> dict[str, Any]:
    made: dict[str, Any] = person.post(f"/teams/{team}/orders", {"months": months, "buyer": BUYER | other})
    return made


def hashes(made: dict[str, Any]) -> dict[str, str]:
    """Of the documents that are accepted."""
    return {one["name"]: one["hash"] for one in made["documents"] if one["name"] != "guide"}


def accept(person: Person, team: str, made: dict[str, Any]) -> dict[str, Any]:
    answered: dict[str, Any] = person.put(
        f"/teams/{team}/orders/{made['reference']}/acceptance", hashes(made)
    )
    return answered


def document(person: Person, team: str, made: dict[str, Any], name: str) -> httpx.Response:
    return person.ask("GET", f"/teams/{team}/orders/{made['reference']}/documents/{name}")


def hashed(answer: httpx.Response) -> str:
    assert answer.headers["content-type"] == "application/pdf"
    return hashlib.sha256(answer.content).hexdigest()


def statement(
    site: Site, *lines: tuple[str, str, str], dry: bool = False
) -> subprocess.CompletedProcess[str]:
    """Enter a bank statement of (id, amount, text)."""
    file = Path(site.data).parent / "statement.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        rows = csv.writer(opened)
        rows.writerow(["id", "amount", "at", "text"])
        rows.writerows([id, amount, "23/11/2026", text] for id, amount, text in lines)
    return finance(site, "payments", str(file), *(["--dry-run"] if dry else []))


def shown(person: Person, team: str, made: dict[str, Any]) -> dict[str, Any]:
    """The order as it stands."""
    found: list[dict[str, Any]] = person.get(f"/teams/{team}/orders")["orders"]
    return next(one for one in found if one["reference"] == made["reference"])


def order_a_plan(site: Site, alice: Person, team: str, markers: Markers) -> None:
    """Who buys stands in an order and in four documents."""
    names = ("name", "address", "person", "position")
    typed = {name: markers.word("POST", ORDERS, name) for name in names}
    tax = markers.word("POST", ORDERS, "tax_code")[:20]
    markers.typed[Field("POST", ORDERS, "tax_code")] = [tax]
    asked = {"months": 1, "buyer": typed | {"tax_code": tax}}
    made = accept(alice, team, alice.post(f"/teams/{team}/orders", asked))
    statement(site, (f"FT{tax}", "290000", made["reference"]))
    assert shown(alice, team, made)["state"] == "paid"
