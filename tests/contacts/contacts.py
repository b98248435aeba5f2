"""What people do with their contacts, through the door; and time that passes for one account."""

import json
import re
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import httpx

from chalicelib.store.keys import FileWrapper
from tests.engine_rows import rewrite, rows
from tests.people import Person
from tests.site import Site


def new_number() -> str:
    """A number of nobody in these tests, in E.164."""
    return f"+84912{secrets.randbelow(10**6):06}"


def new_address(name: str = "moi") -> str:
    return f"{name}@{secrets.token_hex(4)}.example.vn"


class Link(NamedTuple):
    """What stands in a notice's link."""

    page: str
    alert: str
    token: str

    def press(self, by: Person) -> httpx.Response:
        return by.ask("POST", "/not-me", {"alert": self.alert, "token": self.token})


def link_in(text: str) -> Link:
    found = re.search(r"/(undo|not-me)#(\w+)\.([\w-]+)", text)
    assert found is not None, text
    return Link(*found.groups())


def notice(site: Site, to: str) -> Link:
    """The link of the newest notice to an address or number."""
    return link_in(
        next(m["text"] for m in site.mails(to) if "/undo#" in m["text"] or "/not-me#" in m["text"])
    )


def stranger(site: Site) -> Person:
    """Somebody's browser that is signed in nowhere."""
    return Person(site, "ai")


def ask(person: Person, kind: str, value: str) -> dict[str, str]:
    """Ask for a verification; the body that finishes it by code."""
    sent = person.post(f"/me/{kind}/verifications", {kind: value})
    mail = next(m for m in person.site.mails(value.lower()) if m["code"])
    return {"verification": sent["verification"], "code": str(mail["code"])}


def set_to(person: Person, kind: str, value: str) -> Any:
    """Change a contact from beginning to end."""
    return person.put(f"/me/{kind}", ask(person, kind, value))


def try_to(person: Person, kind: str, value: str) -> httpx.Response:
    return person.ask("PUT", f"/me/{kind}", ask(person, kind, value))


def at_once(*calls: Callable[[], httpx.Response]) -> list[httpx.Response]:
    """The answers of calls that begin at the same moment."""
    together = threading.Barrier(len(calls))

    def begin(call: Callable[[], httpx.Response]) -> httpx.Response:
        together.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(begin, calls))


def again(person: Person, email: str | None = None) -> Person:
    """The same person in another browser, signed in."""
    return Person(person.site, person.name, email or person.email).sign_in()


def let_pass(person: Person, account: str, hours: float) -> None:
    """As if the account's changes, its protection and the notices of them were so many hours older."""
    site, by = person.site, int(hours * 3600 * 1000)
    wrapper = FileWrapper((site.data / "keys" / "account.key").read_bytes())
    context = {"account": account, "purpose": "account"}
    row = next(row for row in rows(site, "account") if row["id"] == account)
    held = json.loads(wrapper.unwrap(row["body"].value, context))
    for one in held["past"]:
        one["at"] -= by
    aged = {"body": wrapper.wrap(json.dumps(held).encode(), context)}
    if "protected_until" in row:
        aged["protected_until"] = int(row["protected_until"]) - by
    rewrite(site, "account", row, **aged)
    for alert in rows(site, "alert"):
        if alert["account"] == account:
            older = {"at": int(alert["at"]) - by, "expires_at": int(alert["expires_at"]) - by // 1000}
            rewrite(site, "alert", alert, **older)
