"""What IZwork's own people did for an account, told row by row."""

from typing import Any

from chalicelib.accounts.session import SignedIn
from chalicelib.desk import errand
from chalicelib.desk.reason import Reader
from chalicelib.store import rows
from chalicelib.store.tables import DeskLog, Fault

Row = dict[str, Any]


def log_rows(by: SignedIn) -> list[Row]:
    return [
        {"agent": row.agent, "roles": row.roles.split(), "act": row.act, "at": int(row.at), "note": row.note}
        for row in rows.under(DeskLog, f"account:{by.id}")
    ]


def errand_rows(by: SignedIn) -> list[Row]:
    return [
        {
            "errand": one.what,
            "agent": one.agent,
            "asked_at": one.asked_at,
            "outcome": one.outcome or "waiting",
            "why": one.note,
            "words": one.words,
        }
        for one in errand.of(by.id, Reader(at_desk=False))
    ]


def fault_rows(by: SignedIn) -> list[Row]:
    return [
        {"error": row.request, "route": f"{row.method} {row.route}", "at": int(row.at)}
        for row in rows.under(Fault, by.id)
    ]
