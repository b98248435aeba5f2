"""What is asked of a space's log, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from .reducer import Change
from .state import State


@dataclass(frozen=True)
class Proposal:
    """A change someone wants. `decide` sees the newest state and returns changes (records.patch, records.delete) or
    raises to refuse; it may be called several times and must have no other effect.

    `after` is the seq the client knew (an op already standing after it is answered, not repeated); `exclusive` ones
    are appended to the very state that `decide` saw. `at`: milliseconds since epoch, None for now.
    """

    op: str
    after: int | None
    by: str
    verb: str
    decide: Callable[[State], list[Change]]
    exclusive: bool = False
    at: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a proposal: accepted at `seq` (`repeated`: it stood there before), or refused with `error`.

    No changes from `decide` means no entry: accepted, `seq` is the head it saw.
    """

    seq: int
    error: Exception | None = None
    repeated: bool = False
    changes: list[Change] = field(default_factory=list)
