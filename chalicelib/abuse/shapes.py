"""What the doors of abuse take in and give back."""

from typing import Annotated

import msgspec

from chalicelib.abuse.appeal import Appealed, Words
from chalicelib.abuse.attaching import AT_MOST, NewAttachment
from chalicelib.abuse.reason import Reason
from chalicelib.abuse.report import Reported
from chalicelib.abuse.report import Words as OwnWords
from chalicelib.abuse.restriction import Level
from chalicelib.web.shapes import TokenText

Shown = Annotated[str, msgspec.Meta(max_length=80)]


class NewReport(msgspec.Struct, forbid_unknown_fields=True):
    reason: Reason
    attached: Annotated[list[NewAttachment], msgspec.Meta(min_length=1, max_length=AT_MOST)]
    words: OwnWords = ""


class InvitationReport(msgspec.Struct, forbid_unknown_fields=True):
    """`team_name` and `invited_by`: what the invitation's page showed, which is what the desk reads."""

    token: TokenText
    reason: Reason
    team_name: Shown
    invited_by: Shown
    words: OwnWords = ""


class ReportMade(msgspec.Struct):
    id: str


class Reports(msgspec.Struct):
    reports: list[Reported]


class RestrictionView(msgspec.Struct):
    """How the desk has restricted the team; why is told to who manages it, the appeal to the owner who made it."""

    level: Level
    since: int | None = None
    reason: Reason | None = None
    can_appeal: bool = False
    appeal: Appealed | None = None


class NewAppeal(msgspec.Struct, forbid_unknown_fields=True):
    words: Words
