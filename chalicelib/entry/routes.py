"""The doors through which one enters beside the mailed link, and to proving again that it is oneself."""

from chalicelib.accounts import account, known, session, sign_in
from chalicelib.accounts.session import SignedIn
from chalicelib.entry import entering, proof
from chalicelib.entry.entering import NewSession, SecondStep
from chalicelib.entry.shapes import (
    NewProof,
    PasskeyAsked,
    ProofAsked,
    StepAnswer,
    Ways,
    WithPassword,
    answer_of,
    one_of,
)
from chalicelib.factors import challenge, password
from chalicelib.notices import outbox
from chalicelib.refusals import Refused
from chalicelib.web import access, limits
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("entry")


@feature.route(
    "POST",
    "/sign-in/password",
    access=access.ANYONE,
    body=WithPassword,
    returns={201: NewSession, 202: SecondStep},
    refuses=("wrong_password", "password_paused", "slow_down"),
    keyed=False,
)
def with_password(_: None, ask: Ask) -> Answer:
    """Sign in with e-mail and password; answers alike for every address"""
    limits.count("password", ask)
    at = entering.here(ask.cookies, ask.user_agent, ask.language)
    email = account.normal(ask.body.email)
    browser = known.find(at.known, email)
    name = "password.known" if browser else "password.account"
    wait = limits.within(name, ask, mailbox=email, browser=browser)
    if wait:
        raise Refused("password_paused", retry_after=wait)
    id = account.led_to(email)
    version = password.right(id, ask.body.password)
    # Opened only now, when it can tell nobody anything: an address that was changed signs in no more.
    if not version or id is None or not account.answers_to(id, email):
        raise Refused("wrong_password")
    return entered(entering.after_first(id, at, version))


@feature.route(
    "POST",
    "/sign-in/passkey",
    access=access.ANYONE,
    returns={200: PasskeyAsked},
    refuses=("slow_down",),
    keyed=False,
)
def ask_passkey(_: None, ask: Ask) -> Answer:
    """Begin a sign-in with a passkey"""
    limits.count("passkey", ask)
    step, browser, options = entering.ask_passkey(entering.here(ask.cookies, ask.user_agent, ask.language))
    return Answer(PasskeyAsked(step, options), headers={"Set-Cookie": challenge.cookie(browser)})


@feature.route(
    "POST",
    "/sign-in/steps/{step}",
    access=access.ANYONE,
    body=StepAnswer,
    returns={201: NewSession},
    refuses=("invalid", "wrong_step", "step_over", "passkey_unknown", "wrong_password", "slow_down"),
    keyed=False,
)
def take_step(_: None, ask: Ask) -> Answer:
    """Sign in with a passkey, or prove the second factor after the first"""
    one_of(ask.body, "totp", "recovery", "passkey")
    at = entering.here(ask.cookies, ask.user_agent, ask.language)
    found = entering.opened(ask.ids["step"], at)
    id = found.asked.account
    if id and ask.body.passkey is None:
        browser = entering.known_to(id, at)
        limits.count("step.known" if browser else "step.account", ask, account=id, browser=browser)
    return entered(entering.answer(found, answer_of(ask.body), at))


@feature.route("GET", "/session/proof", access=access.SIGNED_IN, returns={200: Ways})
def ways(by: SignedIn, ask: Ask) -> Answer:
    """How I can prove again that it is me"""
    return Answer(Ways(proof.ways(by)))


@feature.route(
    "POST",
    "/session/proof/mail",
    access=access.SIGNED_IN,
    returns={202: ProofAsked},
    refuses=("wrong_proof", "slow_down"),
    keyed=False,
)
def ask_for_code(by: SignedIn, ask: Ask) -> Answer:
    """Ask for a mailed code that proves it"""
    limits.count("proof.mail", ask, account=by.id)
    proof.must_offer(by, "mail")
    address, asked = proof.ask_by_mail(by, ask.language)
    code = f"{asked.code[:4]}-{asked.code[4:]}"
    outbox.send(address, "proof", ask.language, sign_in.LIFETIME, code=code)
    return Answer(ProofAsked(asked.id, asked.expires_at), 202)


@feature.route(
    "POST", "/session/proof/passkey", access=access.SIGNED_IN, returns={200: PasskeyAsked}, keyed=False
)
def ask_for_passkey(by: SignedIn, ask: Ask) -> Answer:
    """Begin a proof by passkey"""
    return Answer(PasskeyAsked(*proof.ask_passkey(by)))


@feature.route(
    "POST",
    "/session/proof",
    access=access.SIGNED_IN,
    body=NewProof,
    returns={204: None},
    refuses=("wrong_code", "attempt_over", "wrong_proof", "step_over", "passkey_unknown", "slow_down"),
    keyed=False,
)
def prove(by: SignedIn, ask: Ask) -> Answer:
    """Prove that it is me; this browser's session goes on under a new token"""
    given: NewProof = ask.body
    way = one_of(given, "password", "totp", "recovery", "passkey", "code")
    limits.count("proof", ask, browser=by.browser)
    proof.must_offer(by, "mail" if way == "code" else way)  # type: ignore[arg-type]
    if way == "code":
        sign_in.prove(given.attempt or "", given.code or "", by)
    elif way == "passkey":
        proof.by_passkey(by, given.step or "", answer_of(given).passkey or {})
    else:
        proof.by_secret(by, given.password, answer_of(given))
    return Answer(status=204, headers={"Set-Cookie": session.cookie(session.renew(by))})


def entered(how: entering.Entered) -> Answer:
    return Answer(how.body, how.status, {"Set-Cookie": how.cookies})
