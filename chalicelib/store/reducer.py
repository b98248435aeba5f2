"""How a change alters a record: RFC 7396 (JSON merge patch) per record. The client has the same twenty lines,
and both read tests/vectors/patches.json."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Fields = dict[str, Any]
Change = dict[str, Any]
Kinds = dict[str, dict[str, Fields]]


def merge(target: Any, patch: Any) -> Any:
    """The patched value. Neither argument is altered; what the patch leaves alone is shared with `target`."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = merge(merged.get(name), value)
    return merged


def apply(kinds: Kinds, changes: Iterable[Change]) -> None:
    """Alter `kinds` ({kind: {id: record}}) by each change in order; records are replaced, never mutated."""
    for change in changes:
        records = kinds.setdefault(change["kind"], {})
        if change.get("delete"):
            records.pop(change["id"], None)
        else:
            records[change["id"]] = merge(records.get(change["id"]), change["set"])
