"""Setting a text on A4 pages: which word stands where. What a line is, its beginning says:

= title     centred, large
^ line      centred, bold
# heading   bold
- item      with a bullet
| a | b     two columns, centred, as for signatures
***         a new page
anything else is a paragraph; **words** in it are bold. An empty line is a little space.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chalicelib.billing import typeface
from chalicelib.billing.typeface import Name

WIDTH, HEIGHT = 595.28, 841.89  # A4 in points
LEFT, RIGHT, TOP, BOTTOM = 71.0, 62.0, 64.0, 68.0
SIZE, LEADING = 11.0, 15.6
TITLE, GAP, INDENT = 15.0, 6.0, 16.0


class Word(NamedTuple):
    """A word at its place, points from the page's lower left corner."""

    x: float
    y: float
    face: Name
    size: float
    text: str


class Piece(NamedTuple):
    face: Name
    text: str


Run = list[Piece]


def pages(text: str) -> list[list[Word]]:
    """The words of each page."""
    return Setter().set(text)


class Setter:
    """Fills pages from top to bottom."""

    def __init__(self) -> None:
        self.pages: list[list[Word]] = [[]]
        self.y = HEIGHT - TOP

    def set(self, text: str) -> list[list[Word]]:
        lines = text.strip().splitlines()
        for place, line in enumerate(lines):
            self.one(line.strip(), lines[place + 1 : place + 3])
        return self.pages

    def one(self, line: str, after: list[str]) -> None:
        mark, _, rest = line.partition(" ")
        if not line:
            self.y -= GAP
        elif line == "***":
            self.turn()
        elif mark == "=":
            self.centred(pieces(f"**{rest}**"), TITLE, LEFT, WIDTH - RIGHT)
        elif mark == "^":
            self.centred(pieces(f"**{rest}**"), SIZE, LEFT, WIDTH - RIGHT)
        elif mark == "|":
            self.columns([cell.strip() for cell in rest.split("|")])
        elif mark == "#":
            # A heading stays with what follows it.
            self.need(LEADING * 3)
            self.y -= GAP
            self.flow(pieces(f"**{rest}**"), LEFT)
        elif mark == "-":
            self.need(LEADING)
            self.put(Word(LEFT + 4, self.y - LEADING, "regular", SIZE, "•"))
            self.flow(pieces(rest), LEFT + INDENT)
        else:
            self.flow(pieces(line), LEFT)

    def flow(self, given: list[Run], left: float) -> None:
        """A paragraph, justified."""
        room = WIDTH - RIGHT - left
        lines = list(broken(given, room, SIZE))
        for number, line in enumerate(lines):
            natural = sum(width(one, SIZE) for one in line)
            gaps = len(line) - 1
            blank = space(SIZE)
            if number < len(lines) - 1 and gaps:
                blank = (room - natural) / gaps
            self.line(line, left, blank, SIZE)

    def centred(self, given: list[Run], size: float, left: float, right: float) -> None:
        for line in broken(given, right - left, size):
            taken = sum(width(one, size) for one in line) + space(size) * (len(line) - 1)
            self.line(line, left + (right - left - taken) / 2, space(size), size)

    def columns(self, cells: list[str]) -> None:
        """Each cell centred in its share of the line."""
        self.need(LEADING)
        top, lowest = self.y, self.y
        share = (WIDTH - LEFT - RIGHT) / len(cells)
        for number, cell in enumerate(cells):
            self.y = top
            self.centred(pieces(cell), SIZE, LEFT + share * number, LEFT + share * (number + 1) - 12)
            lowest = min(lowest, self.y)
        self.y = lowest

    def line(self, line: list[Run], left: float, blank: float, size: float) -> None:
        leading = LEADING * size / SIZE
        self.need(leading)
        self.y -= leading
        for number, word in enumerate(line):
            for place, one in enumerate(word):
                # The blank is set too, so that copied text has its spaces.
                last = place == len(word) - 1 and number < len(line) - 1
                self.put(Word(left, self.y, one.face, size, one.text + " " * last))
                left += width([one], size)
            left += blank

    def need(self, height: float) -> None:
        if self.y - height < BOTTOM:
            self.turn()

    def turn(self) -> None:
        self.pages.append([])
        self.y = HEIGHT - TOP

    def put(self, word: Word) -> None:
        self.pages[-1].append(word)


def pieces(text: str) -> list[Run]:
    """Words, with what stands between ** in bold; "**a**," is one word in two faces."""
    words: list[Run] = []
    bold, apart = False, True
    for part in re.split(r"(\*\*|\s+)", text):
        if part == "**":
            bold = not bold
        elif part.isspace():
            apart = True
        elif part:
            piece = Piece("bold" if bold else "regular", part)
            if apart:
                words.append([piece])
            else:
                words[-1].append(piece)
            apart = False
    return words


def broken(words: list[Run], room: float, size: float) -> Iterator[list[Run]]:
    """Lines of words that fit; a word longer than a line is cut."""
    line: list[Run] = []
    taken = 0.0
    for word in (part for one in words for part in cut(one, room, size)):
        wide = width(word, size)
        if line and taken + space(size) + wide > room:
            yield line
            line, taken = [], 0.0
        taken += wide + (space(size) if line else 0.0)
        line.append(word)
    if line:
        yield line


def cut(word: Run, room: float, size: float) -> Iterator[Run]:
    if width(word, size) <= room:
        yield word
        return
    for face, text in word:
        while text:
            fits = next(n for n in range(len(text), 0, -1) if width([Piece(face, text[:n])], size) <= room)
            yield [Piece(face, text[:fits])]
            text = text[fits:]


def width(word: Run, size: float) -> float:
    return sum(typeface.face(one.face).width(one.text, size) for one in word)


def space(size: float) -> float:
    return typeface.face("regular").width(" ", size)
