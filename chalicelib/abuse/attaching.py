"""What a reporter may attach, and how the server makes sure of it: it must stand in the space now, or be in its log,
letter by letter as the reporter's page showed it.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec

from chalicelib.abuse.proof import Attached, Kind, Seen, hash
from chalicelib.projects.project import Id, ProjectMember
from chalicelib.refusals import Refused
from chalicelib.store import pages, space
from chalicelib.teams import invitation, team
from chalicelib.teams.invitation import Token

# How far back an earlier text is looked for, in entries.
ENTRIES, AT_ONCE = 5_000, 500
AT_MOST = 20
CommentId = Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Za-z]{12}\.[0-9A-Za-z]{12}$", max_length=25)]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)]
# The record and the field each kind is about.
FIELDS: dict[Kind, tuple[str, str]] = {
    "comment": ("comment", "text"),
    "title": ("task", "title"),
    "description": ("description", "text"),
    "project": ("project", "name"),
}


class NewAttachment(msgspec.Struct, forbid_unknown_fields=True):
    """A comment (`task`, `comment`), a task's title or description (`task`), or the project's name, as it was shown."""

    kind: Literal["comment", "title", "description", "project"]
    text: Text
    task: Id | None = None
    comment: CommentId | None = None


class Found(msgspec.Struct):
    """What was attached, and where it was seen."""

    attached: Attached
    seen: Seen


def of_project(by: ProjectMember, wanted: list[NewAttachment]) -> list[Found]:
    """All of it as it stands, or stood; Refused("attachment_differs") for what never stood there so."""
    return [one_of_project(by, one) for one in wanted]


def one_of_project(by: ProjectMember, one: NewAttachment) -> Found:
    place = by.member.team if one.kind == "project" else by.space
    record = {"project": by.id, "comment": one.comment}.get(one.kind, one.task)
    if record is None or (one.kind == "comment" and one.task is None):
        raise Refused("invalid", field="attached", reason="missing")
    fields, field = standing(by, one, record), FIELDS[one.kind][1]
    if fields is not None and fields.get(field) == one.text:
        return found(one.kind, one.text, place, record, space.state(place).seq, "now", by, fields)
    earlier = in_log(place, one.kind, record, one.text)
    if earlier is None:
        raise Refused("attachment_differs")
    seq, author, at = earlier
    known = {"created_by": author, "created_at": at}
    return found(one.kind, one.text, place, record, seq, "earlier", by, known)


def standing(by: ProjectMember, one: NewAttachment, record: str) -> Mapping[str, Any] | None:
    """The record's fields as they are now, None where there is none."""
    if one.kind == "project":
        return by.record
    if one.kind == "title":
        return space.state(by.space).get("task", record)
    kept: Mapping[str, Any] | None = (
        pages.read_texts(by.space, one.task).get(FIELDS[one.kind][0], {}).get(record)
    )
    return kept


def in_log(place: str, kind: Kind, record: str, text: str) -> tuple[int, str, int] | None:
    """(seq, author, when) of the newest entry that gave the record this text; None when there is none."""
    sort, field = FIELDS[kind]
    before, left = None, ENTRIES
    while left > 0:
        entries = space.newest(place, before, AT_ONCE)
        for entry in entries:
            for op in entry.ops:
                for change in op["changes"]:
                    same = change["kind"] == sort and change["id"] == record
                    if same and (change.get("set") or {}).get(field) == text:
                        return entry.seq, op["by"], op["at"]
        if len(entries) < AT_ONCE:
            return None
        before, left = entries[-1].seq, left - len(entries)
    return None


def found(
    kind: Kind,
    text: str,
    place: str,
    record: str,
    seq: int,
    when: Literal["now", "earlier"],
    by: ProjectMember,
    fields: Mapping[str, Any],
) -> Found:
    """Only a comment has one author who is known; texts of a task may be anyone's in the project."""
    attached = Attached(kind, text)
    if kind == "comment":
        author = by.member.state.get("member", fields["created_by"]) or {}
        attached = Attached(kind, text, author.get("name", ""), int(fields["created_at"]))
    return Found(attached, Seen(place, kind, record, seq, when, hash(attached)))


def of_invitation(token: Token, team_name: str, invited_by: str) -> Found:
    """The invitation as its page showed it, also when it was used or revoked since."""
    state = invitation.standing(token)
    record = invitation.held(state, token)
    inviter = state.get("member", record["created_by"]) or {}
    if (team.name_of(state), inviter.get("name", "")) != (team_name, invited_by):
        raise Refused("attachment_differs")
    attached = Attached("invitation", team_name, invited_by, int(record["created_at"]))
    return Found(attached, Seen(token.team, "invitation", token.id, state.seq, "now", hash(attached)))
