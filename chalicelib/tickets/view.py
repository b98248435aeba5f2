"""Views: a copy of one project that its person lets support look at, within a ticket, for a time.

The person's own browser makes the copy and sends it; the server seals it for the desk and opens the project for nobody.
Before anything leaves, the consent stands in the ledger and the sharing in the team's register of disclosures. A view is
`filling` until its copy is whole, `open` while support may look, and `ended` for as long as it takes to enter every look
in the team's feed (ending.py), after which nothing is left of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from chalicelib.cases import case, files
from chalicelib.cases.case import ACCOUNT, Case
from chalicelib.clock import now
from chalicelib.consent import ledger, wording
from chalicelib.consent.ledger import Act, Kept
from chalicelib.ids import is_long_id, long_id_from, short_id_from
from chalicelib.projects.project import ProjectMember
from chalicelib.refusals import Refused
from chalicelib.teams import disclosure
from chalicelib.tickets import copy, ticket
from chalicelib.tickets.ticket import Said

WORDINGS = Path(__file__).parent / "wordings"
KIND: case.Kind = "view"
State = Literal["filling", "open", "ended"]
Why = Literal["withdrawn", "expired", "left", "closed"]
MINUTE = 60_000  # milliseconds
TRIES = 5


class Facts(msgspec.Struct):
    """What is shown in which ticket, until when (milliseconds), and why. `consent` is the hash of the ledger's entry,
    `digest` the SHA-256 of the copy, `why` how it ended."""

    ticket: str
    project: str
    member: str
    reason: str
    minutes: int
    until: int
    parts: int
    digest: str
    consent: str
    version: str
    hash: str
    why: Why | None = None


class Looked(msgspec.Struct):
    """That an agent looked: what stands in the view's entries, whose `by` and `at` say who and when."""


class Asked(msgspec.Struct):
    """What a person asks for. `version` and `hash` name the wording that was before them."""

    ticket: str
    minutes: int
    reason: str
    parts: int
    digest: str
    version: str
    hash: str


def current() -> wording.Wording:
    """The wording in force."""
    return [one for one in wording.read(WORDINGS)["support"] if one.in_force_at <= now()][-1]


def grant(by: ProjectMember, op: str, asked: Asked) -> tuple[Case, Kept]:
    """Enter that the project is shared, before any of it is, and take in the copy; the view and the ledger's entry.
    The same ones for the same op.

    Refused: not_found for a ticket that is not theirs, ticket_closed, view_shared, wording_changed, view_over when it
    was withdrawn meanwhile.
    """
    account, held = by.member.account.id, current()
    id = long_id_from(account, op, KIND)
    if (asked.version, asked.hash) != (held.version, held.hash):
        raise Refused("wording_changed", terms={"version": held.version, "hash": held.hash})
    if ticket.find(account, asked.ticket).state == "closed":
        raise Refused("ticket_closed")
    if any(one.id != id and one.state == "open" for one, _ in of_ticket(account, asked.ticket)):
        raise Refused("view_shared")
    entered = _consent(account, id, held)
    fields = {"to": "support", "what": "project", "person": "", "project": by.id, "consent": entered.hash}
    disclosure.enter(by.member.team, short_id_from(id), by.member.id, fields)
    until = entered.entry.act.at + asked.minutes * MINUTE
    facts = Facts(
        asked.ticket, by.id, by.member.id, asked.reason, asked.minutes, until, asked.parts, asked.digest,
        entered.hash, held.version, held.hash,
    )  # fmt: skip
    return case.start(KIND, account, "filling", facts, by.member.team, id), entered


def find(account: str, id: str) -> Case:
    """The account's own view; Refused("not_found")."""
    held = case.by_account(KIND, id, account) if is_long_id(id) else None
    if held is None:
        raise Refused("not_found")
    return held


def of_ticket(account: str, id: str) -> list[tuple[Case, Facts]]:
    """The views in one of the account's tickets that are still kept."""
    found = (case.by_account(KIND, row.id, account) for row in case.of_account(account, KIND))
    both = [(one, one.facts(Facts)) for one in found if one is not None]
    return [(one, facts) for one, facts in both if facts.ticket == id]


def take(account: str, id: str, number: int, text: str) -> None:
    """Take in one part of the copy. Refused: not_found, invalid, view_over once it is shared or ended."""
    held = find(account, id)
    if held.state != "filling":
        raise Refused("view_over")
    if number >= held.facts(Facts).parts:
        raise Refused("invalid", field="number", reason="no_such_place")
    copy.put(held, number, text)


def share(account: str, id: str) -> Case:
    """The copy is whole: from now on support may look. Refused: not_found, view_incomplete, view_large, view_over."""
    held = find(account, id)
    facts = held.facts(Facts)
    if held.state == "filling":
        _must_be_whole(held, facts)
        if is_over(facts) or not case.change(held, "open"):
            raise Refused("view_over")
    if held.state == "ended":
        raise Refused("view_over")
    about = case.by_account(ticket.KIND, facts.ticket, account)
    if about is not None:
        case.say_once(about, ACCOUNT, Said(f"shared-{id}", "shared", view=id))
    return held


def is_over(facts: Facts) -> bool:
    return now() >= facts.until


def looks(held: Case) -> list[case.Entry]:
    """Every look by an agent, in order."""
    return [one for one in case.entries(held) if one.by != ACCOUNT]


def withdrawals(kept: list[Kept], id: str) -> list[Kept]:
    """Where the ledger says that the consent to a view was taken back."""
    wanted = ("support", "withdrawn", id)
    return [one for one in kept if (one.entry.act.kind, one.entry.act.action, one.entry.act.about) == wanted]


def _consent(account: str, id: str, held: wording.Wording) -> Kept:
    """Enter the consent, once: the time of a view counts from it, however often the request comes."""
    act = Act("support", "accepted", held.version, held.hash, now(), about=id)
    entered = ledger.append(account, f"view-{id}", lambda kept: act)
    if entered is None or withdrawals(ledger.read(account), id):
        raise Refused("view_over")
    return entered


def _must_be_whole(held: Case, facts: Facts) -> None:
    if files.size(held, copy.FILE) > copy.COPY_AT_MOST:
        raise Refused("view_large", limit=copy.COPY_AT_MOST // 1_000_000)
    try:
        copy.read(held, facts.digest)
    except copy.Broken as fault:
        raise Refused("view_incomplete") from fault
