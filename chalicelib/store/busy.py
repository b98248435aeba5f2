"""The engine or a space cannot take a change just now."""

from __future__ import annotations


class Busy(Exception):
    """The engine throttles, is out of reach, or a space could not be appended to in time: ask again later."""

    def __init__(self, retry_after: float = 1.0, reason: str = "the engine is busy") -> None:
        """`retry_after` is in seconds."""
        super().__init__(reason)
        self.retry_after = retry_after


class FateUnknown(Busy):
    """A write was sent and no answer came: it may or may not stand. Read before writing again."""
