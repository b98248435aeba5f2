"""Shapes that bodies of several features share."""

from typing import Annotated

import msgspec

_PART = r"[^\s@<>,;:\"()\[\]\\\x00-\x1f\x7f]+"

Email = Annotated[
    str, msgspec.Meta(min_length=3, max_length=254, pattern=rf"^\s*{_PART}@{_PART}\.{_PART}\s*$")
]
TokenText = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Seq = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern=r"\S")]


class NewName(msgspec.Struct, forbid_unknown_fields=True):
    """A new name for what the path names."""

    name: Name
