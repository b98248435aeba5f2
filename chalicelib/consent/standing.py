"""Where a person stands with the terms of use: what they accepted, what is asked of them, and until when they write.

Nothing is taken for granted by silence. A new version leaves what was accepted before as it is until its `answer_by`;
from then on, and after a withdrawal at once, the person reads and exports everything and writes nothing until they
accept. They may decline or close the account as easily.
"""

import threading
import time

import msgspec

from chalicelib.accounts import account as accounts
from chalicelib.accounts.session import SignedIn
from chalicelib.clock import now
from chalicelib.consent import ledger, wording
from chalicelib.consent.ledger import Act, Action, Kept
from chalicelib.refusals import Refused

# An account made before there was a ledger: its acceptance is entered first, under an op of its own.
CARRIED = "carried-from-account"
KNOWN_SECONDS, KNOWN_AT_MOST = 300.0, 10_000


class Standing(msgspec.Struct, frozen=True):
    """`version` is what holds now ("" after a withdrawal); `asked` the version that waits for an answer, or "".

    `answer` is the last word about the asked version. `writes_until` in milliseconds, None when nothing ends it.
    """

    version: str
    accepted_at: int
    asked: str
    answer: Action | None
    writes_until: int | None

    @property
    def writes(self) -> bool:
        return self.writes_until is None or now() < self.writes_until


def of(account: str) -> Standing:
    """The standing of an account; LookupError when it is gone."""
    return judged(acts_of(account, ledger.read(account)))


def acts_of(account: str, kept: list[Kept]) -> list[Act]:
    """The acts about the terms, oldest first; for an account without any, what it accepted when it was made."""
    found = [one.entry.act for one in kept if one.entry.act.kind == "terms"]
    return found or [carried(account)]


def carried(account: str) -> Act:
    """The acceptance that stands in the account itself."""
    held = accounts.personal(account)
    return Act("terms", "accepted", held.terms.version, held.terms.hash, held.accepted_at)


def judged(acts: list[Act]) -> Standing:
    """What follows from the acts about the terms, of which there is at least one."""
    accepted = next((act for act in reversed(acts) if act.action != "declined"), None)
    current = wording.current("terms")
    if accepted is None or accepted.action == "withdrawn":
        return Standing("", 0, current.version, acts[-1].action, 0)
    if accepted.hash == current.hash:
        return Standing(accepted.version, accepted.at, "", None, None)
    said = next((act.action for act in reversed(acts) if act.hash == current.hash), None)
    # Of versions that came after the accepted one, the first whose time to answer is over ends the writing.
    newer = [one for one in wording.versions("terms") if one.in_force_at <= now()]
    place = next((i for i, one in enumerate(newer) if one.hash == accepted.hash), -1)
    until = min(one.answer_by for one in newer[place + 1 :])
    return Standing(accepted.version, accepted.at, current.version, said, until)


def answer(account: str, op: str, action: Action, version: str, hash: str) -> Kept:
    """Enter what the person decided about the terms in force; the same answer again finds the entry it made.

    Refused("wording_changed") when they were shown another version than the one in force.
    """
    current = wording.current("terms")
    if action != "withdrawn" and (version, hash) != (current.version, current.hash):
        raise Refused("wording_changed", terms={"version": current.version, "hash": current.hash})
    enter_carried(account)

    def decide(kept: list[Kept]) -> Act | None:
        last = _last(kept)
        standing = judged(acts_of(account, kept))
        if action == "withdrawn":
            if not standing.version:
                return None
            held = wording.find("terms", standing.version)
            return Act("terms", "withdrawn", standing.version, held.hash if held else hash, now())
        same = last is not None and (last.entry.act.action, last.entry.act.hash) == (action, hash)
        return None if same else Act("terms", action, version, hash, now())

    found = ledger.append(account, op, decide) or _last(ledger.read(account))
    if found is None:
        raise LookupError("the ledger holds nothing about the terms")
    _forget(account)
    return found


def begin(account: str) -> None:
    """Enter the terms that a new account was made with."""
    enter_carried(account)


def enter_carried(account: str) -> None:
    """Enter what the account accepted when it was made, unless the ledger says something about the terms already."""

    def decide(kept: list[Kept]) -> Act | None:
        return None if _last(kept) else carried(account)

    ledger.append(account, CARRIED, decide)


def _last(kept: list[Kept]) -> Kept | None:
    return next((one for one in reversed(kept) if one.entry.act.kind == "terms"), None)


# Sessions whose person may write, until when, and whose they are. A withdrawal ends every session, and where another
# process has not heard of it yet, what it knows is old after KNOWN_SECONDS.
_known: dict[str, tuple[float, int | None, str]] = {}
_lock = threading.Lock()


def require(by: SignedIn) -> None:
    """Let the person write, or refuse: Refused("terms_unaccepted"). Costs nothing while what is known is fresh."""
    held = _known.get(by.session)
    fresh = held is not None and time.monotonic() - held[0] < KNOWN_SECONDS
    if held is None or not fresh or (held[1] is not None and now() >= held[1]):
        standing = of(by.id)
        if not standing.writes:
            current = wording.current("terms")
            raise Refused("terms_unaccepted", terms={"version": current.version, "hash": current.hash})
        _remember(by, standing)


def _remember(by: SignedIn, standing: Standing) -> None:
    coming = [one.answer_by for one in wording.versions("terms") if one.in_force_at > now()]
    ends = [end for end in (standing.writes_until, *coming) if end is not None]
    with _lock:
        if len(_known) >= KNOWN_AT_MOST:
            _known.clear()
        _known[by.session] = (time.monotonic(), min(ends, default=None), by.id)


def _forget(account: str) -> None:
    with _lock:
        for session in [session for session, held in _known.items() if held[2] == account]:
            del _known[session]
