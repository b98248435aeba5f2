"""Claims: an address or number leads to one account, and who has it is decided by conditions alone.

A claim is a row from the keyed hash of the contact to an account. It holds as long as that account's own body names
the contact; a row left behind may be taken over. So whoever wants a contact writes it into its account first, and
claims it after. The row's version changes with every claim: of two who found it free, one gets it.
"""

from collections.abc import Callable

from chalicelib.store import lookup, rows
from chalicelib.store.busy import Busy
from chalicelib.store.tables import Lookup

TRIES = 5
# Says whether the account of this id names the contact in question.
Names = Callable[[str], bool]


def find(kind: str, value: str) -> str | None:
    """The account that a contact leads to, whether or not it still names it. `kind` is "email" or "phone"."""
    row = rows.find(Lookup, lookup.mac(kind, value))
    return None if row is None else str(row.account)


def take(kind: str, value: str, account: str, names: Names) -> bool:
    """Lead the contact to `account`, which names it already; False when another account that names it has it."""
    mac = lookup.mac(kind, value)
    for _ in range(TRIES):
        if rows.insert(Lookup(mac, account=account, version=1)):
            return True
        row = rows.find(Lookup, mac)
        if row is None:
            continue
        if row.account != account and names(str(row.account)):
            return False
        # Also when it is ours already: who found it free a moment ago must find it changed.
        if rows.change(row, [Lookup.account.set(account), Lookup.version.add(1)], unchanged(row)):
            return True
    raise Busy(1.0, "many want one contact at once")


def let_go(kind: str, value: str, account: str, names: Names) -> None:
    """Remove the claim of `account` on a contact that it names no more."""
    row = rows.find(Lookup, lookup.mac(kind, value))
    if row is not None and row.account == account and not names(account):
        rows.remove(row, unchanged(row))


def release(kind: str, value: str, account: str) -> None:
    """Remove the claim of an account that is going."""
    row = rows.find(Lookup, lookup.mac(kind, value))
    if row is not None and row.account == account:
        rows.remove(row, unchanged(row))


def unchanged(row: Lookup) -> object:
    same = Lookup.version.does_not_exist() if row.version is None else Lookup.version == row.version
    return (Lookup.account == row.account) & same
