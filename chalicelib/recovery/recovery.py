"""Recoveries: the way back for who lost a device or a mailbox, open only after a wait in which all contacts are told.

One account has one at a time, in one row. Every change of it is conditional on the version that was read, so of a stop
and a finish at the same moment one comes first, in whichever Region. It holds as long as the account has the contacts
it was begun with. Who may stop it, and why, is in docs/security.md.
"""

from typing import Literal

import msgspec

from chalicelib.accounts import account as accounts
from chalicelib.accounts.account import HOUR, Personal
from chalicelib.accounts.device import Device
from chalicelib.clock import now
from chalicelib.factors import factor
from chalicelib.notices import alerts, outbox
from chalicelib.notices.alerts import Facts
from chalicelib.refusals import Refused
from chalicelib.store import keys, rows
from chalicelib.store.busy import Busy
from chalicelib.store.tables import Recovery as Row

DAY = 24 * HOUR
WAIT = 72 * HOUR  # milliseconds
SHORT = 24 * HOUR  # when mail and phone were proved, both settled
OPEN = 7 * DAY  # for which it can be finished once the wait is over
# Links of notices stop so many of a lost device in so long; a second factor that was settled stops every one.
STOPS, STOPS_IN = 3, 30 * DAY
TRIES = 5
WAITING, FINISHING, OVER = "waiting", "finishing", "over"

Kind = Literal["device", "mailbox"]
Stopped = Literal["stopped", "goes_on"]


class Held(msgspec.Struct):
    """What is sealed of one under way: what was lost, the contacts it was begun with, and its queued reminders.

    `phone`: the number that was proved; `new_email`: the address that is to replace a lost one.
    """

    kind: Kind
    email: str
    phone: str | None
    new_email: str | None
    device: Device
    began_at: int
    letters: list[str] = []


class Kept(msgspec.Struct):
    """What is sealed: the one under way, and when links stopped others."""

    held: Held | None = None
    stopped: list[int] = []


class Living(msgspec.Struct):
    """One that is under way."""

    row: Row
    kept: Kept
    held: Held

    @property
    def due_at(self) -> int:
        return int(self.row.due_at)


def find(account: str, kind: Kind | None = None) -> Living | None:
    """The recovery that is under way, of this kind; one of contacts that the account lost since is none."""
    row = rows.find(Row, account)
    if row is None or row.state == OVER or now() > row.due_at + OPEN:
        return None
    kept, person = opened(row), accounts.known(account)
    held = kept.held
    if held is None or person is None or (kind is not None and held.kind != kind):
        return None
    same = held.email == person.email and held.phone in (None, person.phone)
    return Living(row, kept, held) if same else None


def begin(account: str, going: Held) -> Living:
    """Begin it, in place of one that is over, or that was begun for the mailbox; all contacts are told."""
    person = accounts.personal(account)
    for _ in range(TRIES):
        row = rows.find(Row, account)
        stopped = [] if row is None else opened(row).stopped
        kept = Kept(going, [at for at in stopped if now() <= at + STOPS_IN])
        before = [] if row is None else letters_of(row)
        made = written(account, row, kept, WAITING, going.began_at + WAIT)
        if made is not None:
            found = Living(made, kept, going)
            outbox.take_back(before)
            facts = Facts(going.device, going.began_at, until=found.due_at)
            alerts.tell(account, "recovery_started", facts, known=person)
            remind(found, person)
            return found
    raise Busy(1.0, "many changes to one recovery at once")


def shorten(found: Living, phone: str) -> Living:
    """The account's number was proved besides: it is needed at the end as well, and the wait may be shorter."""
    person, held = accounts.personal(found.row.account), found.held
    # Who took a contact over lately gains no time by it: both have to be settled.
    settled = all(one.at + WAIT <= held.began_at for one in person.past)
    due = held.began_at + (SHORT if settled else WAIT)
    proved = msgspec.structs.replace(held, phone=phone)
    kept = Kept(proved, found.kept.stopped)
    row = written(found.row.account, found.row, kept, WAITING, due)
    if row is None:
        raise Refused("contact_busy")
    outbox.take_back(held.letters)
    made = Living(row, kept, proved)
    remind(made, person)
    return made


def due(found: Living | None) -> Living:
    """Refused: recovery_over, and recovery_early while it waits."""
    if found is None:
        raise Refused("recovery_over")
    if now() < found.due_at:
        raise Refused("recovery_early", until=found.due_at)
    return found


