"""Passwords that leaked or that everyone would guess, as a filter that ships with the product: nothing is asked of
anyone, and the passwords cannot be read back out of it.

`leaked.bin` is a Bloom filter of 2 MiB with eight places a word; about one good password in 250 is taken for a leaked
one. `infra/leaked.py` makes it and names its sources with their licences. Words are compared in folded case; what is
common as a whole stands as it is, words that a few digits do not make better stand behind "=".
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("leaked.bin")
SIZE = 2**24  # bits
EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
LONGEST = 16
LOOKS = str.maketrans("013457@$!", "oleastasi")


@cache
def bits() -> bytes:
    """The filter, read on first use: most processes never check a new password."""
    return FILE.read_bytes()


def places(word: str) -> list[int]:
    """The eight bits of a word."""
    digest = hashlib.sha256(word.encode()).digest()
    return [int.from_bytes(digest[at : at + 4], "big") % SIZE for at in range(0, 32, 4)]


def holds(word: str) -> bool:
    filter = bits()
    return all(filter[place >> 3] >> (place & 7) & 1 for place in places(word))


def leaked(password: str) -> bool:
    """Whether it leaked, or is a common word with digits or signs around it, or that word repeated."""
    folded = password.casefold()
    return holds(folded) or any(holds("=" + base) for base in bases(folded))


def bases(folded: str) -> set[str]:
    """What is left of it without what people put around a word to make it long enough."""
    inner = EDGES.sub("", folded)
    found = {unit(folded), unit(inner), unit(inner.translate(LOOKS))}
    # Nothing longer is in the list; a look more would only be a chance more to be wrong.
    return {base for base in found if base and base != folded and len(base) <= LONGEST}


def unit(text: str) -> str:
    """The part whose repetition makes the text; the text itself when nothing repeats."""
    for length in range(1, len(text) // 2 + 1):
        if len(text) % length == 0 and text[:length] * (len(text) // length) == text:
            return text[:length]
    return text
