"""What changed between two versions of a text, paragraph by paragraph and, within a changed one, word by word."""

import re
from difflib import SequenceMatcher
from typing import Literal

import msgspec

Fate = Literal["same", "new", "gone", "changed"]
# Two paragraphs that share less than this are one that went and one that came.
ALIKE = 0.4


class Part(msgspec.Struct):
    """A run of words: `fate` is same, new or gone."""

    fate: Fate
    text: str


class Paragraph(msgspec.Struct):
    """One paragraph. Joined without the new parts it is the old text, without the gone ones the new."""

    fate: Fate
    parts: list[Part]


def between(old: str, new: str) -> list[Paragraph]:
    """The paragraphs of both texts in reading order."""
    before, after = (text.splitlines() for text in (old, new))
    told: list[Paragraph] = []
    for fate, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if fate == "equal":
            told += [_whole("same", line) for line in before[a:b]]
        else:
            told += _replaced(before[a:b], after[c:d])
    return [one for one in told if one.parts[0].text]


def _whole(fate: Fate, text: str) -> Paragraph:
    return Paragraph(fate, [Part(fate, text)])


def _replaced(before: list[str], after: list[str]) -> list[Paragraph]:
    told: list[Paragraph] = []
    for line in after:
        old = next((one for one in before if _alike(one, line)), None)
        if old is None:
            told.append(_whole("new", line))
            continue
        place = before.index(old)
        told += [_whole("gone", one) for one in before[:place]]
        before = before[place + 1 :]
        told.append(Paragraph("changed", _words(old, line)))
    return told + [_whole("gone", line) for line in before]


def _alike(old: str, new: str) -> bool:
    return SequenceMatcher(None, _split(old), _split(new), autojunk=False).ratio() >= ALIKE


def _words(old: str, new: str) -> list[Part]:
    before, after = _split(old), _split(new)
    parts: list[Part] = []
    for fate, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if fate == "equal":
            parts.append(Part("same", "".join(before[a:b])))
            continue
        parts += [Part(kind, "".join(run)) for kind, run in _runs(before[a:b], after[c:d]) if run]
    return parts


def _runs(gone: list[str], new: list[str]) -> list[tuple[Fate, list[str]]]:
    return [("gone", gone), ("new", new)]


def _split(text: str) -> list[str]:
    """Words and what stands between them: joined they are the text."""
    return re.findall(r"\w+|\s+|[^\w\s]", text)
