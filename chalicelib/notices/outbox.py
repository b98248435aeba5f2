"""The outbox: every mail is handed over at once, within the request that causes it; one that nobody takes is kept, sealed,
and tried again by the minute's job, with growing pauses, until it is of no use any more or a day is over.

Nothing is kept of a mail that was taken, so the queue is empty nearly always, and asking how old its oldest mail is
reads one row at most. Jobs of two Regions may work on it at once: a mail is claimed, by a condition, before it is sent.
What was given up stays for a fortnight as dead, where an alarm sees it and `revive` finds it.
"""

import itertools
import secrets
import time
from typing import Any

import msgspec

from chalicelib import logs
from chalicelib.clock import now
from chalicelib.notices import mail
from chalicelib.notices.mail import Letter, Undelivered
from chalicelib.store import desk_key, keys, lookup, rows
from chalicelib.store.tables import Mail

MINUTE = 60 * 1000  # milliseconds
DAY = 24 * 60 * MINUTE
DEAD_FOR = 14 * DAY
SLOWEST = 60 * MINUTE
# A run ends well before the next begins, and after so many refusals in a row: the carrier is down, not the address.
RUN_SECONDS, REFUSALS = 40.0, 5
WAITING, DEAD = "waiting", "dead"


class Run(msgspec.Struct):
    """What one run did: mails sent, refused once more, given up."""

    sent: int = 0
    refused: int = 0
    dead: int = 0


def send(to: str, template: str, language: str, lasts: int, **facts: str) -> None:
    """Send a mail that is of use for `lasts` milliseconds; a missing fact is a KeyError, Busy when it can neither be
    handed over nor kept."""
    mail.deliver(Letter(to, template, language, facts, now() + lasts), keep)


def send_soon(to: str, template: str, language: str, lasts: int, **facts: str) -> None:
    """As send(), by the next minute's job: for one of many mails that nobody waits for."""
    wait(Letter(to, template, language, facts, now() + lasts), 0)


def keep(letter: Letter) -> None:
    """Put a mail that nobody took in the queue."""
    wait(letter, MINUTE)
    logs.say("mail.untaken")


def wait(letter: Letter, pause: int) -> None:
    id = f"{now():013d}-{secrets.token_hex(6)}"
    rows.insert(_row(id, letter, due_at=now() + pause, ends_at=_end(letter)))


def later(at: int, to: str, template: str, language: str, lasts: int, **facts: str) -> str:
    """Have a mail sent at a moment to come, `at` in milliseconds; by what is given back it can be taken back."""
    id = f"{at:013d}-{secrets.token_hex(6)}"
    letter = Letter(to, template, language, facts, at + lasts)
    letter.written()
    rows.insert(_row(id, letter, due_at=at, tries=0, ends_at=at + min(lasts, DAY)))
    return id


def take_back(ids: list[str]) -> None:
    """Send these no more; what was sent meanwhile stays sent."""
    for id in ids:
        rows.remove(Mail(WAITING, id))


def send_due() -> Run:
    """Try every mail that is due; may run twice at once."""
    run, until, in_a_row = Run(), time.monotonic() + RUN_SECONDS, 0
    for row in rows.each(Mail, WAITING):
        # In the order of their ids, which begin with their time.
        if time.monotonic() > until or in_a_row >= REFUSALS or kept_at(row) > now():
            break
        if now() >= row.ends_at:
            _give_up(row)
            run.dead += 1
        elif row.due_at <= now() and _claimed(row):
            if _sent(row):
                run.sent, in_a_row = run.sent + 1, 0
            else:
                run.refused, in_a_row = run.refused + 1, in_a_row + 1
    for row in itertools.takewhile(lambda one: kept_at(one) < now() - DEAD_FOR, rows.each(Mail, DEAD)):
        rows.remove(Mail(DEAD, row.id))
    return run


def oldest() -> int | None:
    """How long the oldest mail has waited, in milliseconds; None when none waits but for its time. One engine call."""
    row = rows.end(Mail, WAITING)
    return None if row is None or kept_at(row) > now() else now() - kept_at(row)


def dead() -> int:
    """How many mails were given up within DEAD_FOR."""
    return sum(1 for _ in rows.each(Mail, DEAD))


