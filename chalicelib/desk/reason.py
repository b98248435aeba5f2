"""Why an agent had something done for an account: a word of a list, which stands in the log, and a sentence of the
agent's, which may say something about a person and so is sealed for its two readers, the desk and the account's owner.

The desk has no key that seals for an account, and the product none that opens what is sealed for the desk. So the
product keeps one case of its own, whose key is wrapped for both; each sentence is sealed with it to the errand that it
is about. It stands in that errand's row and is deleted with the account, which the log is not.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from chalicelib import logs
from chalicelib.cases import case, files
from chalicelib.cases.case import Case
from chalicelib.desk.acts import Act
from chalicelib.ids import long_id_from
from chalicelib.store import cipher, rows, switches
from chalicelib.store.busy import Busy
from chalicelib.store.failures import Unreadable
from chalicelib.store.tables import Case as CaseRow
from chalicelib.store.tables import Errand as Row

Why = Literal["ticket", "mail", "phone", "misuse", "fault"]
Words = Annotated[str, msgspec.Meta(min_length=3, max_length=300, pattern=r"\S\s*\S\s*\S")]
# As the owner reads them.
REASONS: dict[str, Act] = {
    "ticket": Act("Bạn nhờ trong một yêu cầu hỗ trợ", "You asked for it in a ticket"),
    "mail": Act("Bạn nhờ qua e-mail", "You asked for it by e-mail"),
    "phone": Act("Bạn nhờ qua điện thoại", "You asked for it by telephone"),
    "misuse": Act("Có dấu hiệu người khác dùng tài khoản", "Signs that somebody else uses the account"),
    "fault": Act("Khắc phục lỗi của IZwork", "To mend a fault of IZwork's"),
}
KIND: case.Kind = "reasons"
NOBODY = "0" * 22  # in the place of the account that opened a case: this one is the product's
ID = long_id_from(KIND, "1")
AGAIN = 60.0  # seconds until the next minute's job


class Nothing(msgspec.Struct):
    """The case is about nothing: it is there for its key."""


class Given(msgspec.Struct):
    """The reason that an agent gave: from the list in both languages, and in words; None when they were deleted."""

    vi: str
    en: str
    words: str | None


def keep() -> None:
    """Have the case there; done by the product, when an agent is appointed and every minute."""
    if rows.find(CaseRow, KIND, ID) is None and not switches.read_only():
        case.start(KIND, NOBODY, "standing", Nothing(), id=ID)


def seal(errand: str, account: str, words: str) -> bytes:
    """The words sealed to this errand for this account; Busy while the product has not made the key yet."""
    held = case.at_desk(KIND, ID)
    if held is None:
        raise Busy(AGAIN, "the key of reasons is not made yet")
    return cipher.seal(held.ring, _place(errand, account), words.strip().encode())


class Reader:
    """Opens sentences, for the desk or for the product; the key is asked for when the first one is there."""

    def __init__(self, at_desk: bool) -> None:
        self._at_desk = at_desk
        self._held: Case | None = None

    def words(self, row: Row) -> str | None:
        """What the agent said of this errand; None where nothing was said or nothing is left that opens it."""
        if row.body is None or row.account is None:
            return None
        try:
            self._held = self._held or (
                case.at_desk(KIND, ID) if self._at_desk else case.by_account(KIND, ID, NOBODY)
            )
            if self._held is None:
                return None
            return cipher.open(self._held.ring, _place(row.id, row.account), row.body).decode()
        except Unreadable as fault:
            # A key that was restored from a backup: that something was done is told all the same.
            logs.say("reason.unreadable", fault)
            return None


def given(note: str | None, words: str | None) -> Given | None:
    """The reason as it is told, of an entry's note."""
    told = REASONS.get(note or "")
    return None if told is None else Given(told.vi, told.en, words)


def _place(errand: str, account: str) -> dict[str, str]:
    return files.place(ID, f"errand/{errand}/{account}")
