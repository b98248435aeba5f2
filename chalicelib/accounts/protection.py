"""Protection: after somebody said "this was not me", an account's contacts and factors stand still for 72 hours.

Only the browser that signed in last by a mail to the account's address may change them before. A thief may still know
a password or hold a second factor; the mailbox is the one thing the account was opened by.
"""

from typing import Any

from chalicelib.accounts import session
from chalicelib.accounts.session import SignedIn
from chalicelib.clock import now
from chalicelib.refusals import Refused
from chalicelib.store import rows
from chalicelib.store.tables import Account

LASTS = 72 * 3600 * 1000  # milliseconds


def begin() -> list[Any]:
    """What begins it, to be written together with what the account becomes (account.revise)."""
    return [Account.protected_until.set(now() + LASTS), Account.trusted.remove()]


def lasts(account: str) -> bool:
    row = rows.find(Account, account)
    return row is not None and holds(row)


def until(account: str) -> int:
    """Until when the account is protected, in milliseconds; 0 when it is not."""
    row = rows.find(Account, account)
    return int(row.protected_until) if row is not None and holds(row) else 0


def stands_still(by: SignedIn) -> int:
    """Until when this browser may not change contacts and factors, in milliseconds; 0 when it may."""
    row = rows.find(Account, by.id)
    return int(row.protected_until) if row is not None and holds(row) and row.trusted != by.browser else 0


def must_allow(by: SignedIn) -> None:
    """Refused("protected") when this browser may not change contacts and factors now."""
    until = stands_still(by)
    if until:
        raise Refused("protected", until=until)


def trust(account: str, token: str) -> None:
    """This session was begun by a mail to the account's address: it may change what is protected."""
    row = rows.find(Account, account)
    if row is None or not holds(row):
        return
    begun = session.find(token)
    if begun is not None:
        same = Account.protected_until == row.protected_until
        rows.change(row, [Account.trusted.set(begun.browser)], same)


def holds(row: Account) -> bool:
    return row.protected_until is not None and now() < row.protected_until
