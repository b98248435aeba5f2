"""What the abuse desk's doors take in and give back."""

import msgspec

from chalicelib.abuse.appeal import Words
from chalicelib.abuse.judging import Choice, Note, WaitingReport
from chalicelib.abuse.reason import Reason


class AbuseQueue(msgspec.Struct):
    """The oldest first; `counts` by state, of all there are."""

    counts: dict[str, int]
    waiting: list[WaitingReport]


class QueueQuery(msgspec.Struct):
    """`state`: only these; all of them without it."""

    state: str = ""


class NewDecision(msgspec.Struct, forbid_unknown_fields=True):
    act: Choice
    reason: Reason
    note: Note = ""


class NewNote(msgspec.Struct, forbid_unknown_fields=True):
    note: Note = ""


class NewAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """`words` are for the owner: the one free text that the desk hands back."""

    grant: bool
    words: Words
