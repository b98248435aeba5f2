"""How a view ends: withdrawn by its person, over by the clock, or because they may not show the project any more.

First its state, so that nothing is shown from then on; then its copy. Each step may be repeated, and the minute's job
repeats them until all are done. The desk enters a look, and then looks at the state once more, before it shows anything:
so every look that showed something was entered before the state changed, and is carried. What the desk enters a moment
later showed nothing; the row waits AFTERWARDS for it, and then goes too.
"""

import time

from chalicelib import logs
from chalicelib.accounts.session import SignedIn
from chalicelib.cases import case, files
from chalicelib.cases.case import ACCOUNT, Case
from chalicelib.clock import now
from chalicelib.consent import ledger
from chalicelib.consent.ledger import Act, Kept
from chalicelib.projects.project import ProjectMember
from chalicelib.refusals import Refused
from chalicelib.store import switches
from chalicelib.store.busy import Busy
from chalicelib.teams.member import Member, is_closing
from chalicelib.teams.role import CAN
from chalicelib.tickets import look, ticket, view
from chalicelib.tickets.ticket import Said
from chalicelib.tickets.view import KIND, Facts, Why

AFTERWARDS = 2 * view.MINUTE
SECONDS = 8.0  # a run ends before Lambda ends the function


def withdraw(account: str, id: str) -> None:
    """Take a view back at once, and the consent with it. Refused("not_found")."""
    end(view.find(account, id), "withdrawn")


def end_of_ticket(account: str, id: str) -> None:
    """What a ticket shows ends with it."""
    for held, _ in view.of_ticket(account, id):
        end(held, "closed")


def end(held: Case, why: Why) -> None:
    """End it for that reason, unless it has ended, and do what follows."""
    account = str(held.row.account)
    for _ in range(view.TRIES):
        facts = held.facts(Facts)
        if held.state == "ended":
            break
        facts.why = why
        if case.change(held, "ended", facts):
            break
        again = case.by_account(KIND, held.id, account)
        if again is None:
            return
        held = again
    else:
        raise Busy(1.0, "a view is changed from many sides")
    settle(held, facts)


def settle(held: Case, facts: Facts) -> None:
    """What follows when a view has ended; may be repeated."""
    account = str(held.row.account)
    files.drop_all(held.id)
    if facts.why == "withdrawn":
        _enter_withdrawal(account, held.id, facts)
    about = case.by_account(ticket.KIND, facts.ticket, account)
    if about is not None:
        case.say_once(about, ACCOUNT, Said(f"ended-{held.id}", "ended", facts.why or "", held.id))
    look.carry(held, facts)


def keep_up() -> int:
    """Carry looks into feeds, end what is over, and forget what has ended; how many views were looked after. May run
    twice at once. One that fails holds up no other."""
    until, count = time.monotonic() + SECONDS, 0
    if switches.read_only():
        return count
    for row in case.queue(KIND):
        if time.monotonic() > until:
            break
        try:
            held = case.by_account(KIND, row.id, row.account)
            if held is not None:
                look_after(held)
                count += 1
        except Busy as busy:
            logs.say("job.put_off", busy)
        except Exception as fault:
            logs.say("job.failed", fault)
    return count


def look_after(held: Case) -> None:
    """One view, as the minute's job does."""
    facts = held.facts(Facts)
    if held.state == "ended":
        settle(held, facts)
        if held.row.changed_at < now() - AFTERWARDS:
            case.forget_mine(held)
        return
    why = over(held, facts)
    if why is None:
        look.carry(held, facts)
    else:
        end(held, why)


def over(held: Case, facts: Facts) -> Why | None:
    """Why it is to end now; None while it goes on."""
    account = str(held.row.account)
    if view.is_over(facts):
        return "expired"
    if view.withdrawals(ledger.read(account), held.id):
        return "withdrawn"
    about = case.by_account(ticket.KIND, facts.ticket, account)
    if about is None or about.state == "closed":
        return "closed"
    return None if may_show(account, str(held.row.team), facts.project) else "left"


def may_show(account: str, team: str, project: str) -> bool:
    """Whether the account may show this project to support now."""
    try:
        member = Member.of(SignedIn(account, "", "", 0), team)
        ProjectMember.of(member, project)
    except Refused:
        return False
    return member.role in CAN["project.show"] and not is_closing(member.state)


def end_all(account: str) -> None:
    """End every view of an account that is erased; the looks are in the feeds when this returns."""
    for row in case.of_account(account, KIND):
        held = case.by_account(KIND, row.id, account)
        if held is not None:
            end(held, "withdrawn")


def _enter_withdrawal(account: str, id: str, facts: Facts) -> None:
    def decide(kept: list[Kept]) -> Act | None:
        if view.withdrawals(kept, id):
            return None
        return Act("support", "withdrawn", facts.version, facts.hash, now(), about=id)

    ledger.append(account, f"view-{id}-withdrawn", decide)
