"""Cases: what a person hands to IZwork's own people and what both say about it, readable by these two alone.

A case has a key of its own, wrapped for the desk (desk_key.py) and for the account that opened it. So the desk opens
cases without a key that opens accounts or teams, and whoever serves people opens a case only for the one who opened it.
A kind (ticket, report, …) belongs to the feature that opens it; its facts and entries are that feature's shapes.
"""

from __future__ import annotations

from typing import Literal, TypeVar

import msgspec

from chalicelib.cases import files, keeping
from chalicelib.clock import now
from chalicelib.ids import base62, long_id
from chalicelib.store import cipher, desk_key, keys, rows
from chalicelib.store.tables import Case as Row
from chalicelib.store.tables import CaseEntry, OwnCase

Kind = Literal["ticket", "report", "appeal", "sponsorship", "view", "reasons"]
ACCOUNT = "account"  # who said an entry: the account that opened the case; else an agent's id
Shape = TypeVar("Shape")


class Case(msgspec.Struct):
    """One that was opened: its row, and the ring that opens its body, entries and files."""

    row: Row
    ring: cipher.Ring

    @property
    def id(self) -> str:
        return str(self.row.id)

    @property
    def state(self) -> str:
        return str(self.row.state)

    def facts(self, shape: type[Shape]) -> Shape:
        """What the case is about, as the feature keeps it."""
        return msgspec.json.decode(
            cipher.open(self.ring, files.place(self.id, "facts"), self.row.body), type=shape
        )


class Entry(msgspec.Struct):
    """One thing said: `by` is "account" or an agent's id, `at` milliseconds, `body` JSON."""

    number: int
    by: str
    at: int
    body: bytes


class Once(msgspec.Struct):
    """What is said under an op, so that a repeated request says it once. Features add to it."""

    op: str = ""


def start(
    kind: Kind, account: str, state: str, facts: msgspec.Struct, team: str | None = None, id: str = "",
    topic: str | None = None,
) -> Case:  # fmt: skip
    """Open a case. With `id` (22 characters) the same one is found again when it was opened before."""
    id = id or new_id()
    found = by_account(kind, id, account)
    if found is not None:
        return found
    key = cipher.new_key()
    ring = _ring(key)
    at = now()
    row = Row(
        kind, id, account=account, team=team, state=state, topic=topic, version=1, opened_at=at, changed_at=at,
        for_desk=desk_key.wrap(id, key), for_account=keys.seal_account(_mine(id, account), key),
        body=cipher.seal(ring, files.place(id, "facts"), msgspec.json.encode(facts)),
    )  # fmt: skip
    # First the way to it: one that leads nowhere is passed over, a case that nobody finds would be lost.
    rows.put(OwnCase(account, id, kind=kind))
    if rows.insert(row):
        return Case(row, ring)
    again = by_account(kind, id, account)
    if again is None:
        raise ValueError("the id belongs to a case of somebody else")
    return again


def new_id() -> str:
    """22 characters that sort by time."""
    return base62(now(), 8) + long_id()[-14:]


def by_account(kind: Kind, id: str, account: str) -> Case | None:
    """The case, for the account that opened it; None for anyone else's."""
    row = rows.find(Row, kind, id)
    if row is None or row.account != account:
        return None
    return Case(row, _ring(keys.open_account(_mine(id, account), row.for_account)))


def at_desk(kind: Kind, id: str) -> Case | None:
    """The case, for the desk: only its process has the key."""
    row = rows.find(Row, kind, id)
    return None if row is None else Case(row, _ring(desk_key.unwrap(id, row.for_desk)))


def of_account(account: str, kind: Kind) -> list[Row]:
    """The rows of this kind that the account opened, the newest first; none is opened."""
    ids = [one.case for one in rows.under(OwnCase, account) if one.kind == kind]
    found = (rows.find(Row, kind, id) for id in sorted(ids, reverse=True))
    return [row for row in found if row is not None and row.account == account]


def queue(kind: Kind) -> list[Row]:
    """Every row of this kind, the oldest first; none is opened."""
    return rows.under(Row, kind)


