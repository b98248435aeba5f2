"""What the doors of sponsorship take in and give back, at the product and at the desk."""

from typing import Annotated, Literal

import msgspec

from chalicelib.sponsorship.facts import FILE_AT_MOST, Kind, Organisation, Verdict

State = Literal[
    "draft", "submitted", "review", "more", "granted", "refused", "ended", "revoked", "withdrawn", "lapsed"
]
VersionName = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$", max_length=64)]
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=2000, pattern=r"\S")]
Maybe = Annotated[str, msgspec.Meta(max_length=2000)]


class Draft(msgspec.Struct, forbid_unknown_fields=True):
    """What the organisation says about itself; while it is a draft everything may be empty."""

    organisation: Organisation
    name: Annotated[str, msgspec.Meta(max_length=150)]
    registration: Annotated[str, msgspec.Meta(max_length=80)]
    activity: Maybe
    role: Annotated[str, msgspec.Meta(max_length=80)]


class Submission(msgspec.Struct, forbid_unknown_fields=True):
    """The wording that was read and is agreed to."""

    version: VersionName
    hash: Hash


class NewWords(msgspec.Struct, forbid_unknown_fields=True):
    words: Words


class NewFile(msgspec.Struct, forbid_unknown_fields=True):
    """A file that is going to be sent, `size` in bytes."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=120, pattern=r"\S")]
    size: Annotated[int, msgspec.Meta(ge=1, le=FILE_AT_MOST)]


class From(msgspec.Struct, forbid_unknown_fields=True):
    """From which byte on; a piece is given, and the next is asked for from where it ended."""

    start: Annotated[int, msgspec.Meta(ge=0, le=FILE_AT_MOST)] = 0


class FileView(msgspec.Struct):
    """`kind` is null until the file is whole and was checked; `missing` are the parts (of 256 KiB, from 0) still to be sent."""

    id: str
    name: str
    size: int
    kind: Kind | None
    missing: list[int]


class StepView(msgspec.Struct):
    """`by` says who took the step: the account, a reviewer, or the time."""

    state: State
    at: int
    by: Literal["account", "reviewer", "clock"]
    words: str


class SeenView(msgspec.Struct):
    """What the reviewers saw before the documents were deleted: how many of each kind, and by how many of them."""

    kinds: dict[str, int]
    reviewers: int


class ApplicationView(msgspec.Struct):
    """An application as its applicant sees it; times in milliseconds. `until`: how long it was granted."""

    id: str
    state: State
    opened_at: int
    said: Draft
    files: list[FileView]
    steps: list[StepView]
    until: int | None
    seen: SeenView | None


class Applications(msgspec.Struct):
    """Mine for this team, the newest first. `sponsored_until`: until when the team is sponsored, whoever applied."""

    sponsored_until: int | None
    applications: list[ApplicationView]


class NewProposal(msgspec.Struct, forbid_unknown_fields=True):
    """What another reviewer is to confirm, with words for the applicant. `until`: the last day of a grant, YYYY-MM-DD."""

    verdict: Verdict
    words: Words
    until: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", max_length=10)] | None = None


class ProposalView(msgspec.Struct):
    """`mine`: I proposed it, so somebody else has to confirm it."""

    number: int
    verdict: Verdict
    by: str
    mine: bool
    at: int
    words: str
    until: int | None


class WaitingApplication(msgspec.Struct):
    """A line of the queue."""

    id: str
    state: State
    organisation: Organisation
    name: str
    opened_at: int
    changed_at: int
    proposed_by: str


class ReviewQueue(msgspec.Struct):
    """Everything that was handed in, the one that stood still the longest first."""

    applications: list[WaitingApplication]


class DeskStep(msgspec.Struct):
    """`by`: "account", "clock" or an agent's id."""

    state: State
    at: int
    by: str
    words: str


class DeskNote(msgspec.Struct):
    """`file` where it says that a document was opened, else what a reviewer wrote."""

    by: str
    at: int
    words: str
    file: str


class DeskFile(msgspec.Struct):
    id: str
    name: str
    size: int
    kind: Kind


class DeskSeen(msgspec.Struct):
    kinds: dict[str, int]
    reviewers: list[str]


class Opened(msgspec.Struct):
    """An application as a reviewer sees it. `team` and `account` are opaque ids."""

    id: str
    state: State
    team: str
    account: str
    opened_at: int
    said: Draft
    files: list[DeskFile]
    steps: list[DeskStep]
    notes: list[DeskNote]
    until: int | None
    proposal: ProposalView | None
    seen: DeskSeen | None
