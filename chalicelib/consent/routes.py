"""The doors to the terms of use, to one's consents with their receipts, and to a guardian's consent."""

from typing import Any

from chalicelib.accounts import account, session
from chalicelib.accounts.session import SignedIn
from chalicelib.consent import difference, guardianship, ledger, receipt, standing, wording
from chalicelib.consent.receipt import Signed
from chalicelib.consent.shapes import (
    Changes,
    Consents,
    ConsentView,
    Guarded,
    GuardianAnswer,
    GuardianToken,
    NewAnswer,
    NewGuardian,
    PublishedKeys,
    Since,
    Terms,
    Versions,
    VersionView,
    Waiting,
    Which,
)
from chalicelib.notices import outbox
from chalicelib.refusals import Refused
from chalicelib.web import access, limits
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("consent")
# Asked for by everybody who checks a receipt; a new key is published long before it is lost from a cache.
PUBLISHED = {"Cache-Control": "public, max-age=300"}


def told(one: wording.Wording) -> Terms:
    return Terms(one.version, one.hash, one.in_force_at, one.answer_by, one.vi, one.en)


def version_of(name: str) -> wording.Wording:
    found = wording.find("terms", name)
    if found is None:
        raise Refused("not_found")
    return found


@feature.route(
    "GET", "/terms", access=access.ANYONE, query=Which, returns={200: Terms}, refuses=("not_found",)
)
def terms(_: None, ask: Ask) -> Answer:
    """The terms of use in force, or the version asked for"""
    chosen = ask.query.version
    return Answer(told(wording.current("terms") if chosen is None else version_of(chosen)))


@feature.route("GET", "/terms/versions", access=access.ANYONE, returns={200: Versions})
def versions(_: None, ask: Ask) -> Answer:
    """Every version of the terms of use"""
    rows = [
        VersionView(one.version, one.hash, one.in_force_at, one.answer_by)
        for one in reversed(wording.versions("terms"))
    ]
    return Answer(Versions(wording.current("terms").version, rows))


@feature.route(
    "GET", "/terms/changes", access=access.ANYONE, query=Since, returns={200: Changes}, refuses=("not_found",)
)
def changes(_: None, ask: Ask) -> Answer:
    """What changed in a version (the one in force) since an earlier one"""
    asked: Since = ask.query
    old = version_of(asked.since)
    new = wording.current("terms") if asked.version is None else version_of(asked.version)
    vi, en = difference.between(old.vi, new.vi), difference.between(old.en, new.en)
    return Answer(Changes(old.version, new.version, vi, en))


@feature.route("GET", "/guardian-terms", access=access.ANYONE, returns={200: Terms})
def for_guardians(_: None, ask: Ask) -> Answer:
    """What an invited person under 16 and their guardian agree to"""
    return Answer(told(wording.current("guardian")))


@feature.route("GET", "/consents", access=access.SIGNED_IN, returns={200: Consents})
def mine(by: SignedIn, ask: Ask) -> Answer:
    """What I agreed to, declined and took back"""
    kept = ledger.read(by.id)
    broken = ledger.broken_at(kept)
    body = Consents(standing.judged(standing.acts_of(by.id, kept)), [shown(one) for one in kept])
    if broken is not None:
        body.broken_at = broken
    return Answer(body)


def shown(kept: ledger.Kept) -> ConsentView:
    entry, act = kept.entry, kept.entry.act
    return ConsentView(
        entry.number, kept.hash, entry.previous, act.kind, act.action, act.by, act.about,
        act.version, act.hash, act.at, entry.recorded_at,
    )  # fmt: skip


@feature.route(
    "POST",
    "/consents",
    access=access.SIGNED_IN,
    body=NewAnswer,
    returns={201: Signed},
    refuses=("wording_changed",),
)
def decide(by: SignedIn, ask: Ask) -> Answer:
    """Accept, decline or take back my consent to the terms; gives the signed receipt

    Taking it back signs out everywhere. Everything can still be read and exported after signing in again.
    """
    asked: NewAnswer = ask.body
    kept = standing.answer(by.id, ask.op, asked.action, asked.version, asked.hash)
    headers: dict[str, Any] = {}
    if asked.action == "withdrawn":
        session.end_all(by.id)
        headers = {"Set-Cookie": session.gone()}
    return Answer(receipt.of(kept), 201, headers)


@feature.route("GET", "/consents/{number}/receipt", access=access.SIGNED_IN, returns={200: Signed})
def signed(by: SignedIn, ask: Ask) -> Answer:
    """The signed receipt of one of my consents"""
    kept = next((one for one in ledger.read(by.id) if str(one.entry.number) == ask.ids["number"]), None)
    if kept is None:
        raise Refused("not_found")
    return Answer(receipt.of(kept))


@feature.route("GET", "/.well-known/receipt-keys.json", access=access.ANYONE, returns={200: PublishedKeys})
def published(_: None, ask: Ask) -> Answer:
    """The key that receipts are verified with"""
    return Answer(receipt.keys(), headers=PUBLISHED)


@feature.route(
    "POST",
    "/guardianships",
    access=access.AGREED,
    body=NewGuardian,
    returns={202: Waiting},
    refuses=(
        "invitation_over", "other_address", "already_member", "guardian_same", "wording_changed", "slow_down",
    ),
)  # fmt: skip
def ask_guardian(by: SignedIn, ask: Ask) -> Answer:
    """Join as a person under 16: consent myself, and have my guardian asked"""
    new: NewGuardian = ask.body
    address = account.normal(new.email)
    limits.count("guardian.mail", ask, account=by.id, mailbox=address)
    link = guardianship.ask(by.id, ask.op, new.token, new.name, new.email, new.version, new.hash)
    if link:
        outbox.send(address, "guardian", ask.language, guardianship.LIFETIME * 1000, link=link)
    return Answer({"waiting_for": "guardian"}, 202)


@feature.route(
    "POST",
    "/guardianships/preview",
    access=access.ANYONE,
    body=GuardianToken,
    returns={200: Guarded},
    refuses=("guardian_over", "invitation_over", "slow_down"),
    keyed=False,
)
def preview(_: None, ask: Ask) -> Answer:
    """What a guardian is asked"""
    limits.count("guardian", ask)
    return Answer(guarded(guardianship.find(ask.body.token)))


@feature.route(
    "POST",
    "/guardianships/answer",
    access=access.ANYONE,
    body=GuardianAnswer,
    returns={200: Guarded},
    refuses=("guardian_over", "invitation_over", "wording_changed", "slow_down"),
    keyed=False,
)
def answer(_: None, ask: Ask) -> Answer:
    """Consent as a guardian, decline, or take the consent back; gives the signed receipt"""
    limits.count("guardian", ask)
    given: GuardianAnswer = ask.body
    guardianship.answer(guardianship.find(given.token), given.action, given.version, given.hash)
    return Answer(guarded(guardianship.find(given.token)))


def guarded(found: guardianship.Found) -> Guarded:
    said = guardianship.preview(found)
    body = Guarded(said["state"], said["team"], said["person"], told(wording.current("guardian")))
    if found.answers:
        body.receipt = receipt.of(found.answers[-1])
    return body
