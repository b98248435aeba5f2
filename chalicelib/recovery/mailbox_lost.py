"""A lost mailbox: who has nothing left but the account's number proves it, and a new address, and waits.

Asking for a code does the same for every number, whoever has it; whether an account has it is told to who proved that
it is theirs. The number signs nobody in: at the end the new address takes the old one's place, and the sign-in mail
goes there. A second step stays as it is.
"""

from typing import Literal, NamedTuple

from chalicelib.accounts import account as accounts
from chalicelib.accounts import claim, protection, session
from chalicelib.accounts.device import Device
from chalicelib.clock import now
from chalicelib.contacts import contact
from chalicelib.factors import challenge
from chalicelib.factors.challenge import Open
from chalicelib.recovery import codes, recovery
from chalicelib.recovery.codes import Asked
from chalicelib.recovery.device_lost import Recovery, seen
from chalicelib.recovery.recovery import Held
from chalicelib.refusals import Refused

NUMBER: Literal["recovery-number"] = "recovery-number"
KNOWN: Literal["recovery-known"] = "recovery-known"
ADDRESS: Literal["recovery-address"] = "recovery-address"


class Known(NamedTuple):
    """Who proved an account's number: the step that goes on from there, and how it stands."""

    step: str
    expires_at: int
    recovery: Recovery


def ask_number(browser: str, number: str) -> Asked:
    """Begin a proof of a number in E.164."""
    return codes.by_sms(browser, NUMBER, "", number)


def prove_number(browser: str, step: str, code: str) -> Known:
    """Refused: wrong_step, step_over; recovery_unknown when no account has the number."""
    number = codes.prove(challenge.open(step, browser, NUMBER), code)
    account = claim.find("phone", number)
    person = None if account is None else accounts.known(account)
    if account is None or person is None or person.phone != number:
        raise Refused("recovery_unknown")
    id, expires = challenge.ask(browser, KNOWN, account, number.encode())
    return Known(id, expires, seen(recovery.find(account, "mailbox"), number))


def known(step: str, browser: str) -> Open:
    """The step of who proved an account's number, while the account has it."""
    found = challenge.open(step, browser, KNOWN)
    person = accounts.known(found.asked.account)
    if person is None or person.phone != found.asked.secret.decode():
        raise Refused("step_over")
    return found


def ask_address(found: Open, browser: str, address: str) -> Asked:
    """Begin a proof of the new address."""
    return codes.by_mail(browser, ADDRESS, found.asked.account, address)


def prove_address(found: Open, browser: str, check: str, code: str) -> str:
    """The new address. Refused: wrong_step, step_over."""
    return codes.prove(challenge.open(check, browser, ADDRESS, account=found.asked.account), code)


def begin(found: Open, address: str, device: Device) -> Recovery:
    """The new address was proved: the wait begins.

    Refused: contact_taken (another account has the address), recovery_by_mail (it is the account's own),
    recovery_other (a recovery of a lost device is under way).
    """
    account, number = found.asked.account, found.asked.secret.decode()
    person = accounts.personal(account)
    if address == person.email:
        raise Refused("recovery_by_mail")
    holder = claim.find("email", address)
    if holder not in (None, account) and accounts.namer("email", address)(str(holder)):
        raise Refused("contact_taken")
    if recovery.find(account, "device") is not None:
        raise Refused("recovery_other")
    challenge.spend(found)
    going = Held("mailbox", person.email, number, address, device, now())
    return seen(recovery.begin(account, going), number)


def finish(found: Open, device: Device) -> tuple[str, str]:
    """Put the new address in the place of the old one, and end every session: (the address, the person's language).

    Refused: recovery_over, recovery_early, contact_taken, protected.
    """
    account = found.asked.account
    held = recovery.decide(recovery.find(account, "mailbox"), found.asked.secret.decode())
    challenge.spend(found)
    address = held.new_email or held.email
    try:
        person = contact.replace(account, "email", address, device, lambda: must_not_stand_still(account))
    finally:
        recovery.close(account)
    session.end_all(account)
    return address, person.language


def must_not_stand_still(account: str) -> None:
    """Refused("protected") while contacts stand still because somebody said "this was not me"."""
    if protection.lasts(account):
        raise Refused("protected", until=now() + protection.LASTS)
