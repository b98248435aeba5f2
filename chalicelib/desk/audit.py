"""The desk's log: every act of an agent, told before it is answered, under the account, the team and the agent it is
about. Rows are inserted and never changed: the store refuses it (store/rows.py), and so does the desk's role.
"""

from __future__ import annotations

import re

import msgspec

from chalicelib.clock import now
from chalicelib.desk import agent as agents
from chalicelib.desk import errand as errands
from chalicelib.desk import reason
from chalicelib.desk.acts import ACTS
from chalicelib.ids import base62, short_id
from chalicelib.store import rows
from chalicelib.store.tables import DeskLog

MOST = 50  # entries a page
# What the program says in a note: ids, plans, dates, numbers. Nothing that anybody typed could pass for it.
NOTE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.:_ -]{0,79}")
OPERATOR = "operator"  # who appoints agents; stands as an agent of this id


class DeskEntry(msgspec.Struct):
    """One act: `act` is a key of ACTS and `vi`, `en` its words; `agent` an opaque id with the roles it had, `at`
    milliseconds. `account`, `team` and `case` are opaque ids, None where it was about none. `reason` is what the agent
    gave as one."""

    id: str
    at: int
    agent: str
    roles: list[str]
    act: str
    vi: str
    en: str
    account: str | None
    team: str | None
    case: str | None
    note: str | None
    reason: reason.Given | None


class DeskPage(msgspec.Struct):
    """The newest entries first; `before` asks for the next page, None at the end."""

    entries: list[DeskEntry]
    before: str | None


def tell(
    agent: str, act: str, *, account: str = "", team: str = "", case: str = "", errand: str = "", note: str = ""
) -> None:  # fmt: skip
    """Write one act down for everybody whom it concerns. Called before the door answers: whoever was not told of is
    not served. KeyError for an act without words, ValueError for a note that is not the program's own."""
    ACTS[act]
    if note and not NOTE.fullmatch(note):
        raise ValueError("a note holds ids and words of the program, nothing that was typed")
    at = now()
    id = f"{base62(at, 8)}{short_id()}"
    subjects = {"agent": agent, "account": account, "team": team}
    for kind, subject in subjects.items():
        if subject:
            rows.insert(
                DeskLog(
                    f"{kind}:{subject}", id, at=at, agent=agent, roles=_roles(agent), act=act, account=account or None,
                    team=team or None, case=case or None, errand=errand or None, note=note or None,
                )
            )  # fmt: skip


def appointed(agent: str, act: str, note: str = "") -> None:
    """Write down what the operator did to an agent, in that agent's log."""
    at = now()
    rows.insert(
        DeskLog(
            f"agent:{agent}", f"{base62(at, 8)}{short_id()}", at=at, agent=OPERATOR, roles=OPERATOR, act=act,
            note=note or None,
        )
    )  # fmt: skip


def of(kind: str, id: str, reader: reason.Reader, before: str | None = None) -> DeskPage:
    """What was told about one "account", "team" or "agent", a page at a time; `reader` opens the reasons."""
    found = rows.newest(DeskLog, f"{kind}:{id}", MOST + 1, before)
    shown = [_entry(row, reader) for row in found[:MOST]]
    return DeskPage(shown, shown[-1].id if len(found) > MOST else None)


def _entry(row: DeskLog, reader: reason.Reader) -> DeskEntry:
    # One that was written by a newer version of the program, whose words this one does not know, is shown all the same.
    words = ACTS.get(row.act, (row.act, row.act))
    return DeskEntry(
        row.id, int(row.at), row.agent, row.roles.split(), row.act, words[0], words[1],
        row.account, row.team, row.case, row.note, _reason(row, reader),
    )  # fmt: skip


def _reason(row: DeskLog, reader: reason.Reader) -> reason.Given | None:
    if row.errand is None:
        return None
    left = errands.find(row.account, row.errand)
    return reason.given(row.note, reader.words(left) if left is not None else None)


def _roles(agent: str) -> str:
    row = agents.find(agent)
    return "" if row is None else str(row.roles)
