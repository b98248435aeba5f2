"""The doors to the e-mail address and phone number of an account."""

from chalicelib import settings
from chalicelib.accounts import account, device, protection, sign_in
from chalicelib.accounts.account import Personal
from chalicelib.accounts.session import SignedIn
from chalicelib.contacts import contact, phone, verification
from chalicelib.contacts.shapes import ByCode, ByLinkOrCode, Change, Contacts, NewEmail, NewPhone, Sent
from chalicelib.notices import outbox, sms
from chalicelib.refusals import Refused
from chalicelib.web import access, limits
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("contacts")
SPENDS = ("attempt_over", "other_browser", "wrong_code", "contact_taken", "contact_busy", "too_many_changes")


@feature.route("GET", "/me/contacts", access=access.SIGNED_IN, returns={200: Contacts})
def show(by: SignedIn, ask: Ask) -> Answer:
    """How I can be reached, and which changes of it can still be undone"""
    return Answer(shown(by, contact.tidy(by.id, account.personal(by.id))))


@feature.route(
    "POST",
    "/me/email/verifications",
    access=access.CHANGING,
    body=NewEmail,
    returns={202: Sent},
    refuses=("slow_down",),
    keyed=False,
)
def ask_by_mail(by: SignedIn, ask: Ask) -> Answer:
    """Ask for a link and a code at a new address; answers alike for every address"""
    address = account.normal(ask.body.email)
    limits.count("contact.email", ask, account=by.id, mailbox=address)
    asked = verification.ask(by, "email", address)
    link = f"{settings.current().site}/verify-email#{asked.id}.{asked.token}"
    code = f"{asked.code[:4]}-{asked.code[4:]}"
    outbox.send(address, "verify_email", ask.language, sign_in.LIFETIME, link=link, code=code)
    return Answer(Sent(asked.id, address, asked.expires_at), 202)


@feature.route(
    "PUT",
    "/me/email",
    access=access.CHANGING,
    body=ByLinkOrCode,
    returns={200: Contacts},
    refuses=SPENDS,
    keyed=False,
)
def change_email(by: SignedIn, ask: Ask) -> Answer:
    """Change to the address that was verified; signs out everywhere else"""
    given: ByLinkOrCode = ask.body
    if (given.token is None) == (given.code is None):
        raise Refused("invalid", field="token", reason="one_proof")
    address = verification.finish(by, given.verification, "email", given.token, given.code)
    here = device.of(ask.user_agent, ask.language)
    return Answer(shown(by, contact.change(by, "email", address, here)))


@feature.route(
    "POST",
    "/me/phone/verifications",
    access=access.CHANGING,
    body=NewPhone,
    returns={202: Sent},
    refuses=("wrong_number", "landline", "service_number", "slow_down"),
    keyed=False,
)
def ask_by_sms(by: SignedIn, ask: Ask) -> Answer:
    """Ask for a code by text message; answers alike for every number"""
    number = phone.normal(ask.body.phone)
    limits.count("contact.phone", ask, account=by.id, mailbox=number)
    asked = verification.ask(by, "phone", number)
    site = settings.current().site.partition("://")[2]
    sms.send(number, "sms_code", ask.language, code=asked.code, site=site)
    return Answer(Sent(asked.id, phone.shown(number), asked.expires_at), 202)


@feature.route(
    "PUT",
    "/me/phone",
    access=access.CHANGING,
    body=ByCode,
    returns={200: Contacts},
    refuses=SPENDS,
    keyed=False,
)
def change_phone(by: SignedIn, ask: Ask) -> Answer:
    """Keep the number that was verified"""
    number = verification.finish(by, ask.body.verification, "phone", None, ask.body.code)
    here = device.of(ask.user_agent, ask.language)
    return Answer(shown(by, contact.change(by, "phone", number, here)))


@feature.route("DELETE", "/me/phone", access=access.CHANGING, returns={204: None}, keyed=False)
def remove_phone(by: SignedIn, ask: Ask) -> Answer:
    """Keep no number any more"""
    contact.remove_phone(by, device.of(ask.user_agent, ask.language))
    return Answer(status=204)


def shown(by: SignedIn, held: Personal) -> Contacts:
    return Contacts(
        email=held.email,
        phone=held.phone,
        phone_shown=phone.shown(held.phone) if held.phone else None,
        phone_verified_at=held.phone_verified_at,
        changes=[Change(one.kind, one.at, one.at + account.UNDO) for one in contact.undoable(held)],
        protected_until=protection.stands_still(by),
    )
