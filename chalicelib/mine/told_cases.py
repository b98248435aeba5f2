"""What an account handed to the desk, told row by row with everything that was said."""

from typing import Any, get_args

import msgspec

from chalicelib.accounts.session import SignedIn
from chalicelib.cases import case, keeping
from chalicelib.cases.case import Case, Kind
from chalicelib.store import rows
from chalicelib.store.tables import CaseFile, OwnCase

Row = dict[str, Any]


def opened(by: SignedIn) -> list[Case]:
    kinds: tuple[Kind, ...] = get_args(Kind)
    found = (case.by_account(kind, row.id, by.id) for kind in kinds for row in case.of_account(by.id, kind))
    return [one for one in found if one is not None]


def case_rows(by: SignedIn) -> list[Row]:
    return [
        {
            "case": one.id,
            "kind": one.row.kind,
            "state": one.state,
            "opened_at": int(one.row.opened_at),
            "changed_at": int(one.row.changed_at),
            "kept_until": keeping.until(one.row),
            "about": one.facts(dict),
        }
        for one in opened(by)
    ]


def entry_rows(by: SignedIn) -> list[Row]:
    return [
        {
            "case": one.id,
            "number": said.number,
            "by": said.by,
            "at": said.at,
            "said": msgspec.json.decode(said.body),
        }
        for one in opened(by)
        for said in case.entries(one)
    ]


def file_rows(by: SignedIn) -> list[Row]:
    """The parts of files; the files themselves are downloaded where they were handed in."""
    return [{"case": one.id, "part": row.part} for one in opened(by) for row in rows.under(CaseFile, one.id)]


def own_rows(by: SignedIn) -> list[Row]:
    return [
        {"leads_to": row.case, "kind": row.kind, "seen_at": None if row.seen_at is None else int(row.seen_at)}
        for row in rows.under(OwnCase, by.id)
    ]
