"""A lost device: who reads the account's mail, but cannot take the second step, takes it away after the wait.

Every step of it stands behind a sign-in by mail that waits for its second step, so nobody learns anything who does not
read the mailbox. At the end the account is left with its mailbox alone: a factor that was lost may be in anyone's
hands, and a password that the second step made up for is not trusted alone.
"""

from typing import Literal

import msgspec

from chalicelib.accounts import account as accounts
from chalicelib.accounts import session
from chalicelib.accounts.device import Device
from chalicelib.clock import now
from chalicelib.factors import challenge, factor
from chalicelib.notices import alerts
from chalicelib.notices.alerts import Facts
from chalicelib.recovery import codes, recovery
from chalicelib.recovery.codes import Asked
from chalicelib.recovery.recovery import Held, Living
from chalicelib.refusals import Refused

PURPOSE: Literal["recovery-phone"] = "recovery-phone"


class Recovery(msgspec.Struct):
    """How it stands with a recovery: `due_at` is when it can be finished, in milliseconds; `phone` the end of the
    account's number, "" when it has none or nobody may know; `by_phone`: the number was proved, and will be again."""

    state: Literal["none", "waiting", "ready"]
    due_at: int
    phone: str
    by_phone: bool


def view(account: str) -> Recovery:
    """For who has proved the mailbox."""
    return seen(recovery.find(account, "device"), accounts.personal(account).phone)


def seen(found: Living | None, phone: str | None) -> Recovery:
    end = phone[-2:] if phone else ""
    if found is None:
        return Recovery("none", 0, end, False)
    state: Literal["waiting", "ready"] = "ready" if now() >= found.due_at else "waiting"
    return Recovery(state, found.due_at, end, found.held.phone is not None)


def start(account: str, device: Device) -> Recovery:
    """Begin it, or find it begun."""
    person = accounts.personal(account)
    found = recovery.find(account, "device")
    if found is None:
        going = Held("device", person.email, None, None, device, now())
        found = recovery.begin(account, going)
    return seen(found, person.phone)


def ask_phone(account: str, browser: str) -> tuple[str, Asked]:
    """Begin a proof of the account's number: (the number, what goes into the message). Refused: recovery_over."""
    number = accounts.personal(account).phone
    if number is None or recovery.find(account, "device") is None:
        raise Refused("recovery_over")
    return number, codes.by_sms(browser, PURPOSE, account, number)


def proved(account: str, browser: str, check: str, code: str) -> str:
    """The number that was proved. Refused: wrong_step, step_over."""
    return codes.prove(challenge.open(check, browser, PURPOSE, account=account), code)


def shorten(account: str, number: str) -> Recovery:
    """The number was proved as well. Refused: recovery_over."""
    found = recovery.find(account, "device")
    if found is None or number != accounts.personal(account).phone:
        raise Refused("recovery_over")
    if found.held.phone is None and found.row.state == recovery.WAITING:
        found = recovery.shorten(found, number)
    return seen(found, number)


def finish(account: str, number: str | None, device: Device) -> None:
    """Remove every factor and end every session. Refused: recovery_over, recovery_early, recovery_phone."""
    held = recovery.decide(recovery.find(account, "device"), number)
    for id in factor.all_of(account):
        factor.remove(account, id)
    session.end_all(account)
    recovery.close(account)
    alerts.tell(account, "recovery_finished", Facts(device, held.began_at))
