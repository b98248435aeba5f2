"""What support sees of an account: found by its exact e-mail address or number alone, through the keyed lookup, and told
from what stands in the clear. Nothing is opened: the desk has no key that could.

An address that nobody has is answered alike, after the same reads.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from chalicelib.accounts import account as accounts
from chalicelib.accounts import claim, session
from chalicelib.accounts.account import Kind
from chalicelib.billing import standing
from chalicelib.clock import now
from chalicelib.contacts import phone
from chalicelib.factors import factor
from chalicelib.ids import is_long_id, long_id
from chalicelib.notices import outbox
from chalicelib.recovery import recovery
from chalicelib.refusals import Refused
from chalicelib.store import rows
from chalicelib.store.billing_tables import Usage
from chalicelib.store.tables import Account, Browser, Factor, Mail, Recovery, Seat, Session

NOBODY = "0" * 22  # under which the log keeps the searches that found no account


class FactorSeen(msgspec.Struct):
    """One way of signing in, by its kind. Times in milliseconds."""

    kind: Literal["password", "totp", "passkey", "recovery-codes"]
    created_at: int
    used_at: int | None


class RecoverySeen(msgspec.Struct):
    """A recovery that is under way; it can be finished from `due_at` on."""

    state: Literal["waiting", "ready"]
    due_at: int


class MailSeen(msgspec.Struct):
    """A mail that waits to be sent (tried next at `due_at`) or was given up; which one, never what stands in it."""

    template: str
    state: Literal["waiting", "dead"]
    kept_at: int
    due_at: int
    tries: int


class TeamSeen(msgspec.Struct):
    """A team by its opaque id: the plan, until when, and how much it stores as last measured."""

    team: str
    plan: str
    state: str
    until: int | None
    stored: int | None
    measured_at: int | None


class Found(msgspec.Struct):
    """An account; `account` None when nobody has this contact, and then the rest is empty. `mails` are those to the
    address that was asked for; a number finds none."""

    account: str | None
    created_at: int | None
    sessions: int
    seen_at: int | None
    factors: list[FactorSeen]
    protected_until: int | None
    closes_at: int | None
    recovery: RecoverySeen | None
    mails: list[MailSeen]
    teams: list[TeamSeen]


def by_contact(contact: str) -> Found:
    """What support sees; Refused as contacts/phone.py does for what is neither an address nor a number."""
    kind, value = normal(contact)
    led = claim.find(kind, value)
    id = led or long_id()
    row = rows.find(Account, id)
    browsers = rows.under(Browser, id)
    # One that no session has is asked for as well, so that an account signed in nowhere costs the same look.
    hashes = [one.session for one in browsers] or [session.digest(id)]
    living = [one for one in rows.several(Session, hashes) if not session.over(one)]
    seen = Found(
        account=None, created_at=None, sessions=len(living), factors=[_factor(one) for one in factor.all_of(id).values()],
        seen_at=max((int(one.seen_at) for one in living), default=None), protected_until=None, closes_at=None,
        recovery=_recovery(id), mails=[],
        teams=[_team(one.team) for one in rows.under(Seat, id)],
    )  # fmt: skip
    mails = outbox.deliveries(value)
    if led is not None and row is not None:
        seen.mails = [_mail(one) for one in mails]
        seen.account, seen.created_at = id, int(row.created_at)
        seen.protected_until = _coming(row.protected_until)
        seen.closes_at = None if row.closes_at is None else int(row.closes_at)
    return seen


def must_exist(account: str) -> None:
    """Refused("not_found") for what is no account's id."""
    if not is_long_id(account) or rows.find(Account, account) is None:
        raise Refused("not_found")


def normal(contact: str) -> tuple[Kind, str]:
    """An address or number as it is compared."""
    if "@" in contact:
        return "email", accounts.normal(contact)
    return "phone", phone.normal(contact)


def _factor(row: Factor) -> FactorSeen:
    kind = row.id.partition(":")[0]
    used = None if row.used_at is None else int(row.used_at)
    return msgspec.convert({"kind": kind, "created_at": int(row.created_at), "used_at": used}, FactorSeen)


def _recovery(account: str) -> RecoverySeen | None:
    row = rows.find(Recovery, account)
    if row is None or row.state == recovery.OVER or now() > row.due_at + recovery.OPEN:
        return None
    return RecoverySeen("ready" if now() >= row.due_at else "waiting", int(row.due_at))


def _mail(row: Mail) -> MailSeen:
    state: Literal["waiting", "dead"] = "waiting" if row.queue == outbox.WAITING else "dead"
    return MailSeen(outbox.template_at_desk(row), state, outbox.kept_at(row), int(row.due_at), int(row.tries))


def _team(team: str) -> TeamSeen:
    held, size = standing.of(team), rows.find(Usage, team)
    stored, measured = (None, None) if size is None else (int(size.bytes), int(size.measured_at))
    return TeamSeen(team, held.plan.name, held.state, held.until, stored, measured)


def _coming(at: float | None) -> int | None:
    return int(at) if at is not None and now() < at else None