def change(
    case: Case,
    state: str,
    facts: msgspec.Struct | None = None,
    proposed_by: str | None = None,
    confirmed_by: str | None = None,
) -> bool:
    """Move the case on; False when somebody else did meanwhile, and nothing is changed.

    `proposed_by` names the agent who proposes what is to be confirmed, "" that nothing is proposed any more.
    `confirmed_by`: also False when this very agent proposed it, or nobody did.
    """
    row = case.row
    keeping.plan(row.kind, case.id, state)
    condition = Row.version == row.version
    actions = [Row.state.set(state), Row.version.set(row.version + 1), Row.changed_at.set(now())]
    if facts is not None:
        actions.append(
            Row.body.set(cipher.seal(case.ring, files.place(case.id, "facts"), msgspec.json.encode(facts)))
        )
    if proposed_by is not None:
        actions.append(Row.proposed_by.set(proposed_by) if proposed_by else Row.proposed_by.remove())
    if confirmed_by is not None:
        condition &= Row.proposed_by.exists() & (Row.proposed_by != confirmed_by)
    return rows.change(row, actions, condition)


def say(case: Case, by: str, said: msgspec.Struct) -> int:
    """Add an entry; its number, from 1. Entries are never changed."""
    number = len(rows.under(CaseEntry, case.id))
    while True:
        number += 1
        body = cipher.seal(case.ring, files.place(case.id, str(number)), msgspec.json.encode(said))
        if rows.insert(CaseEntry(case.id, number, by=by, at=now(), body=body)):
            return number


def say_once(case: Case, by: str, said: Once) -> int:
    """As say(), but what was said under the same `op` is not said again; its number. Of two who try at once with one
    op, one adds it."""
    while True:
        known = entries(case)
        for one in known:
            if one.by == by and msgspec.json.decode(one.body, type=Once).op == said.op:
                return one.number
        number = len(known) + 1
        body = cipher.seal(case.ring, files.place(case.id, str(number)), msgspec.json.encode(said))
        if rows.insert(CaseEntry(case.id, number, by=by, at=now(), body=body)):
            return number


def entries(case: Case) -> list[Entry]:
    """Everything said, in order."""
    return [
        Entry(
            int(row.number), row.by, int(row.at),
            cipher.open(case.ring, files.place(case.id, str(int(row.number))), row.body),
        )
        for row in rows.under(CaseEntry, case.id)
    ]  # fmt: skip


def see(case: Case) -> None:
    """Its person has read it as it stands."""
    own = OwnCase(case.row.account, case.id)
    rows.change(own, [OwnCase.seen_at.set(now())], OwnCase.kind.exists())


def unseen(account: str, kind: Kind, states: frozenset[str]) -> list[str]:
    """The ids of the account's cases in these states that changed after it last read them; none is opened."""
    found = []
    for own in rows.under(OwnCase, account):
        row = rows.find(Row, kind, own.case) if own.kind == kind else None
        if row is not None and row.state in states and row.changed_at > (own.seen_at or 0):
            found.append(own.case)
    return found


def forget(kind: str, id: str) -> None:
    """Delete the case with all that was said and handed in; may be repeated."""
    keeping.erase(kind, id)


def forget_mine(case: Case) -> None:
    """As forget(), with the way to it; may be repeated."""
    forget(case.row.kind, case.id)
    rows.remove(OwnCase(case.row.account, case.id))


def leave(account: str) -> None:
    """Forget what an account that is erased opened. Reports of abuse stay with the desk and lose their way back."""
    for one in rows.under(OwnCase, account):
        row = rows.find(Row, one.kind, one.case)
        if row is not None and row.account == account:
            if one.kind == "report":
                rows.change(row, [Row.account.remove(), Row.for_account.remove()], Row.account == account)
            else:
                forget(one.kind, one.case)
        rows.remove(one)


def _ring(key: bytes) -> cipher.Ring:
    return cipher.Ring({"case": key}, "case")


def _mine(id: str, account: str) -> dict[str, str]:
    return {"case": id, "account": account}
