"""The shapes of answers, for the OpenAPI document and the client's types.

Records inside (`members`, `projects`, `changes`) carry the fields of their declared kinds.
"""

from typing import Any

import msgspec


class Written(msgspec.Struct):
    """`seq`: where the write stands in its space."""

    seq: int


class Made(msgspec.Struct):
    id: str
    seq: int


class TeamMade(msgspec.Struct):
    id: str
    member: str
    seq: int


class TeamSummary(msgspec.Struct):
    """`member` is who I am there; `projects` counts the open ones I see."""

    id: str
    name: str
    role: str
    member: str
    projects: int


class TeamSummaries(msgspec.Struct):
    teams: list[TeamSummary]


class MemberView(msgspec.Struct):
    id: str
    name: str
    role: str
    joined_at: int
    left_at: int | msgspec.UnsetType = msgspec.UNSET


class ProjectView(msgspec.Struct):
    id: str
    name: str
    created_at: int
    created_by: str
    archived_at: int | msgspec.UnsetType = msgspec.UNSET
    guests: dict[str, bool] | msgspec.UnsetType = msgspec.UNSET


class InvitationView(msgspec.Struct):
    id: str
    email: str
    role: str
    created_at: int
    created_by: str
    expires_at: int
    projects: dict[str, bool] | msgspec.UnsetType = msgspec.UNSET
    under_16: bool | msgspec.UnsetType = msgspec.UNSET
    accepted_at: int | msgspec.UnsetType = msgspec.UNSET
    revoked_at: int | msgspec.UnsetType = msgspec.UNSET


class LinkView(msgspec.Struct):
    id: str
    role: str
    created_at: int
    created_by: str
    expires_at: int
    under_16: bool | msgspec.UnsetType = msgspec.UNSET
    revoked_at: int | msgspec.UnsetType = msgspec.UNSET


class TeamView(msgspec.Struct):
    """`minors`: the team has members under 16. `erases_at`: when it will be erased; until then it can only be read."""

    seq: int
    id: str
    name: str
    minors: bool
    me: str
    role: str
    members: list[MemberView]
    projects: list[ProjectView]
    invitations: list[InvitationView]
    links: list[LinkView]
    erases_at: int | msgspec.UnsetType = msgspec.UNSET


class FeedItem(msgspec.Struct):
    seq: int
    op: str
    at: int
    by: str
    verb: str
    changes: list[dict[str, Any]]
    project: str | None | msgspec.UnsetType = msgspec.UNSET


class FeedPage(msgspec.Struct):
    """`cursor`, or in a project `before`, says where to read on; absent at the end."""

    items: list[FeedItem]
    cursor: str | msgspec.UnsetType = msgspec.UNSET
    before: int | msgspec.UnsetType = msgspec.UNSET


class LogEntry(msgspec.Struct):
    """`back` only after a repair: what was read before this entry is to be read anew; the entries after `back` were
    set aside, and are empty."""

    seq: int
    ops: list[dict[str, Any]]
    back: int | msgspec.UnsetType = msgspec.UNSET


class Entries(msgspec.Struct):
    """`seq` is the head; entries may end before it, then read on after the last."""

    seq: int
    entries: list[LogEntry]


class BatchResult(msgspec.Struct):
    """What became of one op: its HTTP status, and where it stands or the problem."""

    op: str
    status: int
    seq: int | msgspec.UnsetType = msgspec.UNSET
    problem: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET


class BatchDone(msgspec.Struct):
    """`entries`: what stands after the batch's `after`, at most 500, its own among them."""

    seq: int
    results: list[BatchResult]
    entries: list[LogEntry]


class Problem(msgspec.Struct):
    """RFC 9457, with what the refusal knows (`field`, `mine`, `theirs`, `terms`, …)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    request_id: str
