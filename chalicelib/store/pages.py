"""Opening a project: its pages, passed on unparsed, and the tail of the log after them, as one gzip stream of lines.

{"space": …, "seq": head}
{"kind": "task", "n": 500, "cols": {…}}        per page and kind, see columns.py
{"seq": 121, "ops": […]}                       entries after the pages, with the changes of this set only
"""

from __future__ import annotations

import msgspec

from . import columns, compaction, fragments, leaves, loading, upkeep
from .log import Entry, Op
from .records import Set, place, set_of
from .reducer import Change, Kinds, apply

__all__ = ["board", "compact", "read_texts", "texts"]

_encoder = msgspec.json.Encoder()


def board(space: str) -> tuple[bytes, int]:
    """The board set as gzip bytes, and the head seq they stand for. Warm: one engine call."""
    return _stream(space, "board", None)


def texts(space: str, near: str | None = None) -> tuple[bytes, int]:
    """The texts set; with `near` (a task's id) only the pages that hold it and the tail's changes near it."""
    return _stream(space, "texts", near)


def read_texts(space: str, near: str | None = None) -> Kinds:
    """{kind: {id: record}} of what lies near a task (None: of the whole set), as of now."""
    opened, tail, _ = _opened(space, "texts", near)
    kinds: Kinds = {}
    for fragment in opened:
        columns.read(fragments.expand(fragment), kinds)
    mine: Kinds = {}
    for spot, kind, id, fields in columns.placed(kinds):
        if near is None or spot.startswith(f"{near}/"):
            mine.setdefault(kind, {})[id] = fields
    apply(mine, (change for entry in tail for op in entry.ops for change in op["changes"]))
    return mine


def compact(space: str) -> bool:
    """Bring the pages of both sets up to the head; True when any was replaced."""
    return any([compaction.compact(space, "board"), compaction.compact(space, "texts")])


def _stream(space: str, set: Set, near: str | None) -> tuple[bytes, int]:
    opened, tail, head = _opened(space, set, near)
    first = _encoder.encode({"space": space, "seq": head}) + b"\n"
    stream = [fragments.compress([first]), *opened]
    if tail:
        lines = b"".join(_encoder.encode({"seq": entry.seq, "ops": entry.ops}) + b"\n" for entry in tail)
        stream.append(fragments.compress([lines]))
    return fragments.join(stream), head


def _opened(space: str, set: Set, near: str | None) -> tuple[list[bytes], list[Entry], int]:
    """Fragments, the filtered tail after them, and the head. The manifest comes first: a tail read after it can
    only reach further."""
    found, opened = leaves.opened(space, set, near)
    held = loading.current(space)
    with held.lock:
        head = held.seq
        found, opened, entries = loading.valid(held, set, near, found, opened)
    tail = [kept for entry in entries if (kept := _of_set(entry, set, near)).ops]
    upkeep.notice(space, set, found, entries)
    return opened, tail, head


def _of_set(entry: Entry, set: Set, near: str | None) -> Entry:
    ops: list[Op] = []
    for op in entry.ops:
        changes = [change for change in op["changes"] if _belongs(change, set, near)]
        if len(changes) == len(op["changes"]):
            ops.append(op)
        elif changes:
            ops.append({**op, "changes": changes})
    return Entry(entry.seq, ops)


def _belongs(change: Change, set: Set, near: str | None) -> bool:
    return set_of(change["kind"]) == set and (near is None or place(change).partition("/")[0] == near)
