"""Labels: coloured words that a project's tasks can carry."""

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from chalicelib.projects.project import Id, Name
from chalicelib.projects.verbs import Doing, Verb
from chalicelib.refusals import Refused
from chalicelib.store.records import Record
from chalicelib.store.reducer import Change

LABELS_AT_MOST = 50
Color = Literal["red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "gray"]


class Label(Record, kind="label", set="board"):
    """A label; the client turns the colour's name into one that is readable in its theme."""

    name: Name
    color: Color


class NewLabel(msgspec.Struct, forbid_unknown_fields=True):
    id: Id
    name: Name
    color: Color


class LabelPatch(msgspec.Struct, forbid_unknown_fields=True):
    name: Name | UnsetType = UNSET
    color: Color | UnsetType = UNSET


def create(doing: Doing) -> list[Change]:
    doing.must_be_new("label")
    if len(doing.state.of("label")) >= LABELS_AT_MOST:
        raise Refused("full", limit=LABELS_AT_MOST)
    fields = {"name": doing.body.name, "color": doing.body.color}
    return [{"kind": "label", "id": doing.body.id, "set": fields}]


def edit(doing: Doing) -> list[Change]:
    doing.find("label")
    given = {"name": doing.body.name, "color": doing.body.color}
    fields = {name: value for name, value in given.items() if value is not UNSET}
    return [{"kind": "label", "id": doing.ids["label"], "set": fields}] if fields else []


def remove(doing: Doing) -> list[Change]:
    """Take the label away. Tasks keep its id, which then shows nothing; so undoing is making it again."""
    doing.find("label")
    return [{"kind": "label", "id": doing.ids["label"], "delete": True}]


LABEL = "/labels/{label}"
VERBS = [
    Verb(
        "POST",
        "/labels",
        "label.create",
        "board.shape",
        create,
        "Add a label",
        NewLabel,
        status=201,
        refuses=("exists", "full", "storage_full"),
        grows=True,
    ),
    Verb("PATCH", LABEL, "label.edit", "board.shape", edit, "Rename or recolour a label", LabelPatch),
    Verb("DELETE", LABEL, "label.remove", "board.shape", remove, "Remove a label"),
]
