"""Accounts: an e-mail address, perhaps a phone number, the terms that were accepted, and nothing else about a person.

It is sealed with the account key; the way back from an address or number to its account is a keyed hash (claim.py).
"""

from collections.abc import Callable
from typing import Any, Literal

import msgspec

from chalicelib.accounts import claim
from chalicelib.clock import now
from chalicelib.ids import long_id
from chalicelib.refusals import Refused
from chalicelib.store import keys, rows
from chalicelib.store.busy import Busy
from chalicelib.store.tables import Account as AccountRow

HOUR = 3600 * 1000
UNDO = 72 * HOUR  # milliseconds for which a change of a contact can be undone
# Kept for its old account a little longer, so that no undo that was in time finds it gone.
KEPT = UNDO + HOUR
WANTED = 24 * HOUR  # after which a change that was cut off half-way holds its contact no more
TRIES = 5

Kind = Literal["email", "phone"]


class AcceptedTerms(msgspec.Struct, forbid_unknown_fields=True):
    """Which wording was accepted: its version and the hex SHA-256 of its text."""

    version: str
    hash: str


class Past(msgspec.Struct):
    """What a contact was until `at` (milliseconds); None: there was none. Kept as long as it can be restored."""

    kind: Kind
    value: str | None
    at: int
    verified_at: int | None = None


class Wanted(msgspec.Struct):
    """A verified contact that is being claimed."""

    kind: Kind
    value: str
    at: int


class Personal(msgspec.Struct):
    """What is sealed in an account. Times in milliseconds; `phone` in E.164; `past` oldest first."""

    email: str
    terms: AcceptedTerms
    accepted_at: int
    language: str = "vi"
    phone: str | None = None
    phone_verified_at: int | None = None
    past: list[Past] = []
    wanted: Wanted | None = None


def normal(email: str) -> str:
    """The address as it is compared and kept: no blanks around it, lower case."""
    return email.strip().lower()


def find(email: str) -> str | None:
    """The id of the account with this address."""
    id = led_to(email)
    return id if id is not None and answers_to(id, email) else None


def led_to(email: str) -> str | None:
    """The account that an address leads to, which may have another by now: for what has to take as long for every
    address. Once it is proved who asks, `answers_to` must still say so."""
    return claim.find("email", normal(email))


def answers_to(id: str, email: str) -> bool:
    """Whether the account that an address led to has it still."""
    held = known(id)
    return held is not None and held.email == normal(email)


def must_be_free(email: str) -> None:
    """Refused("address_changed") for an address that an account had until lately.

    Its owner may undo the change, so nobody else gets it meanwhile. Only for who has proved that it is theirs.
    """
    address = normal(email)
    id = claim.find("email", address)
    held = None if id is None else known(id)
    if held is not None and held.email != address and names(held, "email", address):
        raise Refused("address_changed")


def open_for(email: str, terms: AcceptedTerms, language: str = "vi") -> str:
    """The id of the account of `email`, made now if there is none.

    Two first sign-ins at once agree on one account: the claim is written by whoever comes first.
    """
    address, id = normal(email), long_id()
    body = seal(id, Personal(address, terms, now(), language))
    rows.insert(AccountRow(id, body=body, created_at=now(), version=1))
    if claim.take("email", address, id, namer("email", address)):
        return id
    rows.remove(AccountRow(id))
    must_be_free(address)
    return find(address) or id


def personal(id: str) -> Personal:
    """What is held about the person; LookupError when the account is gone."""
    row = rows.find(AccountRow, id)
    if row is None:
        raise LookupError("no such account")
    return opened(row)


def made_at(id: str) -> int:
    """When the account was made, in milliseconds; 0 when it is gone."""
    row = rows.find(AccountRow, id)
    return 0 if row is None else int(row.created_at)


def known(id: str) -> Personal | None:
    """What is held about the person, or None when the account is gone."""
    row = rows.find(AccountRow, id)
    return None if row is None else opened(row)


def names(held: Personal, kind: Kind, value: str) -> bool:
    """Whether an account has this contact, had it lately, or is getting it."""
    wanted, at = held.wanted, now()
    return (
        value == (held.email if kind == "email" else held.phone)
        or any((one.kind, one.value) == (kind, value) and at <= one.at + KEPT for one in held.past)
        or (wanted is not None and (wanted.kind, wanted.value) == (kind, value) and at <= wanted.at + WANTED)
    )


def namer(kind: Kind, value: str) -> claim.Names:
    """Whether the account of an id names this contact, for claim.py."""

    def check(id: str) -> bool:
        held = known(id)
        return held is not None and names(held, kind, value)

    return check


def revise(id: str, decide: Callable[[Personal], Personal], *more: Any) -> Personal:
    """Write what `decide` makes of the newest state, with further actions on the row; what stands then.

    The write is conditional on that state. LookupError when the account is gone.
    """
    for _ in range(TRIES):
        row = rows.find(AccountRow, id)
        if row is None:
            raise LookupError("no such account")
        made = decide(pruned(opened(row)))
        seen = row.version
        same = AccountRow.version.does_not_exist() if seen is None else AccountRow.version == seen
        actions = [AccountRow.body.set(seal(id, made)), AccountRow.version.add(1), *more]
        if rows.change(row, actions, AccountRow.id.exists() & same):
            return made
    raise Busy(1.0, "many changes to one account at once")


def speaking(held: Personal, language: str) -> Personal:
    """With the language that mails are written in."""
    return msgspec.structs.replace(held, language=language)


def pruned(held: Personal) -> Personal:
    """Without what nobody can restore any more."""
    at, wanted = now(), held.wanted
    past = [one for one in held.past if at <= one.at + KEPT]
    going = wanted if wanted is not None and at <= wanted.at + WANTED else None
    return msgspec.structs.replace(held, past=past, wanted=going)


def opened(row: AccountRow) -> Personal:
    return msgspec.json.decode(keys.open_account(context(row.id), row.body), type=Personal)


def seal(id: str, personal: Personal) -> bytes:
    return keys.seal_account(context(id), msgspec.json.encode(personal))


def context(id: str) -> dict[str, str]:
    return {"account": id}
