"""Erasing a team: asked for by its owner, carried out at once or after thirty days, and not to be taken back then.

While it waits, the team is read and exported and nothing else, and its owner can call it off. Carrying it out needs no
key that opens content: what is to be deleted stands in one row, which was written when the team stood still. Who
carries it out (a request, the minute's job of either Region) may stop anywhere; the next run goes on. Between calling
off and carrying out one condition on that row decides.
"""

import time
import unicodedata
from datetime import UTC, datetime, timedelta

from chalicelib import logs, settings
from chalicelib.accounts import account as accounts
from chalicelib.accounts import seat
from chalicelib.clock import now
from chalicelib.leave import certificate
from chalicelib.notices import mail, outbox
from chalicelib.notices.mail import Letter
from chalicelib.projects.project import space_of
from chalicelib.refusals import Refused
from chalicelib.store import ending, rows
from chalicelib.store.busy import Busy
from chalicelib.store.reducer import Change
from chalicelib.store.space import Outcome, State
from chalicelib.store.tables import Erasure
from chalicelib.teams import team
from chalicelib.teams.member import Member, must

DAY = 24 * 3600 * 1000  # milliseconds
GRACE = 30 * DAY
DUE = "due"
LASTS = DAY  # a notice that could not be sent within a day is given up
# Within a request: mails are sent, and content deleted, for so long; the minute's job does what is left.
PATIENCE_SECONDS = 8.0
# A job's run ends well before the next begins.
RUN_SECONDS = 30.0
VIETNAM = timedelta(hours=7)


def must_name(by: Member, typed: str) -> None:
    """Refused("invalid") unless the team's name was typed, but for blanks around it."""
    if unicodedata.normalize("NFC", typed).strip() != team.name_of(by.state).strip():
        raise Refused("invalid", field="name", reason="not_its_name")


def begin(by: Member, op: str, after: int | None, at_once: bool) -> int:
    """Erase the team of its owner `by`, at once or after GRACE; the time it is or will be erased, in milliseconds.

    Members are told by mail. Said again it may only come earlier; the same `op` sent again changes nothing more.
    """
    at = now()
    wanted = at if at_once else at + GRACE
    told = team.erases_at(by.state) is not None

    def decide(state: State) -> list[Change]:
        must(state, by.id, "team.erase")
        known = team.erases_at(state)
        due = wanted if known is None else min(known, wanted)
        return [] if due == known else [{"kind": "team", "id": team.RECORD, "set": {"erases_at": due}}]

    by.commit(op, after, "team.erase", decide)
    place = Member.of(by.account, by.team)
    due = team.erases_at(place.state) or wanted
    enter(place, due)
    if not told:
        notify(place, "erasing", due)
    if at_once:
        carry_out(by.team, time.monotonic() + PATIENCE_SECONDS)
    return due


def enter(by: Member, due: int) -> None:
    """Write down what is to be deleted when. The team stands still: nobody comes in, no project is opened."""
    state = by.state
    members = state.of("member").values()
    people = sorted({str(one["account"]) for one in members})
    present = sum("left_at" not in one for one in members)
    certificate.prepare(
        by.account.id, by.team, team.name_of(state), now(), members=present, projects=len(state.of("project"))
    )
    row = Erasure(
        DUE, by.team, account=by.account.id, due_at=due, seats=people, projects=sorted(state.of("project"))
    )
    if not rows.insert(row):
        rows.change(Erasure(DUE, by.team), [Erasure.due_at.set(due)], waits())


def waits() -> object:
    """The condition that nobody has begun to carry it out, nor called it off."""
    return Erasure.team.exists() & Erasure.begun_at.does_not_exist()


def call_off(by: Member, op: str, after: int | None) -> Outcome:
    """The team stays. Refused("not_found") once it is being erased."""
    if not rows.remove(Erasure(DUE, by.team), Erasure.begun_at.does_not_exist()):
        raise Refused("not_found")
    certificate.drop(by.account.id, by.team)
    told = team.erases_at(by.state) is None

    def decide(state: State) -> list[Change]:
        must(state, by.id, "team.erase")
        if team.erases_at(state) is None:
            return []
        return [{"kind": "team", "id": team.RECORD, "set": {"erases_at": None}}]

    outcome = by.commit(op, after, "team.keep", decide)
    if not told:
        notify(by, "erasing_called_off", now())
    return outcome


def carry_out_due() -> int:
    """Carry out every erasure that is due; how many were finished. May run twice at once. One that fails holds up no
    other, and is tried again by the next run."""
    until, done = time.monotonic() + RUN_SECONDS, 0
    for row in rows.each(Erasure, DUE):
        if time.monotonic() > until:
            break
        try:
            done += row.due_at <= now() and carry_out(row.team, until)
        except Busy as busy:
            logs.say("job.put_off", busy)
        except Exception as fault:
            logs.say("job.failed", fault)
    return done


def carry_out(of: str, until: float) -> bool:
    """Erase the team if that is due; True when nothing of it is left, False when it is not due or goes on later.

    Unreadable comes first: the log is closed and the keys deleted whatever the time (`until` in time.monotonic).
    """
    row = rows.find(Erasure, DUE, of)
    if row is None:
        return False
    begins = waits() & (Erasure.due_at <= now())
    if row.begun_at is None and not rows.change(row, [Erasure.begun_at.set(now())], begins):
        return False
    ending.close(of)
    for account in row.seats:
        seat.give_up(account, of)
    certificate.say_erased(row.account, of)
    if row.told_at is None and tell_owner(row.account):
        rows.change(row, [Erasure.told_at.set(now())], Erasure.team.exists())
    for space in [*(space_of(of, project) for project in row.projects), of]:
        if not ending.clear(space, until):
            return False
    certificate.say_cleared(row.account, of)
    if row.told_at is None and now() < row.begun_at + LASTS:
        return False
    rows.remove(Erasure(DUE, of))
    return True


def notify(by: Member, template: str, due: int) -> None:
    """Mail everybody in the team, each in their language; no content, only the way to look."""
    until = time.monotonic() + PATIENCE_SECONDS
    link = f"{settings.current().site}/t/{by.team}/settings"
    for member in by.state.of("member").values():
        held = None if "left_at" in member else accounts.known(member["account"])
        if held is None:
            continue
        day = datetime.fromtimestamp(due / 1000, UTC) + VIETNAM
        send = outbox.send if time.monotonic() < until else outbox.send_soon
        send(held.email, template, held.language, LASTS, day=f"{day.day}/{day.month}/{day.year}", link=link)


def tell_owner(account: str) -> bool:
    """Tell that it is done and where the certificate is; False when nobody took the mail now."""
    held = accounts.known(account)
    if held is None:
        return True
    facts = {"link": f"{settings.current().site}/settings/leave"}
    refused: list[Letter] = []
    mail.deliver(Letter(held.email, "erased", held.language, facts, now() + LASTS), refused.append)
    return not refused
