"""The doors for who lost a device or a mailbox. None needs a session: each step stands behind a proof of a contact."""

from chalicelib import settings
from chalicelib.accounts import account, device, sign_in
from chalicelib.contacts import phone
from chalicelib.entry import entering
from chalicelib.entry.entering import NewSession
from chalicelib.factors import challenge
from chalicelib.factors.challenge import Open
from chalicelib.notices import outbox, sms
from chalicelib.recovery import device_lost, mailbox_lost, recovery
from chalicelib.recovery.device_lost import Recovery
from chalicelib.recovery.shapes import (
    Asked,
    ByCode,
    Checking,
    Finish,
    LostMailbox,
    NewAddress,
    OnlyCode,
    Proved,
    Replaced,
)
from chalicelib.refusals import Refused
from chalicelib.web import access, limits
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("recovery")
STEP, LOST = "/sign-in/steps/{step}/recovery", "/recoveries/{step}"
OVER = ("step_over", "recovery_over", "recovery_by_mail")


@feature.route(
    "POST",
    STEP,
    access=access.ANYONE,
    returns={202: Recovery},
    refuses=("step_over", "recovery_by_mail", "slow_down"),
    keyed=False,
)
def start(_: None, ask: Ask) -> Answer:
    """I cannot take the second step: begin to wait, and tell all contacts"""
    id = mailed(ask).asked.account
    if device_lost.view(id).state == "none":
        limits.count("recovery.device", ask, account=id)
    return Answer(device_lost.start(id, device.of(ask.user_agent, ask.language)), 202)


@feature.route(
    "POST",
    STEP + "/checks",
    access=access.ANYONE,
    returns={202: Checking},
    refuses=("slow_down", *OVER),
    keyed=False,
)
def ask_phone(_: None, ask: Ask) -> Answer:
    """Ask for a code to the account's number"""
    id = mailed(ask).asked.account
    limits.count("recovery.phone", ask, account=id)
    number, asked = device_lost.ask_phone(id, browser_of(ask))
    text(number, ask.language, asked.code)
    return Answer(Checking(asked.id, asked.expires_at), 202)


@feature.route(
    "PUT",
    STEP + "/phone",
    access=access.ANYONE,
    body=ByCode,
    returns={200: Recovery},
    refuses=("wrong_step", "contact_busy", *OVER),
    keyed=False,
)
def prove_phone(_: None, ask: Ask) -> Answer:
    """Prove the account's number as well: the wait is shorter"""
    id = mailed(ask).asked.account
    number = device_lost.proved(id, browser_of(ask), ask.body.check, ask.body.code)
    return Answer(device_lost.shorten(id, number))


@feature.route(
    "POST",
    STEP + "/session",
    access=access.ANYONE,
    body=Finish,
    returns={201: NewSession},
    refuses=("wrong_step", "recovery_early", "recovery_phone", *OVER),
    keyed=False,
)
def finish(_: None, ask: Ask) -> Answer:
    """The wait is over: remove the factors that were lost, end all sessions, and sign in"""
    found, given = mailed(ask), ask.body
    id, at = found.asked.account, entering.here(ask.cookies, ask.user_agent, ask.language)
    recovery.due(recovery.find(id, "device"))
    number = None
    if given.check is not None:
        number = device_lost.proved(id, browser_of(ask), given.check, given.code or "")
    device_lost.finish(id, number, at.device)
    challenge.spend(found)
    how = entering.finish(id, at, 0, by_mail=True)
    return Answer(how.body, how.status, {"Set-Cookie": how.cookies})


@feature.route(
    "POST",
    "/recoveries",
    access=access.ANYONE,
    body=LostMailbox,
    returns={202: Asked},
    refuses=("wrong_number", "landline", "service_number", "slow_down"),
    keyed=False,
)
def ask_number(_: None, ask: Ask) -> Answer:
    """I do not reach my mailbox any more: ask for a code by text message; answers alike for every number"""
    number = phone.normal(ask.body.phone)
    limits.count("recovery.number", ask, mailbox=number)
    browser = challenge.browser_of(ask.cookies.get(challenge.COOKIE))
    asked = mailbox_lost.ask_number(browser, number)
    text(number, ask.language, asked.code)
    return Answer(Asked(asked.id, asked.expires_at), 202, {"Set-Cookie": challenge.cookie(browser)})


