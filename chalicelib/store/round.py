"""One leader's work: decide proposals against a state, and say what became of each once the log has spoken."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from chalicelib import clock

from . import cache, loading, log, records
from .busy import FateUnknown
from .failures import TooLarge
from .log import Entry, Op
from .proposal import Outcome, Proposal
from .reducer import Change

ENTRY_BYTES = 300 * 1024
Answer = Callable[[Outcome], None]


@dataclass(eq=False)
class Ask:
    """One proposal in the round. `tried`: the first seq it was sent for, `sent`: as what, to know its own again."""

    proposal: Proposal
    answer: Answer
    tried: int | None = None
    sent: list[Op] = field(default_factory=list)

    def sending(self, seq: int, op: Op) -> None:
        """Remember that `op` is on its way, for `seq` or a later one."""
        self.tried = self.tried or seq
        self.sent.append(op)


@dataclass(frozen=True)
class Decided:
    """An accepted proposal and the op that carries it."""

    ask: Ask
    op: Op
    size: int


class Round:
    """The open proposals of one leader."""

    def __init__(self, space: str, asked: list[tuple[Proposal, Answer]]) -> None:
        """`asked`: each proposal with the function that takes its outcome."""
        self.space = space
        self.open = [Ask(proposal, answer) for proposal, answer in asked]
        known = cache.held(space)
        self.held = known or loading.refreshed(space)
        self.state, self.fresh = loading.records(self.held), known is None
        self.appended: list[int] = []
        self.call_seconds = 0.01  # about how long the engine takes to answer, here and now

    def refresh(self) -> None:
        """Read the tail; answer whatever turns out to stand in the log."""
        started = time.monotonic()
        self.held = loading.refreshed(self.space)
        self.call_seconds += 0.25 * (time.monotonic() - started - self.call_seconds)
        self.state, self.fresh = loading.records(self.held), True
        self.answer_standing()

    def answer_standing(self) -> None:
        """Answer proposals whose op stands in the log already: sent before, by whomever."""
        for ask in list(self.open):
            after = ask.proposal.after
            if ask.tried is not None:
                after = min(ask.tried - 1, self.held.seq if after is None else after)
            seq = self.held.find(ask.proposal.op, after)
            if seq is not None:
                op = next(op for op in self.held.entry(seq).ops if op["op"] == ask.proposal.op)
                self._close(ask, Outcome(seq, None, op not in ask.sent, op["changes"]))

    def decide(self, carried: Iterable[Op] = ()) -> list[Decided]:
        """Decide all open proposals, as far as one entry holds them, on the state that `carried` ops leave.
        Refusals count only on a fresh state."""
        self.state = loading.records(self.held)
        self.answer_standing()
        decided, pending = self._decide_once(carried)
        if pending and not self.fresh:
            self.refresh()
            decided, pending = self._decide_once(carried)
        for ask, outcome in pending:
            self._close(ask, outcome)
        return decided

    def _decide_once(self, carried: Iterable[Op]) -> tuple[list[Decided], list[tuple[Ask, Outcome]]]:
        working = self.state.with_changes([change for op in carried for change in op["changes"]])
        total = sum(self.size_of(op) for op in carried)
        decided: list[Decided] = []
        refused: list[tuple[Ask, Outcome]] = []
        ops: set[str] = set()
        for ask in self.open:
            if ask.proposal.op in ops:
                continue
            try:
                changes = [records.check(change) for change in ask.proposal.decide(working)]
                one = _sized(ask, changes)
            except Exception as failure:  # whatever a decision raises is its refusal
                refused.append((ask, Outcome(self.state.seq, failure)))
                continue
            if not changes:
                refused.append((ask, Outcome(self.state.seq)))
                continue
            if total + one.size > ENTRY_BYTES and decided:
                break
            total += one.size
            ops.add(ask.proposal.op)
            decided.append(one)
            working = working.with_changes(changes)
        return decided, refused

    def put(self, decided: list[Decided], carried: list[Op]) -> bool:
        """Append what others left (`carried`) and what was decided, at head + 1. False when that seq is taken or the
        fate is unknown: refresh before anything else."""
        seq = self.state.seq + 1
        ops = carried + [one.op for one in decided]
        for one in decided:
            one.ask.sending(seq, one.op)
        try:
            if not log.put(self.space, seq, ops):
                return False
        except FateUnknown:
            return False
        self.appended.append(seq)
        self._absorb(Entry(seq, ops, len(log.encode(ops))))
        for one in decided:
            self._close(one.ask, Outcome(seq, None, False, one.op["changes"]))
        return True

    def size_of(self, op: Op) -> int:
        """Bytes of an op in an entry."""
        return len(log.encode([op]))

    def _absorb(self, entry: Entry) -> None:
        with self.held.lock:
            if self.held.seq == entry.seq - 1:
                self.held.absorb([entry])
            # Others may have read further already: what comes next is decided against that.
            self.state, self.fresh = loading.records(self.held), True

    def _close(self, ask: Ask, outcome: Outcome) -> None:
        self.open.remove(ask)
        ask.answer(outcome)


def _sized(ask: Ask, changes: list[Change]) -> Decided:
    proposal = ask.proposal
    at = proposal.at if proposal.at is not None else clock.now()
    op: Op = {"op": proposal.op, "by": proposal.by, "at": at, "verb": proposal.verb, "changes": changes}
    if proposal.exclusive:
        op["x"] = 1
    size = len(log.encode([op]))
    if size > ENTRY_BYTES:
        raise TooLarge(f"one change of {size} bytes; an entry holds {ENTRY_BYTES}")
    return Decided(ask, op, size)
