"""The desk's own doors: setting up passkeys, signing in and out, one's sessions, one's log."""

import msgspec

from chalicelib.accounts import device
from chalicelib.desk import access, agent, audit, passkeys, session, sign_in
from chalicelib.desk.agent import Agent
from chalicelib.desk.reason import Reader
from chalicelib.desk.shapes import (
    AskedPasskey,
    DeskPasskeyMade,
    Enrolment,
    Invited,
    LogQuery,
    Me,
    MyAgent,
    MyPasskeys,
    MySessions,
    NewDeskPasskey,
    SigningIn,
)
from chalicelib.factors import challenge
from chalicelib.refusals import Refused
from chalicelib.web import limits
from chalicelib.web.access import ANYONE
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature
from chalicelib.web.shapes import NewName

feature = Feature("desk")
DONE = {204: None}
MINE, PROVEN = access.agent(), access.agent(proven=True)
PASSKEY = "/desk/me/passkeys/{passkey}"


@feature.route(
    "POST",
    "/desk/enrolment",
    access=ANYONE,
    body=Invited,
    returns={200: AskedPasskey},
    refuses=("enrolment_over", "slow_down"),
    keyed=False,
)
def ask_enrolment(_: None, ask: Ask) -> Answer:
    """Begin to set up my passkey, over the operator's one-time link"""
    limits.count("desk", ask)
    given: Invited = ask.body
    return asked(sign_in.ask_enrolment(given.agent, given.token, ask.cookies.get(sign_in.COOKIE)))


@feature.route(
    "POST",
    "/desk/enrolment/passkey",
    access=ANYONE,
    body=Enrolment,
    returns={201: Me},
    refuses=("enrolment_over", "step_over", "passkey_unknown", "slow_down"),
    keyed=False,
)
def enrol(_: None, ask: Ask) -> Answer:
    """Keep my passkey and sign in; uses the link up"""
    limits.count("desk", ask)
    given: Enrolment = ask.body
    made = msgspec.to_builtins(given.passkey)
    here = device.of(ask.user_agent, ask.language)
    return entered(sign_in.enrol(given.step, given.token, ask.cookies.get(sign_in.COOKIE), made, here))


@feature.route(
    "POST",
    "/desk/sign-in",
    access=ANYONE,
    returns={200: AskedPasskey},
    refuses=("slow_down",),
    keyed=False,
)
def ask_passkey(_: None, ask: Ask) -> Answer:
    """Begin to sign in with my passkey"""
    limits.count("desk", ask)
    return asked(sign_in.ask(ask.cookies.get(sign_in.COOKIE)))


@feature.route(
    "POST",
    "/desk/sign-in/{step}",
    access=ANYONE,
    body=SigningIn,
    returns={201: Me},
    refuses=("step_over", "passkey_unknown", "slow_down"),
    keyed=False,
)
def take_passkey(_: None, ask: Ask) -> Answer:
    """Sign in"""
    limits.count("desk", ask)
    given = msgspec.to_builtins(ask.body.passkey)
    here = device.of(ask.user_agent, ask.language)
    return entered(sign_in.answer(ask.ids["step"], ask.cookies.get(sign_in.COOKIE), given, here))


@feature.route("DELETE", "/desk/session", access=MINE, returns=DONE, keyed=False)
def sign_out(by: Agent, ask: Ask) -> Answer:
    """Sign out"""
    session.end(by, by.session)
    return Answer(status=204, headers={"Set-Cookie": session.gone()})


@feature.route("GET", "/desk/me", access=MINE, returns={200: MyAgent})
def me(by: Agent, ask: Ask) -> Answer:
    """Who I am at the desk"""
    row = agent.in_office(by.id)
    if row is None:
        raise Refused("signed_out")
    return Answer(MyAgent(by.id, list(by.roles), agent.opened(row).email))


@feature.route("GET", "/desk/me/sessions", access=MINE, returns={200: MySessions})
def my_sessions(by: Agent, ask: Ask) -> Answer:
    """Where I am signed in"""
    return Answer(MySessions(session.listed(by)))


