"""What the store raises besides what a `decide` raises itself."""

from __future__ import annotations


class Unreadable(Exception):
    """A sealed body did not open: wrong key, altered bytes, erased team, or a body moved from another place."""


class Erased(Unreadable):
    """The team has no key: it never existed or was erased."""


class Misconfigured(Exception):
    """The store was used before it was connected, or a setting is unsafe; the message says what to do."""


class TooLarge(Exception):
    """One change alone passes what an entry can hold (300 KB)."""
