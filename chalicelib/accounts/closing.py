"""Closing an account: from then on its person can only take that back, and after 30 days it is erased (mine/erasing.py).

Its time stands in the account's row, which decides, and in a row of `closing`, which only finds the account when it is
due: one whose account closes at another time, or no more, is dropped. Sessions begun meanwhile are marked, so that the
doorman asks for the account's row only with them.
"""

from chalicelib.accounts import account, protection, session
from chalicelib.accounts.account import Personal
from chalicelib.accounts.session import SignedIn
from chalicelib.clock import now
from chalicelib.refusals import Refused
from chalicelib.store import rows
from chalicelib.store.busy import Busy
from chalicelib.store.tables import Account, Closing

LASTS = 30 * 24 * 3600 * 1000  # milliseconds to change one's mind
QUEUE = "closing"
TRIES = 5


def close(by: SignedIn) -> int:
    """Close the account in 30 days and end every session; when that is, in milliseconds. Refused: protected."""

    def allowed(held: Personal) -> Personal:
        protection.must_allow(by)
        return held

    closes_at = now() + LASTS
    rows.put(Closing(QUEUE, place(closes_at, by.id), account=by.id))
    account.revise(by.id, allowed, Account.closes_at.set(closes_at))
    # After the mark: a session that begins now either finds it or is found here (session.start).
    session.end_all(by.id)
    return closes_at


def keep(id: str, over: str = "signed_out") -> int:
    """Take the closing back; when the account would have been erased, 0 when it was not closing. Refused(`over`) once the erasing has begun."""
    for _ in range(TRIES):
        row = rows.find(Account, id)
        if row is None or row.erasing is not None:
            raise Refused(over)
        closes_at = row.closes_at
        if closes_at is None:
            return 0
        same = (Account.closes_at == closes_at) & Account.erasing.does_not_exist()
        if rows.change(row, [Account.closes_at.remove(), Account.version.add(1)], same):
            rows.remove(Closing(QUEUE, place(int(closes_at), id)))
            return int(closes_at)
    raise Busy(1.0, "many changes to one account at once")


def begin(id: str, closes_at: int) -> bool:
    """Begin to erase the account, or go on: from here on nothing takes it back. False when it does not close then."""
    row = rows.find(Account, id)
    if row is None or row.closes_at != closes_at or now() < closes_at:
        return False
    if row.erasing is not None:
        return True
    same = (Account.closes_at == closes_at) & Account.erasing.does_not_exist()
    return rows.change(row, [Account.erasing.set(now()), Account.version.add(1)], same)


def lasts(id: str) -> bool:
    """Whether the account is closing."""
    row = rows.find(Account, id)
    return row is not None and row.closes_at is not None


def place(closes_at: int, id: str) -> str:
    return f"{closes_at:013d}-{id}"
