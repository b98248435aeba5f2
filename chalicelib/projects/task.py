"""Tasks: the cards of a board. Closing, trashing and moving are fields of a task; nothing is ever lost."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from chalicelib.clock import now
from chalicelib.projects.checklist import Checklist, merged
from chalicelib.projects.place import place, spread, standings
from chalicelib.projects.project import Id
from chalicelib.projects.verbs import Doing, Verb
from chalicelib.refusals import Refused
from chalicelib.store.records import Record
from chalicelib.store.reducer import Change
from chalicelib.store.space import State
from chalicelib.teams.member import present

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=300, pattern=r"\S")]
Day = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="YYYY-MM-DD")]
Chosen = Annotated[dict[Id, bool | None], msgspec.Meta(max_length=100)]
CHOSEN_AT_MOST = 50


class Task(Record, kind="task", set="board", sort=("list", "position")):
    """A task as it is kept. `position` orders it within `list`; the maps hold true for each chosen id."""

    title: Title
    list: Id
    position: str
    created_at: int
    created_by: str
    assignees: dict[str, bool] = {}
    labels: dict[str, bool] = {}
    due: Day | None = None
    start: Day | None = None
    checklist: dict[str, dict[str, Any]] = {}
    closed_at: int | None = None
    trashed_at: int | None = None


class NewTask(msgspec.Struct, forbid_unknown_fields=True):
    id: Id
    title: Title
    list: Id
    below: Id | None | UnsetType = UNSET
    assignees: Chosen = {}
    labels: Chosen = {}
    due: Day | None = None
    start: Day | None = None
    checklist: Checklist = {}


class TaskPatch(msgspec.Struct, forbid_unknown_fields=True):
    title: Title | UnsetType = UNSET
    list: Id | UnsetType = UNSET
    below: Id | None | UnsetType = UNSET
    assignees: Chosen | UnsetType = UNSET
    labels: Chosen | UnsetType = UNSET
    due: Day | None | UnsetType = UNSET
    start: Day | None | UnsetType = UNSET
    checklist: Checklist | UnsetType = UNSET


def create(doing: Doing) -> list[Change]:
    body: NewTask = doing.body
    doing.must_be_new("task")
    doing.find("list", body.list)
    fields: dict[str, Any] = {
        "title": body.title,
        "list": body.list,
        "created_at": now(),
        "created_by": doing.by.member.id,
    }
    fields |= chosen(doing, {}, body.assignees, body.labels)
    fields |= {
        name: day(name, value)
        for name, value in (("due", body.due), ("start", body.start))
        if value is not None
    }
    if body.checklist:
        fields["checklist"] = merged({}, body.checklist)
    return positioned(doing.state, body.id, body.list, body.below, fields)


def edit(doing: Doing) -> list[Change]:
    body: TaskPatch = doing.body
    task = doing.find("task")
    fields: dict[str, Any] = {}
    if body.title is not UNSET:
        fields["title"] = body.title
    fields |= chosen(doing, task, body.assignees, body.labels)
    for name, value in (("due", body.due), ("start", body.start)):
        if value is not UNSET:
            fields[name] = None if value is None else day(name, value)
    if body.checklist is not UNSET:
        fields["checklist"] = merged(task.get("checklist", {}), body.checklist)
    if body.list is UNSET and body.below is UNSET:
        return [patch(doing, fields)] if fields else []
    target = task["list"] if body.list is UNSET else body.list
    doing.find("list", target)
    return positioned(doing.state, doing.ids["task"], target, body.below, fields | {"list": target})


def positioned(
    state: State, id: str, in_list: str, below: str | None | UnsetType, fields: dict[str, Any]
) -> list[Change]:
    """The task's change with its position, and those of neighbours that had to be spread anew."""
    at_end = below is UNSET
    places = place(state.ordered("task", in_list), id, None if below is UNSET else below, at_end=at_end)
    first: list[Change] = [{"kind": "task", "id": id, "set": fields | {"position": places.pop(id)}}]
    return first + [{"kind": "task", "id": other, "set": {"position": key}} for other, key in places.items()]


def chosen(doing: Doing, task: Mapping[str, Any], assignees: Any, labels: Any) -> dict[str, Any]:
    """The merge of assignees and labels, each chosen id checked to exist."""
    out: dict[str, Any] = {}
    for name, given in (("assignees", assignees), ("labels", labels)):
        if given is UNSET or not given:
            continue
        for id, wanted in given.items():
            if wanted and name == "labels":
                doing.find("label", id)
            elif wanted:
                present(doing.by.member.state, id)
        out[name] = {id: True if wanted else None for id, wanted in given.items()}
        if len(set(task.get(name, {})) | {id for id, wanted in given.items() if wanted}) > CHOSEN_AT_MOST:
            raise Refused("full", limit=CHOSEN_AT_MOST)
    return out


def day(name: str, value: Any) -> str:
    """A calendar day that exists."""
    try:
        datetime.date.fromisoformat(value)
    except ValueError as fault:
        raise Refused("invalid", field=name, reason="no_such_day") from fault
    return str(value)


def patch(doing: Doing, fields: Mapping[str, Any]) -> Change:
    return {"kind": "task", "id": doing.ids["task"], "set": dict(fields)}


def stamp(field: str, on: bool) -> Any:
    """A verb that sets or clears a time; saying it twice changes nothing."""

    def decide(doing: Doing) -> list[Change]:
        task = doing.find("task")
        if (field in task) == on:
            return []
        fields: dict[str, Any] = {field: now() if on else None}
        if on or doing.state.get("list", task["list"]) is not None:
            return [patch(doing, fields)]
        return back_to_a_list(doing, fields)

    return decide


def back_to_a_list(doing: Doing, fields: dict[str, Any]) -> list[Change]:
    """A task whose list is gone comes back at the end of the first list there is, or of a new one."""
    lists = standings(doing.state.of("list").items())
    if lists:
        return positioned(doing.state, doing.ids["task"], lists[0][1], UNSET, fields | {"list": lists[0][1]})
    gone = doing.find("task")["list"]
    return [
        {"kind": "list", "id": gone, "set": {"name": "…", "position": spread(1)[0]}},
        patch(doing, fields),
    ]


def verb_of_edit(body: TaskPatch) -> str:
    return "task.edit" if body.list is UNSET and body.below is UNSET else "task.move"


TASK = "/tasks/{task}"
VERBS = [
    Verb(
        "POST",
        "/tasks",
        "task.create",
        "board.work",
        create,
        "Add a task",
        NewTask,
        None,
        201,
        refuses=("exists", "full", "storage_full"),
        grows=True,
    ),
    Verb(
        "PATCH",
        TASK,
        "task.edit",
        "board.work",
        edit,
        "Edit or move a task",
        TaskPatch,
        named=verb_of_edit,
        refuses=("full",),
    ),
    Verb("PUT", f"{TASK}/closure", "task.close", "board.work", stamp("closed_at", True), "Close a task"),
    Verb(
        "DELETE", f"{TASK}/closure", "task.reopen", "board.work", stamp("closed_at", False), "Reopen a task"
    ),
    Verb("DELETE", TASK, "task.trash", "board.work", stamp("trashed_at", True), "Put a task into the trash"),
    Verb(
        "DELETE",
        f"{TASK}/trash",
        "task.restore",
        "board.work",
        stamp("trashed_at", False),
        "Take a task out of the trash",
    ),
]
