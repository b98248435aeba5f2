"""Shapes of what support's doors take and give."""

from typing import Annotated, Literal

import msgspec

from chalicelib.desk.errand import Errand
from chalicelib.desk.reason import Why, Words

ForAccount = Literal["resend-mails", "lift-limits", "start-recovery", "end-sessions"]


class Contact(msgspec.Struct, forbid_unknown_fields=True):
    """The whole e-mail address, or the whole number, that the person says is theirs."""

    contact: Annotated[str, msgspec.Meta(min_length=3, max_length=254)]


class NewErrand(msgspec.Struct, forbid_unknown_fields=True):
    """What is to be done for an account, and why: from the list, and in words for its owner, who reads both."""

    what: ForAccount
    why: Why
    words: Words


class Errands(msgspec.Struct):
    """The newest first."""

    errands: list[Errand]
