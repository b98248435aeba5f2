"""The terms of use: versioned wordings in both languages, and the hash that says which were accepted."""

import hashlib
from functools import cache
from pathlib import Path

VERSION = "2026-11"
LANGUAGES = ("vi", "en")


@cache
def wording(language: str) -> str:
    """The current terms in `vi` or `en`."""
    path = Path(__file__).parent / "wordings" / f"terms-{VERSION}.{language}.txt"
    return path.read_text(encoding="utf-8")


@cache
def digest() -> str:
    """Hex SHA-256 over the wordings of all languages: whoever accepts one accepts what both say."""
    whole = "\0".join(wording(language) for language in LANGUAGES)
    return hashlib.sha256(whole.encode()).hexdigest()
