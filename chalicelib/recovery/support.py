"""What support may order for somebody who cannot take the second step: that the wait of a lost device begins; and
for somebody who asks for it, that every session of the account ends.

The wait is the wait that the person could have begun: all contacts are told, any of them stops it, and it is finished by who
reads the account's mail. Support finds an account by an exact contact alone, is told when the wait ends, and sees no
code, no other contact and no name. Given as infra/support says.
"""

from collections.abc import Callable
from typing import Any

from chalicelib import settings
from chalicelib.accounts import account as accounts
from chalicelib.accounts import claim, session
from chalicelib.accounts.account import Kind
from chalicelib.accounts.device import Device
from chalicelib.contacts import phone
from chalicelib.factors import factor, two_step
from chalicelib.recovery import device_lost
from chalicelib.refusals import Refused
from chalicelib.store import rows
from chalicelib.store.tables import Browser

# What stands as the device in what people are told.
NAMED = {
    "vi": "Bộ phận hỗ trợ IZwork, theo yêu cầu qua điện thoại hoặc thư",
    "en": "IZwork support, asked by phone or mail",
}


class NotSo(Exception):
    """An order that cannot be carried out; the text says why and names nobody."""


def start(contact: str) -> dict[str, Any]:
    """Begin the recovery of a lost device, or find it begun: {"state", "due_at" (milliseconds)}."""
    return begin(account_of(contact))


def begin(id: str) -> dict[str, Any]:
    """The same for an account by its id, as the desk asks for it."""
    if not two_step.is_on(factor.all_of(id)):
        raise NotSo("there is no second step: a mail alone signs in")
    language = accounts.personal(id).language
    device = Device(NAMED["en" if language == "en" else "vi"], settings.current().region, language)
    begun = device_lost.start(id, device)
    return {"state": begun.state, "due_at": begun.due_at}


def end_sessions(contact: str) -> dict[str, Any]:
    """Sign the account out everywhere; in how many browsers it was signed in."""
    return end_all(account_of(contact))


def end_all(id: str) -> dict[str, Any]:
    """The same for an account by its id."""
    browsers = rows.under(Browser, id)
    session.end_all(id)
    return {"ended": len(browsers)}


def account_of(contact: str) -> str:
    """The account that has this e-mail address or number now."""
    kind: Kind = "email" if "@" in contact else "phone"
    try:
        value = accounts.normal(contact) if kind == "email" else phone.normal(contact)
    except Refused as fault:
        raise NotSo("that is no telephone number") from fault
    id = claim.find(kind, value)
    held = None if id is None else accounts.known(id)
    if id is None or held is None or value != (held.email if kind == "email" else held.phone):
        raise NotSo("no account has this contact")
    return id


ORDERS: dict[str, Callable[..., dict[str, Any]]] = {"start-recovery": start, "end-sessions": end_sessions}