def revive() -> int:
    """Put the dead mails that are still of use back in the queue, for a day; how many."""
    count = 0
    for row in rows.each(Mail, DEAD):
        end = _end(_opened(row))
        if end > now():
            # Sealed as it was, under its own id: who may send mails may open addresses, and seals none.
            _move(row, WAITING, due_at=now(), tries=1, ends_at=end)
            count += 1
    return count


def deliveries(address: str) -> list[Mail]:
    """The mails to an address that wait to be sent, or were given up; nothing is opened."""
    kept = [row for queue in (WAITING, DEAD) for row in rows.each(Mail, queue)]
    return [row for row in kept if kept_at(row) <= now() and row.to_mac == _mac(row.id, address)]


def send_again(address: str) -> int:
    """Have the mails to an address tried with the next run, those given up too while they are of use; how many."""
    count = 0
    for row in deliveries(address):
        if row.queue == WAITING:
            count += rows.change(row, [Mail.due_at.set(now())], Mail.due_at == row.due_at)
        elif _end(_opened(row)) > now():
            _move(row, WAITING, due_at=now(), tries=1, ends_at=_end(_opened(row)))
            count += 1
    return count


def forget_dead() -> int:
    """Drop the dead mails; how many."""
    gone = [rows.remove(Mail(DEAD, row.id)) for row in rows.each(Mail, DEAD)]
    return len(gone)


def forget_to(addresses: set[str]) -> None:
    """Remove every mail to these addresses, whether it waits or was given up."""
    for row in held_for(addresses):
        rows.remove(Mail(row.queue, row.id))


def held_for(addresses: set[str]) -> list[Mail]:
    """The mails to these addresses that wait or were given up. The queue is empty nearly always, so all are opened."""
    kept = [row for queue in (WAITING, DEAD) for row in rows.each(Mail, queue)]
    return [row for row in kept if _opened(row).to in addresses]


def template_of(row: Mail) -> str:
    """Which mail it is; never what stands in it, which may let its reader in."""
    return _opened(row).template


def kept_at(row: Mail) -> int:
    return int(row.id[:13])


def _end(letter: Letter) -> int:
    return min(letter.useless_at, now() + DAY)


def _claimed(row: Mail) -> bool:
    pause = min(SLOWEST, MINUTE * 2 ** max(0, int(row.tries) - 1))
    return rows.change(
        row,
        [Mail.due_at.set(now() + pause), Mail.tries.add(1)],
        (Mail.due_at == row.due_at) & Mail.id.exists(),
    )


def _sent(row: Mail) -> bool:
    try:
        if row.tries > 1:
            mail.hand_over(_opened(row))
        else:
            mail.hand_over_first(_opened(row), keep)
    except Undelivered as why:
        logs.say("mail.untaken", why)
        return False
    rows.remove(Mail(WAITING, row.id))
    return True


def _give_up(row: Mail) -> None:
    _move(row, DEAD, due_at=row.due_at, tries=row.tries, ends_at=row.ends_at)
    logs.say("mail.given_up")


def _row(id: str, letter: Letter, **times: Any) -> Mail:
    body = keys.seal_account({"mail": id}, msgspec.json.encode(letter))
    named = desk_key.wrap(_place(id), letter.template.encode())
    return Mail(WAITING, id, to_mac=_mac(id, letter.to), for_desk=named, body=body, **times)


def template_at_desk(row: Mail) -> str:
    """Which mail it is, for the desk, which opens nothing else of it; "" where it is not said."""
    return "" if row.for_desk is None else desk_key.unwrap(_place(row.id), row.for_desk).decode()


def _place(id: str) -> str:
    return f"mail/{id}"


def _mac(id: str, address: str) -> str:
    """Of one day alone, so that nobody sees from the queue that two days' mails go to one address."""
    return lookup.daily_mac("mail", int(id[:13]) // DAY, address)


def _move(row: Mail, queue: str, **times: Any) -> None:
    rows.put(Mail(queue, row.id, to_mac=row.to_mac, for_desk=row.for_desk, body=row.body, **times))
    rows.remove(Mail(row.queue, row.id))


def _opened(row: Mail) -> Letter:
    return msgspec.json.decode(keys.open_account({"mail": row.id}, row.body), type=Letter)
