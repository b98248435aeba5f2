"""The copy of a project that a person's browser makes for support: its shape, and how it is kept and read.

It is sent in parts, for a request holds a quarter of a megabyte, and read as a whole only when all of it is there, as it
was announced.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

import msgspec

from chalicelib.cases import files
from chalicelib.cases.case import Case

FORM = "izwork-view/1"
FILE = "copy"
# In bytes: what a function may answer with is 6 MB.
COPY_AT_MOST = 4_000_000
PART_AT_MOST = 60_000  # characters, which are 240 KB at most
PARTS_AT_MOST = 100

Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$", max_length=64)]


class CopiedComment(msgspec.Struct):
    by: str
    at: int
    text: str


class CopiedTask(msgspec.Struct):
    """A task as its person sees it, with names in the place of ids. Days are YYYY-MM-DD."""

    title: str
    labels: list[str] = []
    assignees: list[str] = []
    start: str = ""
    due: str = ""
    description: str = ""
    comments: list[CopiedComment] = []


class CopiedList(msgspec.Struct):
    name: str
    tasks: list[CopiedTask]


class Copy(msgspec.Struct):
    """One project: its lists and open tasks. `descriptions` and `comments` say whether they were included."""

    form: Literal["izwork-view/1"]
    project: str
    taken_at: int
    descriptions: bool
    comments: bool
    lists: list[CopiedList]


class Broken(ValueError):
    """It is not there as a whole, or not what was announced."""


def read(held: Case, digest: str) -> Copy:
    """The copy with this SHA-256; Broken."""
    whole = files.whole(held, FILE)
    if hashlib.sha256(whole).hexdigest() != digest:
        raise Broken("not the bytes that were announced")
    try:
        return msgspec.json.decode(whole, type=Copy)
    except msgspec.MsgspecError as fault:
        raise Broken("not a copy of a project") from fault


def put(held: Case, number: int, text: str) -> None:
    """Keep one part, counted from 0; the same again replaces it."""
    files.put(held, FILE, number, text.encode())
