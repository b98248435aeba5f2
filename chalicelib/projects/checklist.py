"""Checklists: the lines within a task, merged one by one so that two people can tick at once."""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from chalicelib.projects.place import place, standings
from chalicelib.projects.project import Id
from chalicelib.refusals import Refused

ItemText = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
CHECKLIST_AT_MOST = 100


class Item(msgspec.Struct, forbid_unknown_fields=True):
    """One line of a checklist, in a patch: only what is given changes."""

    text: ItemText | UnsetType = UNSET
    done: bool | UnsetType = UNSET
    below: Id | None | UnsetType = UNSET


Checklist = Annotated[dict[Id, Item | None], msgspec.Meta(max_length=CHECKLIST_AT_MOST)]


def merged(old: Mapping[str, Any], given: Mapping[str, Item | None]) -> dict[str, Any]:
    """The merge of a checklist: items added, ticked, reworded, moved or (null) removed."""
    out: dict[str, Any] = {}
    standing = standings((id, item) for id, item in old.items())
    for id, item in given.items():
        if item is None:
            out[id] = None
            standing = [one for one in standing if one[1] != id]
            continue
        line: dict[str, Any] = {}
        if item.text is not UNSET:
            line["text"] = item.text
        elif id not in old:
            raise Refused("invalid", field=f"checklist.{id}.text", reason="line_without_text")
        if item.done is not UNSET or id not in old:
            line["done"] = item.done is True
        if item.below is not UNSET or id not in old:
            places = place(
                standing, id, None if item.below is UNSET else item.below, at_end=item.below is UNSET
            )
            line["position"] = places.pop(id)
            for other, key in places.items():
                out[other] = (out.get(other) or {}) | {"position": key}
            moved = {other: position for position, other in standing} | places | {id: line["position"]}
            standing = sorted((position, other) for other, position in moved.items())
        out[id] = (out.get(id) or {}) | line
    if len((set(old) | set(out)) - {id for id, item in out.items() if item is None}) > CHECKLIST_AT_MOST:
        raise Refused("full", limit=CHECKLIST_AT_MOST)
    return out
