"""Changing an account's address or number, and taking a change back.

What a contact was before stays in the account for 72 hours. Taking back is one conditional write of the account: it
restores what stood at a moment and forgets every change since, so a thief who changed twice gains nothing by it.
"""

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from chalicelib.accounts import account, claim, protection, session
from chalicelib.accounts.account import KEPT, UNDO, Kind, Past, Personal, Wanted
from chalicelib.accounts.device import Device
from chalicelib.accounts.session import SignedIn
from chalicelib.clock import now
from chalicelib.notices import alerts
from chalicelib.notices.alerts import Facts
from chalicelib.refusals import Refused

# What an account keeps sealed has to fit into 4 KB.
CHANGES_AT_MOST = 6  # that can still be undone


class Named(NamedTuple):
    kind: Kind
    value: str


def change(by: SignedIn, kind: Kind, value: str, device: Device) -> Personal:
    """Put a contact that was just verified in the place of the old one, and tell the old ones.

    First the account names it, then it is claimed, then it counts: of two accounts, or of two changes at once, one
    gets through. A new address ends all other sessions. Refused: contact_taken (another account has it),
    too_many_changes, protected, contact_busy (another change of this account came between).
    """
    after = replace(by.id, kind, value, device, lambda: protection.must_allow(by))
    if kind == "email":
        session.end_others(by)
    return after


def replace(id: str, kind: Kind, value: str, device: Device, allow: Callable[[], None]) -> Personal:
    """`change` for whom nobody is signed in; `allow` refuses for an account whose contacts stand still."""
    mine = Wanted(kind, value, now())
    before = account.revise(id, lambda held: wanting(allow, held, mine))
    if current(before, kind) == value:
        return before
    if not claim.take(kind, value, id, account.namer(kind, value)):
        account.revise(id, lambda held: without(held, mine))
        warn_holder(kind, value, device)
        raise Refused("contact_taken")
    after = account.revise(id, lambda held: changed(allow, held, mine))
    of_phone: alerts.What = "phone_changed" if before.phone else "phone_added"
    told: alerts.What = "email_changed" if kind == "email" else of_phone
    alerts.tell(id, told, Facts(device, after.past[-1].at), known=before)
    tidy(id, account.personal(id), before)
    return after


def remove_phone(by: SignedIn, device: Device) -> None:
    """Keep no number any more."""

    def removed(held: Personal) -> Personal:
        protection.must_allow(by)
        return held if held.phone is None else put(held, "phone", None)

    before = account.personal(by.id)
    after = account.revise(by.id, removed)
    if before.phone is not None and after.past:
        alerts.tell(by.id, "phone_removed", Facts(device, after.past[-1].at), known=before)
    tidy(by.id, account.personal(by.id), before)


def restore(id: str, since: int) -> tuple[Personal, list[Kind]]:
    """Take back every change of a contact from `since` (milliseconds) on that can still be undone, and protect the
    account; (what stands now, which kinds were restored)."""
    before = account.personal(id)
    after = account.revise(id, lambda held: restored(held, since), *protection.begin())
    tidy(id, account.personal(id), before)
    kinds: tuple[Kind, ...] = ("email", "phone")
    return after, [kind for kind in kinds if current(before, kind) != current(after, kind)]


def tidy(id: str, held: Personal, before: Personal | None = None) -> Personal:
    """Forget what can no longer be undone, and let go of what the account does not name any more. `held` as it stands
    now, `before` as it stood before a change."""
    if any(now() > one.at + KEPT for one in held.past):
        before, held = before or held, account.revise(id, lambda newest: newest)
    for one in named(before) - named(held) if before else ():
        claim.let_go(one.kind, one.value, id, account.namer(one.kind, one.value))
    return held


def current(held: Personal, kind: Kind) -> str | None:
    return held.email if kind == "email" else held.phone


def undoable(held: Personal) -> list[Past]:
    return [one for one in held.past if now() <= one.at + UNDO]


def wanting(allow: Callable[[], None], held: Personal, mine: Wanted) -> Personal:
    allow()
    if current(held, mine.kind) == mine.value:
        return held
    if len(held.past) >= CHANGES_AT_MOST:
        free = held.past[0].at + KEPT - now()
        raise Refused("too_many_changes", retry_after=max(1, free // 1000))
    return msgspec.structs.replace(held, wanted=mine)


def without(held: Personal, mine: Wanted) -> Personal:
    return msgspec.structs.replace(held, wanted=None) if held.wanted == mine else held


def changed(allow: Callable[[], None], held: Personal, mine: Wanted) -> Personal:
    # Only while the account names it is it safe from being claimed by another.
    if held.wanted != mine:
        raise Refused("contact_busy")
    allow()
    return put(held, mine.kind, mine.value)


def put(held: Personal, kind: Kind, value: str | None) -> Personal:
    """`held` with the contact in its new place, and the old one among the past."""
    at = max(now(), held.past[-1].at + 1 if held.past else 0)
    verified = held.phone_verified_at if kind == "phone" else None
    past = [*held.past, Past(kind, current(held, kind), at, verified)]
    return msgspec.structs.replace(valued(held, kind, value, at), past=past, wanted=None)


def valued(held: Personal, kind: Kind, value: str | None, verified_at: int | None) -> Personal:
    if kind == "phone":
        return msgspec.structs.replace(
            held, phone=value, phone_verified_at=verified_at if value is not None else None
        )
    return msgspec.structs.replace(held, email=value or held.email)


def restored(held: Personal, since: int) -> Personal:
    made = held
    # Newest first, so that the oldest of each kind has the last word.
    for one in reversed(undoable(held)):
        if one.at >= since:
            made = valued(made, one.kind, one.value, one.verified_at)
    past = [one for one in held.past if one.at < since]
    return msgspec.structs.replace(made, past=past, wanted=None)


def named(held: Personal) -> set[Named]:
    """Every contact that an account holds on to."""
    found = {Named("email", held.email)} | {Named(one.kind, one.value) for one in held.past if one.value}
    if held.phone:
        found.add(Named("phone", held.phone))
    if held.wanted:
        found.add(Named(held.wanted.kind, held.wanted.value))
    return found


def warn_holder(kind: Kind, value: str, device: Device) -> None:
    """Someone who is not the holder reads what is sent to this contact: numbers are given to new people."""
    holder = claim.find(kind, value)
    if holder is not None and account.known(holder) is not None:
        alerts.tell(holder, "contact_wanted", Facts(device, now()))
