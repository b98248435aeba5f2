"""Where each kind of record is declared: which page set it lives in and what it lies near.

    class Comment(Record, kind="comment", set="texts", near="task"): ...
    class Task(Record, kind="task", set="board", sort=("list", "position")): ...

`near` names the field whose value groups records on a page (a task's comments lie together); without it a record
lies by its own id. A change of a kind with `near` carries that value in `change["near"]`, so that the record is
found without reading all pages; `patch` and `delete` put it there. `sort` is told in order.py.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import msgspec

from .order import Order
from .reducer import Change

Set = Literal["board", "texts"]
SETS: tuple[Set, ...] = ("board", "texts")


class Kind(NamedTuple):
    """One declared kind; `type` is the struct that describes its fields."""

    set: Set
    near: str | None
    type: type
    sort: Order | None = None


KINDS: dict[str, Kind] = {}


class _Declaring(msgspec.StructMeta):
    """Takes the class arguments that say where a kind lives, and enters it into KINDS."""

    def __new__(
        mcls,
        name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        kind: str | None = None,
        set: Set | None = None,
        near: str | None = None,
        sort: Order | None = None,
        **options: Any,
    ) -> Any:
        made = super().__new__(mcls, name, bases, namespace, **options)
        if kind is None:
            return made
        if set not in SETS:
            raise TypeError(f"{name}: a kind must name its page set, one of {SETS}")
        known = KINDS.get(kind)
        if known and (known.set, known.near) != (set, near):
            raise TypeError(f"{name}: kind {kind!r} is already declared otherwise")
        KINDS[kind] = Kind(set, near, made, sort)
        return made


class Record(msgspec.Struct, metaclass=_Declaring):
    """Base of every declared record. A subclass gives `kind`, `set` and perhaps `near` as class arguments; one
    without a kind is a base for others."""


def patch(kind: str, id: str, set: dict[str, Any], near: str | None = None) -> Change:
    """A change that merges `set` (RFC 7396) into the record. `near` may be left out when `set` holds the field."""
    return _placed({"kind": kind, "id": id, "set": set}, near)


def delete(kind: str, id: str, near: str | None = None) -> Change:
    """A change that deletes the record."""
    return _placed({"kind": kind, "id": id, "delete": True}, near)


def check(change: Change) -> Change:
    """The change, with its `near` filled in. ValueError for an undeclared kind, a wrong shape or a lost place."""
    allowed = {"kind", "id", "near", "delete" if change.get("delete") else "set"}
    if not set(change) <= allowed or not isinstance(change.get("id"), str) or not change["id"]:
        raise ValueError(f"a change is kind, id and either set or delete, not {sorted(change)}")
    if "set" in change and (not isinstance(change["set"], dict) or "id" in change["set"]):
        raise ValueError("`set` is an object of fields, and the id is not one of them")
    return _placed(change, change.get("near"))


def place(change: Change) -> str:
    """The key by which a record's page is found: what it lies near, then itself."""
    near = change.get("near")
    return f"{near}/{change['id']}" if near is not None else f"{change['id']}/"


def set_of(kind: str) -> Set:
    """The page set of a kind; undeclared ones (written by a newer version) stay with the board."""
    known = KINDS.get(kind)
    return known.set if known else "board"


def _placed(change: Change, near: str | None) -> Change:
    kind = KINDS.get(change["kind"])
    if kind is None:
        raise ValueError(f"kind {change['kind']!r} is not declared")
    if kind.near is None:
        if near is not None:
            raise ValueError(f"kind {change['kind']!r} lies by its own id, without `near`")
        return change
    given = change.get("set", {}).get(kind.near, near)
    near = near or given
    if not isinstance(near, str) or not near or given != near:
        raise ValueError(
            f"a change of {change['kind']!r} must say which {kind.near} it lies near, and only one"
        )
    if "set" in change:
        # Always with its field: a patch that comes after a deletion still leaves a record that can be placed.
        return {**change, "set": {**change["set"], kind.near: near}, "near": near}
    return {**change, "near": near}
