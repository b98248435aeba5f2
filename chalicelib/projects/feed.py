"""Activity, read backwards from the logs themselves. Nothing is written for it, so nothing can be missing."""

import base64
import binascii
import zlib
from collections.abc import Iterable, Iterator
from heapq import merge
from typing import Annotated, Any

import msgspec

from chalicelib.projects.project import space_of
from chalicelib.refusals import Refused
from chalicelib.store import space
from chalicelib.store.log import Entry
from chalicelib.teams import team
from chalicelib.teams.member import Member
from chalicelib.teams.role import CAN

PAGE = 50  # items
CURSOR_AT_MOST = 64 * 1024  # bytes, unpacked
HIDDEN = {"account", "hash"}  # fields of team records that are never shown

Seq = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class Item(msgspec.Struct):
    """One thing somebody did: `changes` as in the log, `project` None for the team's own space."""

    seq: int
    op: str
    at: int
    by: str
    verb: str
    changes: list[dict[str, Any]]
    project: str | None = None


def of_project(
    of: str, before: int | None, since: int = 0, limit: int = PAGE
) -> tuple[list[Item], int | None]:
    """The newest activity before seq `before`, newest first, and where to read on (None: that was all). Nothing from
    before `since`, milliseconds."""
    entries = list(enough(space.newest(of, before, limit), limit))
    shown = [entry for entry in entries if newest(entry) >= since]
    items = [item for entry in shown for item in items_of(entry, None)]
    more = bool(shown) and len(shown) == len(entries) and shown[-1].seq > 1
    return items, shown[-1].seq if more else None


def of_team(
    by: Member, cursor: str | None, own: bool = False, since: int = 0, limit: int = PAGE
) -> tuple[list[Item], str | None]:
    """The newest activity of the team and, unless only its `own` is wanted, of every project `by` may see, newest
    first, and where to read on.

    Each space keeps its own order even where writers' clocks disagree: the merge only ever takes the next
    entry of some space. The cursor says, per space, before which seq to go on; 1 means it is read out.
    Nothing from before `since`, milliseconds.
    """
    spaces: dict[str, str | None] = {by.team: None}
    if not own:
        spaces |= {space_of(by.team, id): id for id in team.projects(by)}
    starts = read_cursor(by.team, cursor)
    runs = {of: space.newest(of, starts.get(of), limit) for of in spaces if starts.get(of) != 1}
    ordered = merge(
        *([(entry, of) for entry in run] for of, run in runs.items()), key=lambda pair: -newest(pair[0])
    )
    nexts: dict[str, int | None] = {of: starts.get(of) if runs.get(of) else 1 for of in spaces}
    share = Share(by)
    items: list[Item] = []
    taken = 0
    for entry, of in ordered:
        if taken >= limit:
            break
        taken += len(entry.ops)
        nexts[of] = entry.seq if newest(entry) >= since else 1
        if newest(entry) < since:
            continue
        told = (share.of(item) if item.project is None else item for item in items_of(entry, spaces[of]))
        items += [item for item in told if item is not None]
    return items, None if all(seq == 1 for seq in nexts.values()) else write_cursor(nexts)


def enough(entries: Iterable[Entry], limit: int) -> Iterator[Entry]:
    """Whole entries until they hold `limit` ops."""
    count = 0
    for entry in entries:
        if count >= limit:
            return
        count += len(entry.ops)
        yield entry


def newest(entry: Entry) -> int:
    return int(entry.ops[-1]["at"])


def items_of(entry: Entry, project: str | None) -> Iterator[Item]:
    for op in reversed(entry.ops):
        changes = [cleaned(change) for change in op["changes"]]
        yield Item(entry.seq, op["op"], op["at"], op["by"], op["verb"], changes, project)


def cleaned(change: dict[str, Any]) -> dict[str, Any]:
    """The change without what is never shown."""
    if "set" not in change:
        return change
    return change | {"set": {name: value for name, value in change["set"].items() if name not in HIDDEN}}


class Share:
    """What of the team's own activity one member may be told: what the team's view shows them, and no more."""

    def __init__(self, by: Member) -> None:
        self.ways_in = by.role in CAN["member.invite"]
        self.projects = team.projects(by)
        self.people = team.people(by)

    def of(self, item: Item) -> Item | None:
        """The item with the changes the member may know; None when that is none of them."""
        changes = [change for change in item.changes if self.has(change["kind"], change["id"])]
        return msgspec.structs.replace(item, changes=changes) if changes else None

    def has(self, kind: str, id: str) -> bool:
        if kind in ("invitation", "link", "disclosure"):
            return self.ways_in
        if kind == "project":
            return id in self.projects
        if kind == "look":  # support's at a copy of a project: its id begins with the project's
            return id.partition(".")[0] in self.projects
        return kind != "member" or id in self.people


def read_cursor(team: str, cursor: str | None) -> dict[str, int | None]:
    """Per space of the team, before which seq to go on. Refused("bad_cursor") for what write_cursor did not write."""
    if not cursor:
        return {}
    try:
        packed = base64.urlsafe_b64decode(cursor.encode())
        kept = msgspec.json.decode(
            zlib.decompressobj().decompress(packed, CURSOR_AT_MOST), type=dict[str, Seq | None]
        )
    except (binascii.Error, zlib.error, msgspec.MsgspecError, UnicodeError, ValueError) as fault:
        raise Refused("bad_cursor") from fault
    return {space_of(team, project) if project else team: seq for project, seq in kept.items()}


def write_cursor(nexts: dict[str, int | None]) -> str:
    """Packed, for it travels in an address: a team of 500 projects stays under 8,000 characters."""
    kept = {space.partition("/")[2]: seq for space, seq in nexts.items()}
    return base64.urlsafe_b64encode(zlib.compress(msgspec.json.encode(kept), 9)).decode()