@feature.route("DELETE", "/desk/me/sessions", access=MINE, returns=DONE, keyed=False)
def end_others(by: Agent, ask: Ask) -> Answer:
    """Sign out everywhere else"""
    session.end_others(by)
    return Answer(status=204)


@feature.route("DELETE", "/desk/me/sessions/{session}", access=MINE, returns=DONE, keyed=False)
def end_session(by: Agent, ask: Ask) -> Answer:
    """End one of my sessions"""
    session.end(by, ask.ids["session"])
    return Answer(status=204)


@feature.route("GET", "/desk/me/passkeys", access=MINE, returns={200: MyPasskeys})
def my_passkeys(by: Agent, ask: Ask) -> Answer:
    """My passkeys"""
    return Answer(MyPasskeys(passkeys.listed(by), passkeys.MOST))


@feature.route("POST", "/desk/me/proof", access=MINE, returns={200: AskedPasskey}, keyed=False)
def ask_proof(by: Agent, ask: Ask) -> Answer:
    """Begin to prove again that it is me"""
    return asked(passkeys.ask_proof(by, ask.cookies.get(sign_in.COOKIE)))


@feature.route(
    "POST",
    "/desk/me/proof/{step}",
    access=MINE,
    body=SigningIn,
    returns=DONE,
    refuses=("step_over", "passkey_unknown"),
    keyed=False,
)
def prove(by: Agent, ask: Ask) -> Answer:
    """Prove that it is me, by one of my passkeys; this session goes on under a new token"""
    given = msgspec.to_builtins(ask.body.passkey)
    value = passkeys.prove(by, ask.ids["step"], ask.cookies.get(sign_in.COOKIE), given)
    return Answer(status=204, headers={"Set-Cookie": session.cookie(value)})


@feature.route(
    "POST",
    "/desk/me/passkeys/options",
    access=PROVEN,
    returns={200: AskedPasskey},
    refuses=("full",),
    keyed=False,
)
def ask_another(by: Agent, ask: Ask) -> Answer:
    """Begin another passkey"""
    return asked(passkeys.ask(by, ask.cookies.get(sign_in.COOKIE)))


@feature.route(
    "POST",
    "/desk/me/passkeys",
    access=PROVEN,
    body=NewDeskPasskey,
    returns={201: DeskPasskeyMade},
    refuses=("step_over", "passkey_unknown", "exists", "full"),
    keyed=False,
)
def add_another(by: Agent, ask: Ask) -> Answer:
    """Keep another passkey"""
    new: NewDeskPasskey = ask.body
    made = msgspec.to_builtins(new.passkey)
    return Answer(
        DeskPasskeyMade(passkeys.add(by, new.step, ask.cookies.get(sign_in.COOKIE), new.name, made)), 201
    )


@feature.route(
    "PATCH", PASSKEY, access=MINE, body=NewName, returns=DONE, refuses=("not_found", "full"), keyed=False
)
def rename_passkey(by: Agent, ask: Ask) -> Answer:
    """Rename a passkey of mine"""
    passkeys.rename(by, ask.ids["passkey"], ask.body.name)
    return Answer(status=204)


@feature.route(
    "DELETE", PASSKEY, access=PROVEN, returns=DONE, refuses=("not_found", "last_passkey"), keyed=False
)
def remove_passkey(by: Agent, ask: Ask) -> Answer:
    """Remove a passkey of mine, unless it is the last; ends my other sessions"""
    passkeys.remove(by, ask.ids["passkey"])
    return Answer(status=204)


@feature.route("GET", "/desk/me/log", access=MINE, query=LogQuery, returns={200: audit.DeskPage})
def my_log(by: Agent, ask: Ask) -> Answer:
    """What I did, the newest first"""
    return Answer(audit.of("agent", by.id, Reader(at_desk=True), ask.query.before))


def asked(one: sign_in.Asked) -> Answer:
    cookie = challenge.cookie(one.browser, sign_in.COOKIE)
    return Answer(AskedPasskey(one.step, one.options), headers={"Set-Cookie": cookie})


def entered(how: sign_in.Entered) -> Answer:
    cookies = [session.cookie(how.cookie), challenge.gone(sign_in.COOKIE)]
    return Answer(Me(how.agent.id, how.agent.roles.split()), 201, {"Set-Cookie": cookies})
