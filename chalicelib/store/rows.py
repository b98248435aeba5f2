"""Single rows outside the logs (accounts, sessions, sign-ins, seats, counters, mails, looks): read and written one by one.

Correctness lives in the write's condition; a False back means that the condition did not hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from pynamodb.exceptions import DeleteError, PutError, UpdateError
from pynamodb.models import Model

from chalicelib import clock

from . import tables
from .engine import reaching
from .failures import Misconfigured

Row = TypeVar("Row", bound=Model)
_CONFLICT = "ConditionalCheckFailedException"


def find(model: type[Row], hash_key: Any, range_key: Any = None) -> Row | None:
    """The row as it stands now, or None. One engine call."""
    with reaching():
        try:
            return model.get(hash_key, range_key, consistent_read=True)
        except model.DoesNotExist:
            return None


def insert(row: Model) -> bool:
    """Write a new row; False when one of that key exists."""
    hash_key = next(one for one in row.get_attributes().values() if one.is_hash_key)
    try:
        with reaching(writing=True):
            row.save(condition=hash_key.does_not_exist())
    except PutError as failure:
        return _lost(failure)
    return True


def change(row: Model, actions: list[Any], condition: Any) -> bool:
    """Update a row in place and refresh it from the answer; False when `condition` did not hold."""
    _must_not_stand(row)
    try:
        with reaching(writing=True):
            row.update(actions=actions, condition=condition)
    except UpdateError as failure:
        return _lost(failure)
    return True


def put(row: Model) -> None:
    """Write a row whatever was there."""
    _must_not_stand(row)
    with reaching(writing=True):
        row.save()


def remove(row: Model, condition: Any = None) -> bool:
    """Delete a row; no row is as good. False when `condition`, if there is one, did not hold."""
    _must_not_stand(row)
    try:
        with reaching(writing=True):
            row.delete(condition=condition)
    except DeleteError as failure:
        return _lost(failure)
    return True


def drop_expired() -> int:
    """Remove every row, of any table, whose `expires_at` (seconds) has passed; how many.

    For an engine that does not do it by itself. What was given more time meanwhile stays.
    """
    now, dropped = clock.now() // 1000, 0
    for model in tables.MODELS:
        expires = model.get_attributes().get("expires_at")
        if expires is None:
            continue
        with reaching():
            over = list(model.scan(expires < now))
        for row in over:
            dropped += remove(row, expires < now)
    return dropped


def under(model: type[Row], hash_key: str) -> list[Row]:
    """All rows with this hash key."""
    with reaching():
        return list(model.query(hash_key, consistent_read=True))


def several(model: type[Row], hash_keys: list[str]) -> list[Row]:
    """Those of these rows that exist, in no order."""
    if not hash_keys:
        return []
    with reaching():
        return list(model.batch_get(hash_keys, consistent_read=True))


def each(model: type[Row], hash_key: str, since: str | None = None) -> Iterator[Row]:
    """The rows with this hash key in the order of their range keys, from `since` on, read as they are needed."""
    range_key = next(one for one in model.get_attributes().values() if one.is_range_key)
    with reaching():
        yield from model.query(hash_key, None if since is None else range_key >= since, consistent_read=True)


def end(model: type[Row], hash_key: str, last: bool = False) -> Row | None:
    """The first of these rows, or the `last`; None where there is none. One engine call that reads one row."""
    with reaching():
        found = model.query(hash_key, limit=1, consistent_read=True, scan_index_forward=not last)
        return next(iter(found), None)


def newest(model: type[Row], hash_key: str, most: int, before: str | None = None) -> list[Row]:
    """At most so many of the rows with this hash key, the last first, from below the range key `before` on."""
    range_key = next(one for one in model.get_attributes().values() if one.is_range_key)
    below = None if before is None else range_key < before
    with reaching():
        return list(model.query(hash_key, below, limit=most, consistent_read=True, scan_index_forward=False))


def _must_not_stand(row: Model) -> None:
    """Rows of a table whose Meta says that they stand are inserted, never changed."""
    if getattr(row.Meta, "stands", False):
        raise Misconfigured(f"{row.Meta.table_name}: what stands there is added to, never changed")


def _lost(failure: Any) -> bool:
    if failure.cause_response_code == _CONFLICT:
        return False
    raise failure
