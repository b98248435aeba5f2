"""Accounts: an e-mail address, the terms that were accepted, and nothing else about a person.

The address is sealed with the account key; the way back from an address to its account is a keyed hash.
"""

import msgspec

from chalicelib.clock import now
from chalicelib.ids import long_id
from chalicelib.store import keys, lookup, rows
from chalicelib.store.tables import Account as AccountRow
from chalicelib.store.tables import Lookup


class AcceptedTerms(msgspec.Struct, forbid_unknown_fields=True):
    """Which wording was accepted: its version and the hex SHA-256 of its text."""

    version: str
    hash: str


class Personal(msgspec.Struct):
    """What is sealed in an account. `accepted_at` in milliseconds."""

    email: str
    terms: AcceptedTerms
    accepted_at: int


def mac_of(email: str) -> str:
    """The keyed hash that finds an address; addresses differ only by what mail treats as different."""
    return lookup.mac("email", email)


def normal(email: str) -> str:
    """The address as it is compared and kept: no blanks around it, lower case."""
    return email.strip().lower()


def find(email: str) -> str | None:
    """The id of the account with this address."""
    row = rows.find(Lookup, mac_of(normal(email)))
    return None if row is None else row.account


def open_for(email: str, terms: AcceptedTerms) -> str:
    """The id of the account of `email`, made now if there is none.

    Two first sign-ins at once agree on one account: the lookup is written by whoever comes first.
    """
    address = normal(email)
    id = long_id()
    body = seal(id, Personal(address, terms, now()))
    rows.insert(AccountRow(id, body=body, created_at=now()))
    if rows.insert(Lookup(mac_of(address), account=id)):
        return id
    rows.remove(AccountRow(id))
    winner = find(address)
    return winner or id


def personal(id: str) -> Personal:
    """What is held about the person; LookupError when the account is gone."""
    row = rows.find(AccountRow, id)
    if row is None:
        raise LookupError("no such account")
    return msgspec.json.decode(keys.open_account(context(id), row.body), type=Personal)


def seal(id: str, personal: Personal) -> bytes:
    return keys.seal_account(context(id), msgspec.json.encode(personal))


def context(id: str) -> dict[str, str]:
    return {"account": id}
