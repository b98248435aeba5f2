"""Erasing an account that was closed 30 days ago: step after step, each of which may be repeated.

A run that is cut off anywhere is finished by the next, and runs of two Regions may do it at once. The account's own row
goes nearly last, since it says whose contacts are to be erased; the row that found the account goes last.

What stays: the consent ledger, as proof, which names an opaque id and no contact; what was written in teams, the name
typed there included, which is the teams'.
"""

import time
from collections.abc import Callable

from chalicelib import logs
from chalicelib.accounts import account as accounts
from chalicelib.accounts import claim, closing, seat, session
from chalicelib.cases import case
from chalicelib.clock import now
from chalicelib.consent import ledger, standing
from chalicelib.contacts import contact
from chalicelib.desk import errand
from chalicelib.factors import factor
from chalicelib.leave import certificate, erasure
from chalicelib.mine import parting
from chalicelib.notices import alerts, mail, outbox
from chalicelib.notices.mail import Letter
from chalicelib.recovery import recovery
from chalicelib.store import rows, switches
from chalicelib.store.busy import Busy
from chalicelib.store.tables import Account, Closing, Erased, Fault, Guardianship
from chalicelib.tickets import ending

DAY = 24 * 3600 * 1000  # milliseconds for which a last mail that nobody takes puts the erasing off
SECONDS = 8.0  # a run ends before Lambda ends the function
OP = "closed-with-account"


def sign_out(id: str, closes_at: int) -> None:
    session.end_all(id)


def end_views(id: str, closes_at: int) -> None:
    """What support was shown, while the teams can still be told who looked."""
    ending.end_all(id)


def leave_teams(id: str, closes_at: int) -> None:
    """Teams that were to be erased with the account are erased now; whatever they held is deleted by the minute's job
    if it takes long."""
    until = time.monotonic() + SECONDS
    for team in seat.teams(id):
        erasure.carry_out(team, until)
        parting.part(team, id)


def forget_factors(id: str, closes_at: int) -> None:
    for one in factor.all_of(id):
        factor.remove(id, one)


def forget_recovery(id: str, closes_at: int) -> None:
    recovery.forget(id)


def forget_guardians(id: str, closes_at: int) -> None:
    for one in {kept.entry.act.about for kept in ledger.read(id) if kept.entry.act.kind == "guardian"}:
        rows.remove(Guardianship(one))


def forget_certificates(id: str, closes_at: int) -> None:
    certificate.forget(id)


def end_consent(id: str, closes_at: int) -> None:
    """The ledger's last entry: with the account the consent to the terms ends."""
    if accounts.known(id) is not None:
        standing.answer(id, OP, "withdrawn", "", "")


def forget_cases(id: str, closes_at: int) -> None:
    case.leave(id)
    errand.forget(id)
    for row in rows.under(Fault, id):
        rows.remove(row)


def forget_mails(id: str, closes_at: int) -> None:
    held = accounts.known(id)
    if held is not None:
        outbox.forget_to({one.value for one in contact.named(held) if one.kind == "email"})


def say_farewell(id: str, closes_at: int) -> None:
    """The last mail, while the address is still known. Nobody keeps it: if it is not taken, the erasing waits for it,
    a day at most."""
    held = accounts.known(id)
    if held is None:
        return
    untaken: list[Letter] = []
    mail.deliver(Letter(held.email, "account_erased", held.language, {}, now() + DAY), untaken.append)
    if untaken and now() < closes_at + DAY:
        raise Busy(60.0, "nobody takes the last mail")


def forget_notices(id: str, closes_at: int) -> None:
    alerts.forget_closing(id)


def let_contacts_go(id: str, closes_at: int) -> None:
    """From here on whoever has the address signs up anew."""
    held = accounts.known(id)
    for one in contact.named(held) if held is not None else ():
        claim.release(one.kind, one.value, id)


def forget_account(id: str, closes_at: int) -> None:
    """A restore leaves out whoever is in the list of those who were erased."""
    rows.put(Erased(id, at=now()))
    rows.remove(Account(id))


STEPS: tuple[Callable[[str, int], None], ...] = (
    sign_out,
    end_views,
    leave_teams,
    forget_factors,
    forget_recovery,
    forget_guardians,
    forget_certificates,
    end_consent,
    forget_cases,
    forget_mails,
    say_farewell,
    forget_notices,
    let_contacts_go,
    forget_account,
)


def erase_due() -> int:
    """Erase every account whose time has come; how many. One that cannot be erased now is left to the next run."""
    count, until = 0, time.monotonic() + SECONDS
    if switches.read_only():
        return count
    for row in rows.each(Closing, closing.QUEUE):
        if closes_at(row) > now() or time.monotonic() > until:
            break
        try:
            count += erase(row)
        except Exception as fault:
            # Nobody else waits for the one whose team or mail is in the way.
            logs.say("erasing.put_off", fault)
    return count


def erase(row: Closing) -> bool:
    """All steps for one account; False when it was kept, or closes at another time."""
    due = closing.begin(row.account, closes_at(row))
    if due:
        for step in STEPS:
            step(row.account, closes_at(row))
    rows.remove(Closing(row.queue, row.id))
    return due


def closes_at(row: Closing) -> int:
    return int(row.id[:13])
