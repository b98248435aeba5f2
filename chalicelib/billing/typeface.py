"""The faces that contracts are set in: which letters there are, how wide each is, and the file to embed.

Made by infra/contract_fonts.py, so that nothing here has to read a font.
"""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

FONTS = Path(__file__).parent / "fonts"
Name = Literal["regular", "bold"]
NAMES: tuple[Name, ...] = ("regular", "bold")


class Face(msgspec.Struct, frozen=True):
    """Measures in thousandths of the size; `widths` by glyph, `glyphs` by letter."""

    name: str
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    widths: list[int]
    glyphs: dict[str, int]

    def width(self, text: str, size: float) -> float:
        """Points that the text takes."""
        return sum(self.widths[self.glyphs.get(letter, 0)] for letter in text) * size / 1000

    def spelled(self, text: str) -> str:
        """The text's glyphs as hex, two bytes each."""
        return "".join(f"{self.glyphs.get(letter, 0):04x}" for letter in text)


@cache
def face(name: Name) -> Face:
    return msgspec.json.decode((FONTS / f"{name}.json").read_bytes(), type=Face)


def data(name: Name) -> bytes:
    """The face as it is embedded."""
    return (FONTS / f"{name}.ttf").read_bytes()


def printable(text: str) -> bool:
    """Whether the faces have every letter of it."""
    return all(letter in face("regular").glyphs for letter in text)
