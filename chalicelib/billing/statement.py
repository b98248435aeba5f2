"""Bank statements as CSV: the incoming transfers in them, whatever the bank calls its columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from chalicelib.billing.payment import Line

COLUMNS = ("id", "amount", "at", "text")


class Unreadable(Exception):
    """The line of a statement that is no transfer (1 is its head), and why: "column" is missing, or no "amount"."""

    def __init__(self, line: int, why: str, what: str) -> None:
        super().__init__(f"line {line}: {why} {what!r}")
        self.line, self.why, self.what = line, why, what


def lines(text: str, columns: Sequence[str] = COLUMNS) -> list[Line]:
    """The incoming transfers, in order; `columns` are what the statement calls COLUMNS. Unreadable, and then nothing of
    it is to be entered."""
    found = []
    for number, row in enumerate(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))), 2):
        missing = [name for name in columns if row.get(name) is None]
        if missing:
            raise Unreadable(number, "column", missing[0])
        id, amount, at, said = (row[name].strip() for name in columns)
        if amount in ("", "0"):
            continue  # money that went out
        digits = re.sub(r"[.,](?=\d{3}(\D|$))", "", amount.removeprefix("+")).removesuffix(".00")
        if not digits.isdecimal() or not id:
            raise Unreadable(number, "amount", amount)
        found.append(Line(id, int(digits), at, said))
    return found