@feature.route(
    "POST",
    LOST + "/account",
    access=access.ANYONE,
    body=OnlyCode,
    returns={200: Proved},
    refuses=("wrong_step", "step_over", "recovery_unknown"),
    keyed=False,
)
def prove_number(_: None, ask: Ask) -> Answer:
    """Prove the number; how it stands with its account"""
    known = mailbox_lost.prove_number(browser_of(ask), ask.ids["step"], ask.body.code)
    return Answer(Proved(*known))


@feature.route(
    "POST",
    LOST + "/address",
    access=access.ANYONE,
    body=NewAddress,
    returns={202: Checking},
    refuses=("step_over", "slow_down"),
    keyed=False,
)
def ask_address(_: None, ask: Ask) -> Answer:
    """Ask for a code at the new address; answers alike for every address"""
    found, address = mailbox_lost.known(ask.ids["step"], browser_of(ask)), account.normal(ask.body.email)
    limits.count("recovery.address", ask, account=found.asked.account, mailbox=address)
    asked = mailbox_lost.ask_address(found, browser_of(ask), address)
    code = f"{asked.code[:4]}-{asked.code[4:]}"
    outbox.send(address, "recovery_address", ask.language, challenge.LIFETIME, code=code)
    return Answer(Checking(asked.id, asked.expires_at), 202)


@feature.route(
    "PUT",
    LOST + "/address",
    access=access.ANYONE,
    body=ByCode,
    returns={202: Recovery},
    refuses=("wrong_step", "step_over", "contact_taken", "recovery_by_mail", "recovery_other", "slow_down"),
    keyed=False,
)
def begin(_: None, ask: Ask) -> Answer:
    """Prove the new address: begin to wait, and tell all contacts"""
    browser = browser_of(ask)
    found = mailbox_lost.known(ask.ids["step"], browser)
    address = mailbox_lost.prove_address(found, browser, ask.body.check, ask.body.code)
    limits.count("recovery.mailbox", ask, account=found.asked.account)
    return Answer(mailbox_lost.begin(found, address, device.of(ask.user_agent, ask.language)), 202)


@feature.route(
    "POST",
    LOST + "/completion",
    access=access.ANYONE,
    returns={200: Replaced},
    refuses=("step_over", "recovery_over", "recovery_early", "contact_taken", "contact_busy", "protected"),
    keyed=False,
)
def complete(_: None, ask: Ask) -> Answer:
    """The wait is over: put the new address in the old one's place, end all sessions, and mail a way in"""
    found = mailbox_lost.known(ask.ids["step"], browser_of(ask))
    email, language = mailbox_lost.finish(found, device.of(ask.user_agent, ask.language))
    asked = sign_in.ask(email, language)
    link = f"{settings.current().site}/sign-in/link#{asked.id}.{asked.token}"
    code = f"{asked.code[:4]}-{asked.code[4:]}"
    outbox.send(email, "sign_in", language, sign_in.LIFETIME, link=link, code=code)
    done = Replaced(asked.id, asked.expires_at, email)
    return Answer(done, 200, {"Set-Cookie": [sign_in.cookie(asked.browser), challenge.gone()]})


def mailed(ask: Ask) -> Open:
    """The second step under way in this browser, after a mail; Refused: step_over, recovery_by_mail."""
    found = challenge.open(ask.ids["step"], browser_of(ask), "second")
    if found.asked.version:
        raise Refused("recovery_by_mail")
    return found


def browser_of(ask: Ask) -> str:
    return ask.cookies.get(challenge.COOKIE, "")


def text(number: str, language: str, code: str) -> None:
    site = settings.current().site.partition("://")[2]
    sms.send(number, "sms_code", language, code=code, site=site)
