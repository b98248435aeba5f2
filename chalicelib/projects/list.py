"""Lists: the columns of a board, in an order of their own."""

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from chalicelib.projects.place import place, standings
from chalicelib.projects.project import Id, Name
from chalicelib.projects.verbs import Doing, Verb
from chalicelib.refusals import Refused
from chalicelib.store.records import Record
from chalicelib.store.reducer import Change

LISTS_AT_MOST = 50


class List(Record, kind="list", set="board"):
    """A column; `position` orders it on the board."""

    name: Name
    position: str


class NewList(msgspec.Struct, forbid_unknown_fields=True):
    id: Id
    name: Name
    below: Id | None | UnsetType = UNSET


class ListPatch(msgspec.Struct, forbid_unknown_fields=True):
    name: Name | UnsetType = UNSET
    below: Id | None | UnsetType = UNSET


def create(doing: Doing) -> list[Change]:
    doing.must_be_new("list")
    if len(doing.state.of("list")) >= LISTS_AT_MOST:
        raise Refused("full", limit=LISTS_AT_MOST)
    return positioned(doing, doing.body.id, doing.body.below, {"name": doing.body.name})


def edit(doing: Doing) -> list[Change]:
    doing.find("list")
    fields = {} if doing.body.name is UNSET else {"name": doing.body.name}
    if doing.body.below is not UNSET:
        return positioned(doing, doing.ids["list"], doing.body.below, fields)
    return [{"kind": "list", "id": doing.ids["list"], "set": fields}] if fields else []


def positioned(doing: Doing, id: str, below: str | None | UnsetType, fields: dict[str, Any]) -> list[Change]:
    among = standings(doing.state.of("list").items())
    places = place(among, id, None if below is UNSET else below, at_end=below is UNSET)
    first: list[Change] = [{"kind": "list", "id": id, "set": fields | {"position": places.pop(id)}}]
    return first + [{"kind": "list", "id": other, "set": {"position": key}} for other, key in places.items()]


def remove(doing: Doing) -> list[Change]:
    """Take an empty list away; open tasks have to be moved or closed first, so that none is lost to view."""
    doing.find("list")
    id = doing.ids["list"]
    for task in doing.state.of("task").values():
        if task["list"] == id and "closed_at" not in task and "trashed_at" not in task:
            raise Refused("list_not_empty")
    return [{"kind": "list", "id": id, "delete": True}]


def verb_of_edit(body: ListPatch) -> str:
    return "list.rename" if body.below is UNSET else "list.move"


VERBS = [
    Verb("POST", "/lists", "list.create", "board.shape", create, "Add a list", NewList, status=201, refuses=("exists", "full", "storage_full"), grows=True),
    Verb("PATCH", "/lists/{list}", "list.rename", "board.shape", edit, "Rename or move a list", ListPatch, named=verb_of_edit),
    Verb(
        "DELETE", "/lists/{list}", "list.remove", "board.shape", remove, "Remove an empty list",
        exclusive=True, refuses=("list_not_empty",),
    ),
]  # fmt: skip
