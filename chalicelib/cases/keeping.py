"""How long what was handed to the desk is kept once it is over, and its end, minute by minute.

A row of `case_look` finds each case when its time has come. It is written before the state that it is about, and decides
nothing: the case is read again, so one that was opened anew stays, and looking twice is as good. The pointer goes first
and the case's own row last, so what was begun is found and finished by the next minute.
"""

from __future__ import annotations

import itertools
import time

from chalicelib import logs
from chalicelib.cases import files
from chalicelib.clock import now
from chalicelib.store import rows, switches
from chalicelib.store.tables import Case as Row
from chalicelib.store.tables import CaseEntry, CaseLook, Errand, OwnCase

DAY = 24 * 3600 * 1000
# Half a year in which a trouble that comes back is understood from the ticket; a year for what was decided about
# somebody, for that long it may be questioned. What nobody closed or decided has no end: somebody waits for it.
DAYS = {"ticket": 180, "report": 365, "appeal": 365}
OVER = {
    "ticket": frozenset({"closed"}),
    "report": frozenset({"acted", "dismissed"}),
    "appeal": frozenset({"upheld", "granted"}),
}
QUEUE, BEGUN = "over", "over-begun"
SECONDS = 8.0  # a run ends before Lambda ends the function


def until(row: Row) -> int | None:
    """When a case is deleted, milliseconds; None while it is not over, and for kinds that end otherwise."""
    if row.state not in OVER.get(row.kind, ()):
        return None
    return int(row.changed_at) + DAYS[row.kind] * DAY


def plan(kind: str, id: str, state: str) -> None:
    """Before a case takes this state: have it looked at when its time has come, if it is over with it."""
    if state in OVER.get(kind, ()):
        _look_at(kind, id, now() + DAYS[kind] * DAY)


def carry_out_due() -> int:
    """Delete what was kept long enough; how many cases. May run twice at once, and be broken off anywhere."""
    ends, count = time.monotonic() + SECONDS, 0
    if switches.read_only():
        return count
    _begin()
    due = itertools.takewhile(lambda row: int(row.id[:13]) <= now(), rows.each(CaseLook, QUEUE))
    for look in list(due):
        if time.monotonic() > ends:
            break
        try:
            kind, _, id = look.id[14:].partition("-")
            count += _looked_at(kind, id)
            rows.remove(look)
        except Exception as fault:
            # Nobody else waits for the one that is in the way.
            logs.say("job.put_off", fault)
    return count


def _looked_at(kind: str, id: str) -> bool:
    """Whether it was deleted."""
    row = rows.find(Row, kind, id)
    end = None if row is None else until(row)
    if row is None or end is None:
        return False
    if end > now():
        _look_at(kind, id, end)  # closed a moment after the look was planned, or closed again
        return False
    if row.account is not None:
        rows.remove(OwnCase(row.account, id))
    for done in rows.under(Errand, id):  # that its person was mailed an answer
        rows.remove(done)
    erase(kind, id)
    return True


def erase(kind: str, id: str) -> None:
    """Delete the case with all that was said and handed in, its own row last; may be repeated."""
    files.drop_all(id)
    for row in rows.under(CaseEntry, id):
        rows.remove(row)
    rows.remove(Row(kind, id))


def _look_at(kind: str, id: str, at: int) -> None:
    rows.insert(CaseLook(QUEUE, f"{at:013d}-{kind}-{id}"))


def _begin() -> None:
    """Once: what was over before cases had an end is given its own."""
    if rows.find(CaseLook, BEGUN, BEGUN) is not None:
        return
    for kind in DAYS:
        for row in rows.under(Row, kind):
            end = until(row)
            if end is not None:
                _look_at(kind, row.id, end)
    rows.insert(CaseLook(BEGUN, BEGUN))
