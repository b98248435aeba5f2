"""What is sealed in an application for sponsorship: who asks, what was handed in, and every step that was taken."""

from __future__ import annotations

from typing import Literal

import msgspec

from chalicelib.billing.plan import DAY

# Undecided for so long, the documents are deleted; so is what stands in a draft that nobody sends.
PATIENCE = 90 * DAY
FILES_AT_MOST = 5
FILE_AT_MOST = 5 * 1024 * 1024  # bytes
PART = 256 * 1024  # bytes of every part but the last
ROUNDS = 20  # questions back to the applicant; the steps stay one item of the engine

Organisation = Literal["", "humanitarian", "vocational"]
State = Literal[
    "draft", "submitted", "review", "more", "granted", "refused", "revoked", "withdrawn", "lapsed"
]  # fmt: skip
UNDECIDED: tuple[State, ...] = ("draft", "submitted", "review", "more")
WRITABLE: tuple[State, ...] = ("draft", "more")
# What a proposal asks for, and the state that it leads to when another reviewer confirms it.
Verdict = Literal["grant", "refuse", "revoke"]
LEADS: dict[Verdict, State] = {"grant": "granted", "refuse": "refused", "revoke": "revoked"}
Kind = Literal["pdf", "jpeg", "png"]


class File(msgspec.Struct):
    """A document. `size` bytes; `kind` and `hash` (hex SHA-256) once it is whole and was checked; `name` as typed."""

    id: str
    name: str
    size: int
    kind: Kind | None = None
    hash: str = ""

    @property
    def parts(self) -> int:
        return -(-self.size // PART)


class Step(msgspec.Struct):
    """Where the application went, when (milliseconds), by whom ("account", "clock" or an agent's id), in what words."""

    state: State
    at: int
    by: str
    words: str = ""


class Proposal(msgspec.Struct):
    """What a reviewer asks another to confirm. `number` counts proposals; `until` in milliseconds, for a grant."""

    number: int
    verdict: Verdict
    by: str
    at: int
    words: str
    until: int | None = None


class Seen(msgspec.Struct):
    """The note of what was seen, kept when the documents are deleted: how many of each kind, by which reviewers."""

    kinds: dict[str, int]
    reviewers: list[str]


class Said(msgspec.Struct):
    """The four things an organisation says about itself, and in which role its contact acts there."""

    organisation: Organisation = ""
    name: str = ""
    registration: str = ""
    activity: str = ""
    role: str = ""


class Facts(msgspec.Struct):
    """The whole. `waiting_since`: the last submission or answer; `until`: how long it was granted; `told`: how many
    steps the applicant was mailed about; `proposals`: how many there were."""

    said: Said
    files: list[File] = []
    steps: list[Step] = []
    waiting_since: int = 0
    until: int | None = None
    proposal: Proposal | None = None
    proposals: int = 0
    seen: Seen | None = None
    told: int = 0


class Looked(msgspec.Struct, tag="looked"):
    """An entry of the case: a reviewer opened this document."""

    file: str


class Note(msgspec.Struct, tag="note"):
    """An entry of the case: what a reviewer wrote down."""

    words: str


Entry = Looked | Note
