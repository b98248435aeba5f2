"""The rows that are held about an account, told as names and values. Never a secret: no hash, token, key or code."""

from typing import Any

import msgspec

from chalicelib.accounts import account as accounts
from chalicelib.accounts import claim, protection, session
from chalicelib.accounts.account import KEPT
from chalicelib.accounts.session import SignedIn
from chalicelib.billing import order
from chalicelib.consent import guardianship, ledger, receipt
from chalicelib.contacts import contact
from chalicelib.factors import factor, passkey, recovery_codes
from chalicelib.leave import certificate
from chalicelib.notices import outbox
from chalicelib.recovery import recovery
from chalicelib.store import rows
from chalicelib.store.tables import Browser, Guardianship, Seat, Session
from chalicelib.teams import team

Row = dict[str, Any]


def account_rows(by: SignedIn) -> list[Row]:
    """The account itself, then every contact that changed of late or is being claimed."""
    held = accounts.personal(by.id)
    own: Row = {
        "account": by.id,
        "email": held.email,
        "phone": held.phone,
        "phone_verified_at": held.phone_verified_at,
        "language": held.language,
        "terms": held.terms.version,
        "accepted_at": held.accepted_at,
        "made_at": accounts.made_at(by.id),
        "protected_until": protection.until(by.id) or None,
    }
    past = [
        {"change": one.kind, "before": one.value, "changed_at": one.at, "kept_until": one.at + KEPT}
        for one in held.past
    ]
    wanted = held.wanted
    going = [{"change": wanted.kind, "wanted": wanted.value, "asked_at": wanted.at}] if wanted else []
    return [given(own), *map(given, past), *going]


def lookup_rows(by: SignedIn) -> list[Row]:
    named = contact.named(accounts.personal(by.id))
    return [{"leads_from": one.value} for one in sorted(named) if claim.find(one.kind, one.value) == by.id]


def session_rows(by: SignedIn) -> list[Row]:
    listed = rows.under(Browser, by.id)
    found = rows.several(Session, [row.session for row in listed])
    return [
        given(
            {
                "browser": row.browser,
                "this": row.browser == by.browser,
                "began_at": int(row.created_at),
                "seen_at": int(row.seen_at),
                "proven_at": whole(row.proven_at),
                "ends_at": int(row.expires_at) * 1000,
            }
        )
        for row in sorted(found, key=lambda one: -one.seen_at)
    ]


def browser_rows(by: SignedIn) -> list[Row]:
    found = []
    for row in rows.under(Browser, by.id):
        device = session.device_of(row)
        told = {
            "browser": row.id,
            "device": device.name,
            "region": device.region,
            "language": device.language,
        }
        found.append(told | {"began_at": int(row.created_at), "ends_at": int(row.expires_at) * 1000})
    return found


def factor_rows(by: SignedIn) -> list[Row]:
    """Which factors there are; of a passkey its name, of recovery codes how many are left."""
    found = []
    for id, row in factor.all_of(by.id).items():
        told: Row = {"factor": id.partition(":")[0]}
        if id.startswith(factor.PASSKEY):
            kept = factor.opened(row, passkey.Kept)
            told |= {"name": kept.name, "backed_up": kept.backed_up, "transports": ", ".join(kept.transports)}
        elif id == factor.RECOVERY:
            told["left"] = len(factor.opened(row, recovery_codes.Kept).macs)
        found.append(given(told | {"made_at": int(row.created_at), "used_at": whole(row.used_at)}))
    return found


def seat_rows(by: SignedIn) -> list[Row]:
    """Each team with the role in it; a team that does not know the account any more has none."""
    roles = {place.team: place.role for place in team.of(by)}
    return [given({"team": row.team, "role": roles.get(row.team)}) for row in rows.under(Seat, by.id)]


def consent_rows(by: SignedIn) -> list[Row]:
    """Every entry of the ledger with its signed receipt."""
    found = []
    for kept in ledger.read(by.id):
        act = kept.entry.act
        told: Row = {
            "number": kept.entry.number, "kind": act.kind, "action": act.action, "by": act.by, "about": act.about or None,
            "version": act.version, "at": act.at, "recorded_at": kept.entry.recorded_at, "entry": kept.hash,
        }  # fmt: skip
        found.append(given(told) | {"receipt": msgspec.to_builtins(receipt.of(kept))})
    return found


def guardianship_rows(by: SignedIn) -> list[Row]:
    """The questions to guardians that the ledger names and that are still there."""
    abouts = [kept.entry.act.about for kept in ledger.read(by.id) if kept.entry.act.kind == "guardian"]
    found = []
    for row in rows.several(Guardianship, sorted(set(abouts))):
        asked = guardianship.question(row)
        expires = None if row.expires_at is None else int(row.expires_at) * 1000
        told: Row = {"team": asked.team, "name": asked.name, "guardian": asked.email}
        found.append(given(told | {"seen_at": whole(row.seen_at), "ends_at": expires}))
    return found


def certificate_rows(by: SignedIn) -> list[Row]:
    """Each with the name of the team, which it certifies to have been erased."""
    return [
        given(
            {
                "team": row.team, "name": facts.name, "members": facts.members, "projects": facts.projects,
                "asked_at": facts.asked_at, "erased_at": whole(row.erased_at), "cleared_at": whole(row.cleared_at),
            }
        )
        for row, facts in certificate.held_by(by.id)
    ]  # fmt: skip


def mail_rows(by: SignedIn) -> list[Row]:
    """Mails to the account's addresses that could not be sent yet, or were given up."""
    addresses = {one.value for one in contact.named(accounts.personal(by.id)) if one.kind == "email"}
    return [
        {
            "mail": outbox.template_of(row),
            "state": row.queue,
            "made_at": outbox.kept_at(row),
            "ends_at": int(row.ends_at),
        }
        for row in outbox.held_for(addresses)
    ]


def order_rows(by: SignedIn) -> list[Row]:
    """What the account ordered for the teams it is in."""
    return [
        {
            "team": row.team, "order": held.row.reference, "made_at": int(held.row.created_at),
            **msgspec.to_builtins(held.facts.buyer),
        }
        for row in rows.under(Seat, by.id)
        for held in order.of(row.team)
        if held.facts.account == by.id
    ]  # fmt: skip


def recovery_rows(by: SignedIn) -> list[Row]:
    """The recovery that was begun and not ended: of what, by which contacts."""
    found = recovery.held_of(by.id)
    if found is None:
        return []
    row, held = found
    told: Row = {
        "lost": held.kind, "email": held.email, "phone": held.phone, "new_email": held.new_email,
        "device": held.device.name, "began_at": held.began_at, "due_at": int(row.due_at),
    }  # fmt: skip
    return [given(told)]


def closing_rows(by: SignedIn) -> list[Row]:
    """None for whoever can ask: of an account that closes nothing can be opened but its keeping."""
    return [{"closes_at": by.closes_at}] if by.closes_at else []


def given(told: Row) -> Row:
    """Without what is not there."""
    return {name: value for name, value in told.items() if value is not None}


def whole(value: Any) -> int | None:
    return None if value is None else int(value)
