"""The records of a kind in the order they are shown in, group by group (a list's tasks): sorted once, then carried
from state to state, so that placing one of thousands does not sort them all.

A kind asks for it by naming two of its fields, `sort=(group, position)`; ties of position are decided by id.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping

from .reducer import Fields

Standing = tuple[str, str]  # (position, id)
Groups = dict[str, list[Standing]]
Order = tuple[str, str]  # the fields that name the group and the position


def groups(records: Mapping[str, Fields], order: Order) -> Groups:
    """Every group's standings, sorted."""
    found: Groups = {}
    for id, record in records.items():
        group, standing = _standing(record, id, order)
        found.setdefault(group, []).append(standing)
    for standings in found.values():
        standings.sort()
    return found


def moved(known: Groups, order: Order, id: str, before: Fields | None, after: Fields | None) -> Groups:
    """The groups when one record went from `before` to `after`. `known` is not altered; untouched groups are shared."""
    was = None if before is None else _standing(before, id, order)
    now = None if after is None else _standing(after, id, order)
    if was == now:
        return known
    new = dict(known)
    if was is not None:
        group, standing = was
        left = list(new[group])
        del left[bisect_left(left, standing)]
        new[group] = left
    if now is not None:
        group, standing = now
        joined = list(new.get(group, ()))
        insort(joined, standing)
        new[group] = joined
    return new


def _standing(record: Fields, id: str, order: Order) -> tuple[str, Standing]:
    return record.get(order[0], ""), (record.get(order[1], ""), id)
