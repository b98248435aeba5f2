"""The doors to one's own factors: password, passkeys, authenticator app, recovery codes. The same for every plan."""

import msgspec

from chalicelib.accounts import device
from chalicelib.accounts.session import SignedIn
from chalicelib.clock import now
from chalicelib.factors import factor, mine, passkey, password, totp, two_step
from chalicelib.factors.mine import Factors
from chalicelib.factors.shapes import (
    Codes,
    NewPasskey,
    NewPassword,
    NewTotp,
    Options,
    PasskeyMade,
    TotpAsked,
)
from chalicelib.notices import alerts
from chalicelib.notices.alerts import Facts
from chalicelib.web import access
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature
from chalicelib.web.shapes import NewName

feature = Feature("factors")
PASSKEY = "/me/passkeys/{passkey}"
DONE = {204: None}


@feature.route("GET", "/me/factors", access=access.SIGNED_IN, returns={200: Factors})
def factors(by: SignedIn, ask: Ask) -> Answer:
    """By what I can sign in"""
    return Answer(mine.factors(by))


@feature.route(
    "PUT",
    "/me/password",
    access=access.CHANGING,
    body=NewPassword,
    returns=DONE,
    refuses=("weak_password",),
    keyed=False,
)
def set_password(by: SignedIn, ask: Ask) -> Answer:
    """Set or change my password; signs out everywhere else"""
    mine.set_password(by, ask.body.password)
    tell(by, ask, "password_changed")
    return Answer(status=204)


@feature.route("DELETE", "/me/password", access=access.CHANGING, returns=DONE, keyed=False)
def remove_password(by: SignedIn, ask: Ask) -> Answer:
    """Do without a password again"""
    password.remove(by.id)
    tell(by, ask, "factor_removed", "password")
    return Answer(status=204)


@feature.route(
    "POST",
    "/me/passkeys/options",
    access=access.CHANGING,
    returns={200: Options},
    refuses=("full",),
    keyed=False,
)
def ask_passkey(by: SignedIn, ask: Ask) -> Answer:
    """Begin a new passkey"""
    return Answer(Options(*mine.ask_passkey(by)))


@feature.route(
    "POST",
    "/me/passkeys",
    access=access.CHANGING,
    body=NewPasskey,
    returns={201: PasskeyMade},
    refuses=("step_over", "passkey_unknown", "exists"),
    keyed=False,
)
def add_passkey(by: SignedIn, ask: Ask) -> Answer:
    """Keep a new passkey"""
    made = msgspec.to_builtins(ask.body.passkey)
    added = mine.add_passkey(by, ask.body.step, ask.body.name, made)
    tell(by, ask, "factor_added", "passkey")
    return Answer(PasskeyMade(added), 201)


@feature.route("PATCH", PASSKEY, access=access.SIGNED_IN, body=NewName, returns=DONE, keyed=False)
def rename_passkey(by: SignedIn, ask: Ask) -> Answer:
    """Rename a passkey"""
    passkey.rename(mine.passkey_of(by, ask.ids["passkey"]), ask.body.name.strip())
    return Answer(status=204)


@feature.route("DELETE", PASSKEY, access=access.CHANGING, returns=DONE, keyed=False)
def remove_passkey(by: SignedIn, ask: Ask) -> Answer:
    """Remove a passkey"""
    mine.remove_passkey(by, ask.ids["passkey"])
    tell(by, ask, "factor_removed", "passkey")
    return Answer(status=204)


@feature.route("POST", "/me/totp", access=access.CHANGING, returns={200: TotpAsked}, keyed=False)
def ask_totp(by: SignedIn, ask: Ask) -> Answer:
    """Begin with an authenticator app: its secret, to be confirmed by a code"""
    step, expires, secret, email = mine.ask_totp(by)
    uri = totp.uri(secret, email)
    return Answer(TotpAsked(step, expires, totp.spelled(secret), uri, totp.picture(uri)))


@feature.route(
    "PUT",
    "/me/totp",
    access=access.CHANGING,
    body=NewTotp,
    returns={200: Codes},
    refuses=("wrong_step", "step_over"),
    keyed=False,
)
def confirm_totp(by: SignedIn, ask: Ask) -> Answer:
    """Confirm the app by its code; from now on sign-in takes two steps"""
    codes = mine.confirm_totp(by, ask.body.step, ask.body.code)
    tell(by, ask, "factor_added", "totp")
    return Answer(Codes(codes))


@feature.route("DELETE", "/me/totp", access=access.CHANGING, returns=DONE, keyed=False)
def remove_totp(by: SignedIn, ask: Ask) -> Answer:
    """Do without the authenticator app again"""
    two_step.remove(by.id, factor.TOTP)
    tell(by, ask, "factor_removed", "totp")
    return Answer(status=204)


@feature.route(
    "POST",
    "/me/recovery-codes",
    access=access.CHANGING,
    returns={201: Codes},
    refuses=("two_step_first",),
    keyed=False,
)
def renew_codes(by: SignedIn, ask: Ask) -> Answer:
    """Ten new recovery codes in place of the old; with passkeys, this turns two-step sign-in on"""
    codes = two_step.turn_on(by.id)
    tell(by, ask, "factor_added", "recovery-codes")
    return Answer(Codes(codes), 201)


@feature.route("DELETE", "/me/two-step", access=access.CHANGING, returns=DONE, keyed=False)
def turn_off(by: SignedIn, ask: Ask) -> Answer:
    """Turn two-step sign-in off: removes the authenticator app and the recovery codes, keeps passkeys"""
    two_step.turn_off(by.id)
    tell(by, ask, "factor_removed", "two-step")
    return Answer(status=204)


def tell(by: SignedIn, ask: Ask, what: alerts.What, detail: str = "") -> None:
    """Every contact of the account hears of it."""
    alerts.tell(by.id, what, Facts(device.of(ask.user_agent, ask.language), now(), detail))
