"""What people are asked to agree to: versioned texts in both languages, each with the hash that says which it was.

A directory holds `versions.json`, the table of versions, and `<document>-<version>.<language>.txt`. A new version is
two files and one line. The line holds the hash of both texts, so a text that somebody edits afterwards is not served:
who accepted it accepted other words. A deployment with terms of its own names their directory in IZWORK_WORDINGS.
"""

import hashlib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from chalicelib import settings
from chalicelib.clock import now

OURS = Path(__file__).parent / "wordings"
LANGUAGES = ("vi", "en")
Document = Literal[
    "terms", "guardian", "service", "confidentiality", "guide", "invoice", "sponsorship", "support"
]


class Line(msgspec.Struct, forbid_unknown_fields=True):
    """One line of versions.json. `answer_by`: until then those who accepted the version before go on as they were."""

    version: str
    in_force: datetime
    hash: str
    answer_by: datetime | None = None


class Wording(msgspec.Struct, frozen=True):
    """One version of a document. Times in milliseconds; `hash` is the hex SHA-256 of both texts."""

    version: str
    hash: str
    in_force_at: int
    answer_by: int
    vi: str
    en: str


class Altered(SystemExit):
    """Stops the process: a text is not the one whose hash stands in the table."""


def versions(document: Document) -> tuple[Wording, ...]:
    """Every version, oldest first, those not yet in force included."""
    return read(settings.current().wordings or OURS)[document]


def current(document: Document) -> Wording:
    """The version in force now."""
    return [one for one in versions(document) if one.in_force_at <= now()][-1]


def find(document: Document, version: str) -> Wording | None:
    """The version of this name."""
    return next((one for one in versions(document) if one.version == version), None)


@cache
def read(folder: Path) -> dict[str, tuple[Wording, ...]]:
    """Every document in `folder`; Altered when a text or the order of the table is not as it must be."""
    table = msgspec.json.decode((folder / "versions.json").read_bytes(), type=dict[Document, list[Line]])
    return {document: tuple(_wordings(folder, document, lines)) for document, lines in table.items()}


def digest(vi: str, en: str) -> str:
    """Hex SHA-256 over both texts: whoever accepts one accepts what both say."""
    return hashlib.sha256(f"{vi}\0{en}".encode()).hexdigest()


def _wordings(folder: Path, document: str, lines: list[Line]) -> list[Wording]:
    found = []
    for place, line in enumerate(lines):
        texts = [
            (folder / f"{document}-{line.version}.{one}.txt").read_text(encoding="utf-8") for one in LANGUAGES
        ]
        if digest(*texts) != line.hash:
            raise Altered(
                f"{document} {line.version} is not the text whose hash stands in {folder / 'versions.json'}: "
                "put the text back, and make a new version for what is to change."
            )
        before = lines[place - 1] if place else None
        if before is not None and (
            before.in_force >= line.in_force or not line.answer_by or line.answer_by <= line.in_force
        ):
            raise Altered(
                f"{document} {line.version}: it must come after {before.version}, with an answer_by after that."
            )
        began = _milliseconds(line.in_force)
        answer_by = began if line.answer_by is None else _milliseconds(line.answer_by)
        found.append(Wording(line.version, line.hash, began, answer_by, *texts))
    return found


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
