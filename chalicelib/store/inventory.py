"""Every attribute that stands in clear text in a table, with the reason: the data inventory.

`python -m chalicelib.store.inventory` prints it. A clear attribute missing here fails the import of the tables,
so no one adds a readable column without saying why.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import NamedTuple

from . import desk_reasons

CLEAR: dict[str, str] = {
    "log.space": "opaque ids; the engine finds the space's entries by it",
    "log.seq": "the place in the order; the condition of every append compares it",
    "page.set": "opaque ids and the page set's name; finds a project's pages",
    "page.page": "random id of a page, so that a new version never overwrites the old one",
    "page.version": "counts the manifest's versions; its replacement is conditional on it",
    "key.team": "opaque id; finds the team's wrapped keys",
    "key.version": "which of the team's keys sealed a body",
    "pending.space": "opaque ids; finds what waits to be appended",
    "pending.writer": "random id of a process; it overwrites what it put down before",
    "account.id": "opaque id",
    "account.created_at": "abuse limits and closing of unused accounts",
    "account.version": "counts the changes of the body; each is conditional on it",
    "account.protected_until": 'after "this was not me": until when contacts and factors stand still',
    "account.trusted": "random id of the signed-in browser that may change them all the same",
    "account.closes_at": "when it is erased, if its person closes it; what a session may do meanwhile depends on it",
    "account.erasing": "when its erasing began; from then on nothing takes the closing back",
    "closing.queue": "one queue; finds the accounts that are to be erased",
    "closing.id": "when the account is erased and its opaque id; the soonest comes first",
    "closing.account": "opaque id of the account that closes",
    "lookup.mac": "keyed hash of an address or number; finds the account without keeping it readable",
    "lookup.account": "opaque id the lookup leads to",
    "lookup.version": "counts the claims; of two who want one contact the condition on it lets one have it",
    "session.hash": "hash of the session's token; the token itself is never kept",
    "session.account": "opaque id the session belongs to",
    "session.browser": "opaque id of the browser in the list of sessions",
    "session.created_at": "the absolute limit of a session",
    "session.seen_at": "the idle limit of a session",
    "session.proven_at": "when a factor was last proved; what needs a fresh proof compares it",
    "session.closes_at": "that its account closes: it may look at that and take it back, and nothing else",
    "session.expires_at": "when the engine may drop the item; never relied on for refusing",
    "browser.account": "opaque id; lists an account's sessions",
    "browser.id": "random id by which a session is ended",
    "browser.session": "hash of the session's token, so that ending it needs no search",
    "browser.before": "hash of the token this one replaced, until its row is surely gone",
    "browser.created_at": "the absolute limit of a session",
    "browser.expires_at": "when the engine may drop the item; never relied on for refusing",
    "factor.account": "opaque id; lists an account's factors",
    "factor.id": "password, totp, recovery-codes, or passkey with an opaque id; which factor it is",
    "factor.version": "counts its changes; a one-time code is spent on condition of it",
    "factor.created_at": "shown to its owner",
    "factor.used_at": "shown to its owner",
    "factor.before_at": "since when the one stood that it replaced, which undoing puts back",
    "case.kind": "ticket, report, appeal, sponsorship, view, or reasons of the desk; the desk lists a kind by it",
    "case.id": "opaque id; the oldest comes first",
    "case.account": "opaque id of the account that opened it; only this one is let in",
    "case.team": "opaque id of the team it is about",
    "case.topic": "which of a few words it is about, such as payment; who answers depends on it",
    "case.state": "where it stands; the desk's lists are by it",
    "case.proposed_by": "opaque id of the agent who proposed a decision; only another confirms, by a condition on it",
    "case.version": "counts its changes; each is conditional on it",
    "case.opened_at": "shown to both sides",
    "case.changed_at": "shown to both sides",
    "case_entry.case": "opaque id; finds what was said in a case",
    "case_entry.number": "its place; written once on condition that it is free",
    "case_entry.by": "whether the account said it or which agent, an opaque id",
    "case_entry.at": "shown to both sides",
    "case_file.case": "opaque id; finds what was handed in with a case",
    "case_file.part": "opaque id of a file and the part's number, which puts it together",
    "own_case.account": "opaque id; lists the cases that an account opened",
    "own_case.case": "opaque id it leads to",
    "own_case.kind": "which kind, so that a list of one kind reads no other",
    "own_case.seen_at": "when its person last read it; what is new is shown by it",
    "case_look.queue": "one of a few words; finds what the minute's job is to look at, and for what",
    "case_look.id": "when it looks, and the case's kind and opaque id; the soonest comes first",
    "restriction.team": "opaque id of a team that the desk decided about",
    "restriction.version": "counts the decisions; each is conditional on it",
    "restriction.level": "warned, limited or suspended; every write of the team is refused or not by it",
    "restriction.asked_by": "opaque id of the agent who asked for a suspension; another must confirm, by a condition on it",
    "restriction.history": "each decision: what, a reason out of a list, when, which agent and report, all opaque; no words",
    "challenge.id": "opaque id of what a browser was asked",
    "challenge.browser_hash": "hash of a cookie; only the browser that was asked can answer",
    "challenge.tries": "wrong answers so far; the refusal is a condition on it",
    "challenge.expires_at": "the ten minutes; the condition of spending compares it",
    "challenge.spent_at": "single use; the condition of spending compares it",
    "challenge.region": "the only Region that spends it: its copy in another may be a second old",
    "attempt.id": "opaque id of a sign-in attempt",
    "attempt.token_hash": "hash of the link's token; the token itself is never kept",
    "attempt.code_mac": "keyed hash of the typed code",
    "attempt.browser_hash": "hash of the asking browser's cookie; binds the link to that browser",
    "attempt.tries": "wrong codes so far; the refusal is a condition on it",
    "attempt.expires_at": "the ten minutes; the condition of spending compares it",
    "attempt.spent_at": "single use; the condition of spending compares it",
    "alert.id": "opaque id of a notice's link",
    "alert.account": "opaque id of the account the notice was about",
    "alert.token_hash": "hash of the link's token; the token itself is never kept",
    "alert.at": "when what it tells of happened; later changes of contacts are taken back",
    "alert.expires_at": "the three days; the condition of spending compares it",
    "alert.spent_at": "single use; the condition of spending compares it",
    "recovery.account": "opaque id; an account has one recovery at a time",
    "recovery.version": "counts its changes; each is conditional on it",
    "recovery.state": "waiting, finishing or over; what may follow is a condition on it",
    "recovery.due_at": "when the wait is over; the condition of finishing compares it",
    "attempt.region": "the only Region that spends it: its copy in another may be a second old",
    "seat.account": "opaque id; lists a person's teams",
    "seat.team": "opaque id of a team the account sits in",
    "consent.account": "opaque id; finds a person's consents",
    "consent.number": "the place in the order; the condition of every append compares it",
    "guardianship.id": "opaque id of the question a guardian was asked",
    "guardianship.token_hash": "hash of the mailed link's token; the token itself is never kept",
    "guardianship.seen_at": "when the guardian first saw the team's and the child's name; told once in the register",
    "guardianship.expires_at": "when an unanswered question ends; refusing compares it, the engine then drops it",
    "term.team": "opaque id; finds the team's terms",
    "term.id": "an order's reference, or a grant's opaque id; none is entered twice",
    "term.plan": "which plan; says how much a team may hold, nothing about its content",
    "term.from_at": "when it was paid or granted; terms follow one another by it",
    "term.months": "how many months were paid",
    "term.ends_at": "until when it was granted",
    "order.team": "opaque id; lists the team's orders",
    "order.reference": "random; what a bank transfer names, and the number of the contract",
    "order.created_at": "when it was ordered; an order that is not paid ends by it",
    "order.accepted_at": "when the contracts were accepted; once, by a condition on it",
    "order.paid_at": "when it was paid in full; once, by a condition on it",
    "reference.reference": "random; what a bank transfer names",
    "reference.team": "opaque id of the team the transfer is for",
    "contract.team": "opaque id; finds the team's documents",
    "contract.id": "an order's reference and which document",
    "payment.reference": "which order was paid, or none; finds an order's payments",
    "payment.id": "the bank's number of the transfer, hashed; none is entered twice",
    "payment.amount": "what came in, in dong; whoever has no key to the text compares it with the price",
    "payment.entered_at": "when the statement was entered",
    "payment.assigned": "which order the operator assigned a payment to that named none",
    "reminder.queue": "finds what is to be sent",
    "reminder.id": "when it is due, and the team's opaque id; the earliest comes first",
    "reminder.tried_at": "when it was last tried; claiming it is conditional on it",
    "usage.team": "opaque id of the team that was measured",
    "usage.bytes": "how much its sealed pages take; the storage limit compares it",
    "usage.measured_at": "when that was added up; after a day it is done again",
    "counter.key": "what is limited and per whom, as a hash under a key that changes daily",
    "counter.window": "which stretch of time is counted",
    "counter.used": "how many so far; the limit is a condition on it",
    "counter.last_at": "when it happened last, where any stretch of time may hold so many",
    "counter.expires_at": "when the engine may drop the item; never relied on for refusing",
    "switch.name": "what the operator switched on: the whole deployment is read-only, or a Region drained",
    "erased.team": "opaque id of a team or account that a restore must not bring back",
    "erased.at": "when it was erased, for the operator's report",
    "erasure.queue": "always the same word; finds what is to be erased, which is nothing nearly always",
    "erasure.team": "opaque id of a team that is to be erased",
    "erasure.account": "opaque id of the owner who asked for it, to whom the certificate goes",
    "erasure.due_at": "when it is erased; the condition of beginning compares it",
    "erasure.begun_at": "when erasing began; from then on nobody can call it off, by a condition on it",
    "erasure.told_at": "when its owner was told, so that this happens once",
    "erasure.seats": "opaque ids of the accounts in the team, whose seats are deleted without opening content",
    "erasure.projects": "opaque ids of the team's projects, whose spaces are deleted without opening content",
    "certificate.account": "opaque id of the owner it belongs to",
    "certificate.team": "opaque id of the erased team",
    "certificate.erased_at": "when the keys were deleted; written by who cannot open the body",
    "certificate.cleared_at": "when the last sealed body was deleted; written by who cannot open the body",
    "switch.since": "when it was switched on, for the operator's report",
    "mail.queue": "waiting or dead; finds what is to be sent, which is nothing nearly always",
    "mail.id": "when it was kept and chance; the oldest comes first and tells its age",
    "mail.to_mac": "keyed hash of the address under a key of one day; the desk finds by it the mails of an address it was told",
    "mail.due_at": "when it is tried next; claiming it is conditional on it",
    "mail.tries": "how often it was tried; the pauses grow with it",
    "mail.ends_at": "until when it is tried; it is given up then",
    "look.kind": "a Region's name; finds its days and its incidents",
    "look.at": "a day, or the minute an incident began",
    "look.minute": "the newest minute told of; none counts twice, by a condition on it",
    "look.silence": "the newest minute that the other Region missed it",
    "look.fit": "minutes of the day that the Region was fit to serve",
    "look.unfit": "minutes that it was not",
    "look.silent": "minutes that nobody there told of anything",
    "look.part": "which part of the Region failed",
} | desk_reasons.CLEAR


class Attribute(NamedTuple):
    """One attribute of a table as the inventory sees it."""

    table: str
    name: str
    sealed: bool


def check(attributes: Iterable[Attribute]) -> None:
    """TypeError when an attribute is clear and has no reason, or a reason has no attribute."""
    found = list(attributes)
    clear = {f"{one.table}.{one.name}" for one in found if not one.sealed}
    unlisted, gone = sorted(clear - set(CLEAR)), sorted(set(CLEAR) - clear)
    if unlisted:
        raise TypeError(f"clear attributes need a reason in inventory.CLEAR, or must be Sealed: {unlisted}")
    if gone:
        raise TypeError(f"inventory.CLEAR gives reasons for attributes that do not exist: {gone}")


def lines(attributes: Iterable[Attribute]) -> list[str]:
    """The inventory as text, one attribute a line, grouped by table."""
    return [
        f"{one.table:<8} {one.name:<13} {'sealed' if one.sealed else 'clear: ' + CLEAR[f'{one.table}.{one.name}']}"
        for one in attributes
    ]


if __name__ == "__main__":
    from .tables import attributes as _attributes

    sys.stdout.write("\n".join(lines(_attributes())) + "\n")
