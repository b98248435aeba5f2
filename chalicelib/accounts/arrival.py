"""Arrivals: what every way of signing in does once it has found out who it is and begun a session."""

from chalicelib.accounts import account, known, protection
from chalicelib.accounts.device import Device
from chalicelib.clock import now
from chalicelib.contacts import contact
from chalicelib.notices import alerts
from chalicelib.notices.alerts import Facts
from chalicelib.store import rows
from chalicelib.store.tables import Account, Browser

NEW = 10 * 60 * 1000  # milliseconds for which an account counts as just made


def arrived(id: str, token: str, device: Device, cookie: str, *, by_mail: bool) -> str:
    """`token` is the new session's; `cookie` the value by which this browser is known, or not (known.py), and what is
    given back the Set-Cookie value by which it will be; `by_mail`: the account's mailbox was proved just now.

    A device that is new is told to all contacts. While the account is protected every one is: a thief's browser is
    known as well.
    """
    row = rows.find(Account, id)
    if row is None:
        raise LookupError("no such account")
    protected = protection.holds(row)
    if by_mail and protected:
        protection.trust(id, token)
    held = contact.tidy(id, account.opened(row))
    if by_mail and held.language != device.language:
        account.revise(id, lambda newest: account.speaking(newest, device.language))
    first = now() < held.accepted_at + NEW and len(rows.under(Browser, id)) == 1
    if not first and (protected or not known.find(cookie, held.email)):
        alerts.tell(id, "new_device", Facts(device, now()))
    return known.cookie(cookie, held.email)
