"""The doors to the factors of an account, and to proving with them."""

import msgspec

from chalicelib.accounts import session, sign_in
from chalicelib.accounts.session import SignedIn
from chalicelib.factors import proof
from chalicelib.factors.shapes import NewProof
from chalicelib.notices import mail
from chalicelib.web import access, limits
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("factors")


class Ways(msgspec.Struct):
    """How I can prove that it is me, the best way first."""

    ways: list[proof.Way]


class Asked(msgspec.Struct):
    """`attempt` names the proof under way; `expires_at` in milliseconds."""

    attempt: str
    expires_at: int


@feature.route("GET", "/session/proof", access=access.SIGNED_IN, returns={200: Ways})
def ways(by: SignedIn, ask: Ask) -> Answer:
    """How I can prove again that it is me"""
    return Answer(Ways(proof.ways(by)))


@feature.route(
    "POST",
    "/session/proof/mail",
    access=access.SIGNED_IN,
    returns={202: Asked},
    refuses=("slow_down",),
    keyed=False,
)
def ask_for_code(by: SignedIn, ask: Ask) -> Answer:
    """Ask for a mailed code that proves it"""
    limits.count("proof.mail", by.id)
    address, asked = proof.ask_by_mail(by, ask.language)
    mail.send(address, "proof", ask.language, code=f"{asked.code[:4]}-{asked.code[4:]}")
    return Answer(Asked(asked.id, asked.expires_at), 202)


@feature.route(
    "POST",
    "/session/proof",
    access=access.SIGNED_IN,
    body=NewProof,
    returns={204: None},
    refuses=("wrong_code", "attempt_over", "slow_down"),
    keyed=False,
)
def prove(by: SignedIn, ask: Ask) -> Answer:
    """Prove that it is me; this browser's session goes on under a new token"""
    limits.count("proof.try", by.browser)
    sign_in.prove(ask.body.attempt, ask.body.code, by)
    return Answer(status=204, headers={"Set-Cookie": session.cookie(session.renew(by))})
