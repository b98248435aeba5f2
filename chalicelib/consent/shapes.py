"""What the doors of consents take in and give back."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from chalicelib.consent.difference import Paragraph
from chalicelib.consent.guardianship import State
from chalicelib.consent.ledger import Action, Kind
from chalicelib.consent.receipt import Signed
from chalicelib.consent.standing import Standing
from chalicelib.teams.member import Name
from chalicelib.web.shapes import Email, TokenText

VersionName = Annotated[str, msgspec.Meta(max_length=20)]
Hash = Annotated[str, msgspec.Meta(max_length=64)]


class Terms(msgspec.Struct):
    """A wording in both languages; `hash` is the hex SHA-256 of both. Until `answer_by` what was accepted before
    goes on holding. Times in milliseconds."""

    version: str
    hash: str
    in_force_at: int
    answer_by: int
    vi: str
    en: str


class VersionView(msgspec.Struct):
    version: str
    hash: str
    in_force_at: int
    answer_by: int


class Versions(msgspec.Struct):
    """Newest first, those that are not in force yet included; `current` is the one in force."""

    current: str
    versions: list[VersionView]


class Which(msgspec.Struct):
    version: VersionName | None = None


class Since(msgspec.Struct):
    since: VersionName
    version: VersionName | None = None


class Changes(msgspec.Struct):
    """What changed since the version `since`, in both languages."""

    since: str
    version: str
    vi: list[Paragraph]
    en: list[Paragraph]


class NewAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """An answer about the terms: `version` and `hash` say which wording was shown."""

    action: Action
    version: VersionName
    hash: Hash


class ConsentView(msgspec.Struct):
    """One entry of the ledger; `entry` is its hash, `previous` that of the one before. Times in milliseconds."""

    number: int
    entry: str
    previous: str
    kind: Kind
    action: Action
    by: Literal["self", "guardian"]
    about: str
    version: str
    hash: str
    at: int
    recorded_at: int


class Consents(msgspec.Struct):
    """Oldest first. `broken_at` names the first entry that does not follow the one before it: the ledger was altered."""

    terms: Standing
    consents: list[ConsentView]
    broken_at: int | UnsetType = UNSET


class PublishedKeys(msgspec.Struct):
    """A JWK set (RFC 7517)."""

    keys: list[dict[str, str]]


class NewGuardian(msgspec.Struct, forbid_unknown_fields=True):
    """The way in's `token`, the name to be used in the team, the guardian's address, and the wording agreed to."""

    token: TokenText
    name: Name
    email: Email
    version: VersionName
    hash: Hash


class GuardianToken(msgspec.Struct, forbid_unknown_fields=True):
    token: TokenText


class GuardianAnswer(msgspec.Struct, forbid_unknown_fields=True):
    token: TokenText
    action: Action
    version: VersionName
    hash: Hash


class Guarded(msgspec.Struct):
    """What a guardian may see; the names are "" once it has ended. `receipt` is of the guardian's last answer."""

    state: State
    team: str
    person: str
    wording: Terms
    receipt: Signed | UnsetType = UNSET


class Waiting(msgspec.Struct):
    waiting_for: Literal["guardian"]
