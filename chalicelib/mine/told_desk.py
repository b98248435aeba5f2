"""What IZwork's own people did for an account, told row by row."""

from typing import Any

from chalicelib.accounts.session import SignedIn
from chalicelib.store import rows
from chalicelib.store.tables import DeskLog, Errand

Row = dict[str, Any]


def log_rows(by: SignedIn) -> list[Row]:
    return [
        {"agent": row.agent, "roles": row.roles.split(), "act": row.act, "at": int(row.at), "note": row.note}
        for row in rows.under(DeskLog, f"account:{by.id}")
    ]


def errand_rows(by: SignedIn) -> list[Row]:
    waiting = [row for row in rows.under(Errand, "waiting") if row.account == by.id]
    return [
        {
            "errand": row.what,
            "agent": row.agent,
            "asked_at": int(row.asked_at),
            "outcome": row.outcome or "waiting",
        }
        for row in [*waiting, *rows.under(Errand, by.id)]
    ]
