"""The doors to signing in and out, and to what is held about oneself.

Signing in and out goes on while the deployment is read-only: to read, people must be able to come in."""

from typing import Annotated, Literal

import msgspec

from chalicelib import settings
from chalicelib.accounts import account, known, session, sign_in
from chalicelib.accounts.account import AcceptedTerms
from chalicelib.accounts.session import Listed, SignedIn
from chalicelib.consent import standing
from chalicelib.consent.standing import Standing
from chalicelib.entry import entering
from chalicelib.entry.entering import NewSession, SecondStep
from chalicelib.notices import outbox
from chalicelib.refusals import Refused
from chalicelib.web import access, limits
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature
from chalicelib.web.shapes import Email

feature = Feature("accounts")


class NewAttempt(msgspec.Struct, forbid_unknown_fields=True):
    email: Email
    language: Literal["vi", "en"] = "vi"


class Attempted(msgspec.Struct):
    """`attempt` names the sign-in under way; `expires_at` in milliseconds."""

    attempt: str
    expires_at: int


class Proof(msgspec.Struct, forbid_unknown_fields=True):
    """Either the link's `token` or the typed `code`; `terms` on the first sign-in."""

    token: Annotated[str, msgspec.Meta(max_length=100)] | None = None
    code: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    terms: AcceptedTerms | None = None


class Sessions(msgspec.Struct):
    sessions: list[Listed]


class Me(msgspec.Struct):
    id: str
    email: str
    terms: Standing


@feature.route(
    "POST",
    "/sign-in",
    access=access.ANYONE,
    body=NewAttempt,
    returns={202: Attempted},
    refuses=("slow_down",),
    keyed=False,
    always=True,
)
def ask_for_mail(_: None, ask: Ask) -> Answer:
    """Ask for a sign-in mail; answers alike for every address"""
    email = account.normal(ask.body.email)
    browser = known.find(ask.cookies.get(known.COOKIE, ""), email)
    # A known browser has its own allowance first, then what everybody has.
    if not browser or limits.within("sign-in.known", ask, browser=browser):
        limits.count("sign-in", ask)
    asked = sign_in.ask(email, ask.body.language)
    held_back = not browser or limits.within("sign-in.mail.known", ask, mailbox=email, browser=browser)
    # Past the limit the answer stays the same and no mail goes out: nobody's inbox can be flooded.
    if not (held_back and limits.within("sign-in.mail", ask, mailbox=email)):
        link = f"{settings.current().site}/sign-in/link#{asked.id}.{asked.token}"
        code = f"{asked.code[:4]}-{asked.code[4:]}"
        outbox.send(email, "sign_in", ask.body.language, sign_in.LIFETIME, link=link, code=code)
    body = {"attempt": asked.id, "expires_at": asked.expires_at}
    return Answer(body, 202, {"Set-Cookie": sign_in.cookie(asked.browser)})


@feature.route(
    "POST",
    "/sign-in/{attempt}/session",
    access=access.ANYONE,
    body=Proof,
    returns={201: NewSession, 202: SecondStep},
    refuses=("other_browser", "wrong_code", "attempt_over", "terms_required", "address_changed", "slow_down"),
    keyed=False,
    always=True,
)
def finish(_: None, ask: Ask) -> Answer:
    """Sign in with the link's token (same browser) or the typed code"""
    proof: Proof = ask.body
    if (proof.token is None) == (proof.code is None):
        raise Refused("invalid", field="token", reason="one_proof")
    browser = ask.cookies.get(sign_in.COOKIE, "")
    attempt = sign_in.find(ask.ids["attempt"])
    if not sign_in.asked_in(attempt, browser):
        # Where it was asked for, the attempt's own tries are the limit: neighbours cannot use them up.
        limits.count("sign-in.try", ask)
    id = sign_in.finish(attempt, proof.token, proof.code, browser, proof.terms)
    how = entering.after_first(id, entering.here(ask.cookies, ask.user_agent, ask.language))
    return Answer(how.body, how.status, {"Set-Cookie": how.cookies})


@feature.route("DELETE", "/session", access=access.CLOSING, returns={204: None}, keyed=False, always=True)
def sign_out(by: SignedIn, ask: Ask) -> Answer:
    """Sign out of this browser"""
    session.end(by)
    return Answer(status=204, headers={"Set-Cookie": session.gone()})


@feature.route("GET", "/me", access=access.SIGNED_IN, returns={200: Me})
def me(by: SignedIn, ask: Ask) -> Answer:
    """What is held about me"""
    held = account.personal(by.id)
    return Answer({"id": by.id, "email": held.email, "terms": standing.of(by.id)})


@feature.route("GET", "/me/sessions", access=access.SIGNED_IN, returns={200: Sessions})
def sessions(by: SignedIn, ask: Ask) -> Answer:
    """Where I am signed in"""
    return Answer(Sessions(session.browsers(by)))


@feature.route("DELETE", "/me/sessions", access=access.PROVEN, returns={204: None}, keyed=False)
def end_other_sessions(by: SignedIn, ask: Ask) -> Answer:
    """Sign out everywhere else"""
    session.end_others(by)
    return Answer(status=204)


@feature.route("DELETE", "/me/sessions/{browser}", access=access.PROVEN, returns={204: None}, keyed=False)
def end_session(by: SignedIn, ask: Ask) -> Answer:
    """Sign one browser out"""
    session.end_one(by, ask.ids["browser"])
    here = {"Set-Cookie": session.gone()} if ask.ids["browser"] == by.browser else {}
    return Answer(status=204, headers=here)
