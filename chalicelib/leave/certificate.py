"""Certificates: what was deleted when a team was erased, signed like the receipts of consents, for its last owner.

It is made when it is asked for, from what was written down while the team stood and from the times at which its keys
and then its sealed content were deleted; so one asked for later can say more. SignedCertificate are the bytes of `receipt` as
RFC 8785 spells it.
"""

from typing import Literal

import msgspec

from chalicelib import settings
from chalicelib.clock import now
from chalicelib.consent import receipt
from chalicelib.settings import Settings
from chalicelib.store import keys, rows, signing
from chalicelib.store.tables import Certificate
from chalicelib.trust import evidence

FORM: Literal["izwork-erasure-certificate/1"] = "izwork-erasure-certificate/1"
DAY = 24 * 3600 * 1000


class Facts(msgspec.Struct):
    """What is sealed: the team's name and how much it was. `asked_at` in milliseconds."""

    name: str
    asked_at: int
    members: int
    projects: int


class ErasedTeam(msgspec.Struct, forbid_unknown_fields=True):
    """What is signed. `content_deleted_at` is "" while sealed bodies, which no key opens, are still being deleted;
    the times of backups are "" on one machine, whose copies its operator keeps."""

    form: Literal["izwork-erasure-certificate/1"]
    issuer: str
    account: str
    team: str
    name: str
    members: int
    projects: int
    asked_at: str
    keys_deleted_at: str
    regions: str
    content_deleted_at: str
    key_backups_gone_at: str
    other_backups_gone_at: str


class SignedCertificate(msgspec.Struct, forbid_unknown_fields=True):
    """`key` is the kid of the published key, `signature` base64url (ES256)."""

    receipt: ErasedTeam
    key: str
    signature: str


def prepare(account: str, team: str, name: str, at: int, members: int, projects: int) -> None:
    """Keep what the certificate will say, while it can be known; what is kept already stands."""
    facts = Facts(name, at, members, projects)
    body = keys.seal_account(context(account, team), msgspec.json.encode(facts))
    rows.insert(Certificate(account, team, body=body))


def drop(account: str, team: str) -> None:
    """The team stays: nothing is certified."""
    rows.remove(Certificate(account, team), Certificate.erased_at.does_not_exist())


def held_by(account: str) -> list[tuple[Certificate, Facts]]:
    """Every certificate of an account, of teams that are still to be erased too, with what is sealed in it."""
    return [(row, facts_of(row)) for row in rows.under(Certificate, account)]


def forget(account: str) -> None:
    """Remove the certificates of an account that is going; its person keeps those that they downloaded."""
    for row in rows.under(Certificate, account):
        rows.remove(Certificate(account, row.team))


def facts_of(row: Certificate) -> Facts:
    body = keys.open_account(context(row.account, row.team), row.body)
    return msgspec.json.decode(body, type=Facts)


def say_erased(account: str, team: str) -> None:
    first = Certificate.team.exists() & Certificate.erased_at.does_not_exist()
    rows.change(Certificate(account, team), [Certificate.erased_at.set(now())], first)


def say_cleared(account: str, team: str) -> None:
    first = Certificate.team.exists() & Certificate.cleared_at.does_not_exist()
    rows.change(Certificate(account, team), [Certificate.cleared_at.set(now())], first)


def all_of(account: str) -> list[SignedCertificate]:
    """The certificates of every team that was erased for this account, the newest first."""
    found = [row for row in rows.under(Certificate, account) if row.erased_at is not None]
    return [signed(row) for row in sorted(found, key=lambda row: -row.erased_at)]


def signed(row: Certificate) -> SignedCertificate:
    erased = told(row, facts_of(row), settings.current())
    return SignedCertificate(erased, signing.public_key()["kid"], signing.sign(receipt.spelled(erased)))


def told(row: Certificate, facts: Facts, chosen: Settings) -> ErasedTeam:
    """What is certified, as of what is written down by now."""
    at, cleared = int(row.erased_at or 0), int(row.cleared_at or 0)
    backups, ours = evidence.declared().backups, chosen.mode == "aws"
    return ErasedTeam(
        form=FORM,
        issuer=chosen.site,
        account=row.account,
        team=row.team,
        name=facts.name,
        members=facts.members,
        projects=facts.projects,
        asked_at=receipt.moment(facts.asked_at),
        keys_deleted_at=receipt.moment(at),
        regions=", ".join(chosen.regions),
        content_deleted_at=receipt.moment(cleared) if cleared else "",
        key_backups_gone_at=receipt.moment(at + backups.keys * DAY) if ours else "",
        other_backups_gone_at=receipt.moment(cleared + backups.rest * DAY) if ours and cleared else "",
    )


def context(account: str, team: str) -> dict[str, str]:
    return {"account": account, "team": team, "certificate": "erasure"}
