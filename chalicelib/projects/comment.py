"""Descriptions and comments: the long texts of a project, on pages of their own beside their task."""

from typing import Annotated

import msgspec

from chalicelib.clock import now
from chalicelib.projects.project import Id
from chalicelib.projects.verbs import Doing, Verb
from chalicelib.refusals import Refused
from chalicelib.store import pages
from chalicelib.store.records import Record
from chalicelib.store.reducer import Change
from chalicelib.teams.role import CAN

Text = Annotated[str, msgspec.Meta(max_length=20_000)]
CommentText = Annotated[str, msgspec.Meta(min_length=1, max_length=5_000, pattern=r"\S")]


class Description(Record, kind="description", set="texts"):
    """The description of the task of the same id; `seq` is where it was written."""

    text: Text
    seq: int


class Comment(Record, kind="comment", set="texts", near="task"):
    """What a member said about a task."""

    task: Id
    text: CommentText
    created_at: int
    created_by: str
    edited_at: int | None = None


class NewDescription(msgspec.Struct, forbid_unknown_fields=True):
    """`base` is the seq whose text the writer saw; a change by someone else after it is a conflict."""

    text: Text
    base: Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class NewComment(msgspec.Struct, forbid_unknown_fields=True):
    id: Id
    text: CommentText


class CommentPatch(msgspec.Struct, forbid_unknown_fields=True):
    task: Id
    text: CommentText


class OfTask(msgspec.Struct):
    """Which task a comment stands under: texts are found by their task."""

    task: Id


def describe(doing: Doing) -> list[Change]:
    """Set a task's description; refuses with both texts when it was changed after `base`.

    The verb is exclusive, so the seq it will stand at is known here; kept with the text, it tells the next
    writer's `base` from an older one without searching the log.
    """
    task, mine = doing.ids["task"], doing.body.text
    doing.find("task")
    theirs = pages.read_texts(doing.by.space, task).get("description", {}).get(task)
    if theirs is not None and theirs["seq"] > doing.body.base and theirs["text"] != mine:
        raise Refused("stale", mine=mine, theirs=theirs["text"], seq=theirs["seq"])
    return [{"kind": "description", "id": task, "set": {"text": mine, "seq": doing.state.seq + 1}}]


def create(doing: Doing) -> list[Change]:
    """Add a comment. Its id begins with its author's, so nobody can write over another's words."""
    doing.find("task")
    fields = {
        "task": doing.ids["task"],
        "text": doing.body.text,
        "created_at": now(),
        "created_by": doing.by.member.id,
    }
    id = f"{doing.by.member.id}.{doing.body.id}"
    return [{"kind": "comment", "id": id, "set": fields, "near": doing.ids["task"]}]


def edit(doing: Doing) -> list[Change]:
    task = doing.body.task
    if author_of(doing, task) != doing.by.member.id:
        raise Refused("not_yours")
    fields = {"text": doing.body.text, "edited_at": now()}
    return [{"kind": "comment", "id": doing.ids["comment"], "set": fields, "near": task}]


def remove(doing: Doing) -> list[Change]:
    """Remove a comment: its author, or who may moderate."""
    task = doing.body.task
    by = doing.by.member
    if author_of(doing, task) != by.id and by.role not in CAN["comment.moderate"]:
        raise Refused("not_yours")
    return [{"kind": "comment", "id": doing.ids["comment"], "delete": True, "near": task}]


def author_of(doing: Doing, task: str) -> str:
    """Who wrote the comment the path names; Refused("not_found") when it is not under `task`."""
    doing.find("task", task)
    comment = pages.read_texts(doing.by.space, task).get("comment", {}).get(doing.ids["comment"])
    if comment is None:
        raise Refused("not_found")
    return str(comment["created_by"])


OF_TASK = "/tasks/{task}"
VERBS = [
    Verb(
        "PUT", f"{OF_TASK}/description", "task.describe", "board.work", describe, "Write a task's description",
        NewDescription, refuses=("stale",), exclusive=True,
    ),
    Verb("POST", f"{OF_TASK}/comments", "comment.create", "board.work", create, "Comment on a task", NewComment, None, 201, refuses=("storage_full",), grows=True),
    Verb("PATCH", "/comments/{comment}", "comment.edit", "board.work", edit, "Edit one's own comment", CommentPatch, refuses=("not_yours",)),
    Verb("DELETE", "/comments/{comment}", "comment.remove", "board.work", remove, "Remove a comment", None, OfTask, refuses=("not_yours",)),
]  # fmt: skip
