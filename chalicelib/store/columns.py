"""A page's text: one line of JSON per kind, its records turned into columns.

    {"kind": "task", "n": 2, "cols": {"id": ["a", "b"], "title": ["A", "B"], "due": [null, "2026-12-01"]}}

Null means that the record has no such field; records never hold null. Columns put like beside like, which compresses
to about two thirds of the same records written out one by one.
"""

from __future__ import annotations

from typing import Any

import msgspec

from .records import KINDS
from .reducer import Fields, Kinds

# Sorted keys: equal sets of labels become equal text.
_json = msgspec.json.Encoder(order="sorted").encode
_decoder = msgspec.json.Decoder()

Placed = tuple[str, str, str, Fields]  # place, kind, id, fields


def write(records: list[Placed]) -> list[bytes]:
    """The text of records, which are in the order of their places, in parts: one per column."""
    by_kind: dict[str, list[tuple[str, Fields]]] = {}
    for _, kind, id, fields in records:
        by_kind.setdefault(kind, []).append((id, fields))
    return [part for kind in sorted(by_kind) for part in _line(kind, by_kind[kind])]


def read(text: bytes, into: Kinds) -> None:
    """Add the records of a page's text to `into`."""
    for line in text.splitlines():
        page = _decoder.decode(line)
        columns: dict[str, list[Any]] = page["cols"]
        ids = columns.pop("id")
        records: list[Fields] = [{} for _ in ids]
        for name, values in columns.items():
            for record, value in zip(records, values, strict=True):
                if value is not None:
                    record[name] = value
        into.setdefault(page["kind"], {}).update(zip(ids, records, strict=True))


def placed(kinds: Kinds) -> list[Placed]:
    """All records, ordered by place. LookupError for a kind that is not declared: its place is unknown."""
    found: list[Placed] = []
    for kind, records in kinds.items():
        near = KINDS[kind].near
        for id, fields in records.items():
            found.append((f"{fields[near]}/{id}" if near else f"{id}/", kind, id, fields))
    found.sort(key=lambda one: one[:3])
    return found


def _line(kind: str, records: list[tuple[str, Fields]]) -> list[bytes]:
    names = dict.fromkeys(name for _, fields in records for name in sorted(fields))
    parts = [
        b'{"kind":%b,"n":%d,"cols":{"id":%b' % (_json(kind), len(records), _json([id for id, _ in records]))
    ]
    parts += [b",%b:%b" % (_json(name), _json([fields.get(name) for _, fields in records])) for name in names]
    return [*parts, b"}}\n"]