def decide(found: Living | None, phone: str | None = None) -> Held:
    """From here on nobody stops it: the wait is over, and the same contacts were proved again.

    Refused: recovery_over, recovery_early, recovery_phone. What follows may be cut off and done once more.
    """
    found = due(found)
    if found.held.phone != phone:
        raise Refused("recovery_phone")
    row = found.row
    if not rows.change(row, [Row.state.set(FINISHING), Row.version.add(1)], Row.version == row.version):
        raise Refused("recovery_over")
    return found.held


def close(account: str) -> None:
    """What was decided is done: it is over."""
    row = rows.find(Row, account)
    if row is not None and row.state == FINISHING:
        outbox.take_back(letters_of(row))
        written(account, row, Kept(None, opened(row).stopped), OVER, 0)


def stop(account: str, *, by_link: bool) -> Stopped | None:
    """Stop the one under way; "goes_on" when links have stopped too many, or it is being finished; None: there is
    none."""
    for _ in range(TRIES):
        found = find(account)
        if found is None:
            return None
        held = found.held
        of_late = [at for at in found.kept.stopped if now() <= at + STOPS_IN]
        counts = by_link and held.kind == "device"
        if found.row.state == FINISHING or (counts and len(of_late) >= STOPS):
            return "goes_on"
        kept = Kept(None, [*of_late, now()] if counts else of_late)
        if written(account, found.row, kept, OVER, 0) is not None:
            outbox.take_back(held.letters)
            alerts.tell(account, "recovery_stopped", Facts(held.device, held.began_at))
            return "stopped"
    raise Busy(1.0, "many changes to one recovery at once")


def entered(account: str, by: str, *, by_mail: bool) -> None:
    """Somebody signed in, having proved the factor `by` ("" none) and the mailbox (`by_mail`): who could do that needs
    no recovery. A factor counts only if it was settled when the recovery began, or a thief's own would."""
    found = find(account)
    if found is None:
        return
    row = factor.find(account, by) if by else None
    known = row is not None and factor.settled(row, found.held.began_at)
    # Who came in by mail alone met no second step that could have been lost.
    if known or (by_mail and (found.held.kind == "mailbox" or not by)):
        stop(account, by_link=False)


def remind(found: Living, person: Personal) -> None:
    """Queue a mail for each day of the wait and one for its end; the minute's job sends what is due."""
    held, due = found.held, found.due_at
    facts = Facts(held.device, held.began_at, until=due)
    at, letters = held.began_at + DAY, []
    while at < due:
        if at > now():
            letters += alerts.queue(found.row.account, "recovery_waiting", facts, person, at)
        at += DAY
    letters += alerts.queue(found.row.account, "recovery_ready", facts, person, max(due, now()))
    kept = Kept(msgspec.structs.replace(held, letters=letters), found.kept.stopped)
    if written(found.row.account, found.row, kept, WAITING, due) is None:
        outbox.take_back(letters)


def written(account: str, row: Row | None, kept: Kept, state: str, due_at: int) -> Row | None:
    """Write it on condition that it is as it was read; None when it is not."""
    body = keys.seal_account(context(account), msgspec.json.encode(kept))
    if row is None:
        # The clock, so that one made anew never has a version that an older one had.
        row = Row(account, version=now(), state=state, due_at=due_at, body=body)
        done = rows.insert(row)
    else:
        actions = [Row.version.add(1), Row.state.set(state), Row.due_at.set(due_at), Row.body.set(body)]
        done = rows.change(row, actions, Row.version == row.version)
    return row if done else None


def held_of(account: str) -> tuple[Row, Held] | None:
    """What is kept of one that was begun and not ended, whether or not it can still be finished."""
    row = rows.find(Row, account)
    held = None if row is None else opened(row).held
    return None if row is None or held is None else (row, held)


def forget(account: str) -> None:
    """Remove what is kept of an account that is going, its reminders too."""
    row = rows.find(Row, account)
    if row is not None:
        outbox.take_back(letters_of(row))
        rows.remove(Row(account))


def letters_of(row: Row) -> list[str]:
    held = opened(row).held
    return [] if held is None else held.letters


def opened(row: Row) -> Kept:
    return msgspec.json.decode(keys.open_account(context(row.account), row.body), type=Kept)


def context(account: str) -> dict[str, str]:
    return {"account": account, "of": "recovery"}
