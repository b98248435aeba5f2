"""The consent ledger: what a person agreed to, declined and took back, entry after entry, each holding the hash of
the one before.

An entry is written once, by a put on condition that its number is free; the role that writes may neither update nor
delete (infra/roles.py). A put without that condition could still overwrite, which no IAM policy can refuse. What it
would leave behind is evident: the next entry's `previous` no longer fits, and the receipt that the person holds, with
our signature, names the hash of the entry as it was.
"""

import hashlib
import time
from collections.abc import Callable
from typing import Literal

import msgspec

from chalicelib.clock import now
from chalicelib.store import keys, rows
from chalicelib.store.busy import Busy
from chalicelib.store.consent_tables import Consent

Kind = Literal["terms", "guardian", "sponsorship", "support", "disclosure", "contract"]
Action = Literal["accepted", "declined", "withdrawn"]
BEGINNING = "0" * 64
TRIES = 20


class Act(msgspec.Struct, frozen=True):
    """What somebody decided. `by` says whose decision it is, `about` which thing (an opaque id, or "").

    `version` and `hash` name the wording that was before them; `at` in milliseconds.
    """

    kind: Kind
    action: Action
    version: str
    hash: str
    at: int
    by: Literal["self", "guardian"] = "self"
    about: str = ""


class Entry(msgspec.Struct, frozen=True):
    """One entry as it is kept. `op` makes a repeated request find what its first try wrote."""

    account: str
    number: int
    previous: str
    op: str
    recorded_at: int
    act: Act


class Kept(msgspec.Struct, frozen=True):
    """An entry with the hex SHA-256 of its bytes."""

    entry: Entry
    hash: str


def read(account: str) -> list[Kept]:
    """The person's entries, oldest first. One engine call, and one of the account key's an entry."""
    return [
        _kept(keys.open_account(context(account, int(row.number)), row.body))
        for row in rows.under(Consent, account)
    ]


def broken_at(kept: list[Kept]) -> int | None:
    """The number of the first entry that does not follow the one before it: something was removed or overwritten."""
    previous = BEGINNING
    for place, one in enumerate(kept, 1):
        if one.entry.number != place or one.entry.previous != previous:
            return place
        previous = one.hash
    return None


def append(account: str, op: str, decide: Callable[[list[Kept]], Act | None]) -> Kept | None:
    """Write the act that `decide` finds right for the entries so far; None when that is none.

    One put on condition that its number is free: of two writers one reads and decides again. An `op` that stands
    there already is answered with its entry.
    """
    for attempt in range(TRIES):
        kept = read(account)
        repeated = next((one for one in kept if one.entry.op == op), None)
        act = None if repeated else decide(kept)
        if act is None:
            return repeated
        number, previous = (kept[-1].entry.number + 1, kept[-1].hash) if kept else (1, BEGINNING)
        body = msgspec.json.encode(Entry(account, number, previous, op, now(), act), order="sorted")
        if rows.insert(Consent(account, number, body=keys.seal_account(context(account, number), body))):
            return _kept(body)
        time.sleep(0.01 * attempt)
    raise Busy(1.0, "the ledger is written to from many sides")


def _kept(body: bytes) -> Kept:
    return Kept(msgspec.json.decode(body, type=Entry), hashlib.sha256(body).hexdigest())


def context(account: str, number: int) -> dict[str, str]:
    return {"account": account, "consent": str(number)}
