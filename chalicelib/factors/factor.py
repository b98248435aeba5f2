"""Factors: the rows of what an account can prove itself by, each with a sealed body only its own place opens.

A factor is settled once it has stood for 72 hours. Until then whoever says "this was not me" takes it back, and what
was settled and it replaced stands again: the older proof wins.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from chalicelib.clock import now
from chalicelib.store import keys, rows
from chalicelib.store.tables import Factor

SETTLES = 72 * 3600 * 1000  # milliseconds
PASSWORD, TOTP, RECOVERY, PASSKEY = "password", "totp", "recovery-codes", "passkey:"
Body = TypeVar("Body")


def all_of(account: str) -> dict[str, Factor]:
    """Every factor of an account by its id; one engine call."""
    return {row.id: row for row in rows.under(Factor, account)}


def find(account: str, id: str) -> Factor | None:
    return rows.find(Factor, account, id)


def opened(row: Factor, kind: type[Body]) -> Body:
    """What is sealed in the row, as `kind`."""
    return msgspec.json.decode(keys.open_account(context(row.account, row.id), row.body), type=kind)


def put(account: str, id: str, body: Any) -> None:
    """A new factor, in place of one of the same id; of those, the last that was settled is kept for `undo`."""
    while not insert(account, id, body):
        row = find(account, id)
        if row is None:
            continue
        actions = [
            Factor.version.add(1),
            Factor.created_at.set(now()),
            Factor.used_at.remove(),
            Factor.body.set(seal(account, id, body)),
        ]
        if settled(row):
            actions += [Factor.before.set(row.body), Factor.before_at.set(row.created_at)]
        if rows.change(row, actions, Factor.version == row.version):
            return


def settled(row: Factor, at: int | None = None) -> bool:
    """Whether it had stood for 72 hours at a moment (milliseconds), or has by now."""
    return bool(row.created_at + SETTLES <= (now() if at is None else at))


def undo(account: str, since: int) -> bool:
    """Take back the factors that were set since then (milliseconds) and are not settled; whether there were any."""
    undone = False
    for row in all_of(account).values():
        if settled(row) or row.created_at < since:
            continue
        same = Factor.version == row.version
        if row.before is None:
            undone |= rows.remove(row, same)
            continue
        actions = [
            Factor.version.add(1),
            Factor.created_at.set(row.before_at),
            Factor.body.set(row.before),
            Factor.before.remove(),
            Factor.before_at.remove(),
        ]
        undone |= rows.change(row, actions, same)
    return undone


def insert(account: str, id: str, body: Any) -> bool:
    """A new factor; False when there is one of this id."""
    # The clock, so that one removed and set anew never has a version it had before.
    row = Factor(account, id, version=now(), created_at=now(), body=seal(account, id, body))
    return rows.insert(row)


def use(row: Factor, body: Any) -> bool:
    """Mark it used, with a new body; False when someone else changed or used it since it was read."""
    actions = [
        Factor.version.add(1),
        Factor.used_at.set(now()),
        Factor.body.set(seal(row.account, row.id, body)),
    ]
    return rows.change(row, actions, Factor.version == row.version)


def amend(row: Factor, body: Any) -> bool:
    """Change its body without using it; False when someone else did since it was read."""
    actions = [Factor.version.add(1), Factor.body.set(seal(row.account, row.id, body))]
    return rows.change(row, actions, Factor.version == row.version)


def remove(account: str, id: str) -> None:
    rows.remove(Factor(account, id))


def seal(account: str, id: str, body: Any) -> bytes:
    return keys.seal_account(context(account, id), msgspec.json.encode(body))


def context(account: str, id: str) -> dict[str, str]:
    return {"account": account, "factor": id}
