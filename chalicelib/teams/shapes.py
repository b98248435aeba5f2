"""What the doors of teams take in and give back."""

from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from chalicelib.projects.project import Id
from chalicelib.teams.disclosure import Shown, What
from chalicelib.teams.invitation import Given
from chalicelib.teams.member import Name
from chalicelib.teams.role import Role
from chalicelib.web.shapes import Email, TokenText


class NewTeam(msgspec.Struct, forbid_unknown_fields=True):
    name: Name
    member_name: Name


class NewInvitation(msgspec.Struct, forbid_unknown_fields=True):
    email: Email
    role: Given
    projects: Annotated[list[Id], msgspec.Meta(max_length=50)] = []
    under_16: bool = False


class NewLink(msgspec.Struct, forbid_unknown_fields=True):
    role: Given
    under_16: bool = False


class MemberPatch(msgspec.Struct, forbid_unknown_fields=True):
    name: Name | UnsetType = UNSET
    role: Role | UnsetType = UNSET


class NewOwner(msgspec.Struct, forbid_unknown_fields=True):
    member: Id


class TokenOnly(msgspec.Struct, forbid_unknown_fields=True):
    token: TokenText


class Joining(msgspec.Struct, forbid_unknown_fields=True):
    token: TokenText
    name: Name


class FeedQuery(msgspec.Struct):
    """`own`: what happened to the team itself, without its projects."""

    # Of an alphabet that an address carries as it is: of any other, 8,000 characters are no address any more.
    cursor: Annotated[str, msgspec.Meta(max_length=8_000, pattern=r"^[0-9A-Za-z_=-]*$")] | None = None
    own: bool = False


class SinceQuery(msgspec.Struct):
    after: Annotated[int, msgspec.Meta(ge=0, le=2**53)] | None = None


class Preview(msgspec.Struct):
    team: dict[str, str]
    role: str
    invited_by: str
    email: bool
    under_16: bool


class Joined(msgspec.Struct):
    team: str
    member: str
    seq: int


class DisclosureView(msgspec.Struct):
    """What of the team was shown to somebody outside: to whom, what, about whom or which project, and the consent it
    rests on."""

    id: str
    to: Shown
    what: What
    person: str
    consent: str
    at: int
    project: str | UnsetType = UNSET


class Disclosures(msgspec.Struct):
    disclosures: list[DisclosureView]


class LinkMade(msgspec.Struct):
    """`url` is given once; "" when the same op is sent again."""

    id: str
    url: str
    seq: int
