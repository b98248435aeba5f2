"""What follows from the steps of an application, minute by minute: its applicant is told, what was decided holds, and
what nobody decided in time ends.

Done in the API's function: it opens a case for the account that opened it, which the desk cannot write to. A row of
`case_look` finds what is to be looked at; it decides nothing, so looking twice is as good.
"""

import itertools

from chalicelib import logs, settings
from chalicelib.accounts import account as accounts
from chalicelib.billing import reminder, term
from chalicelib.billing.plan import DAY
from chalicelib.cases import case, files
from chalicelib.cases.case import Case
from chalicelib.clock import now
from chalicelib.notices import outbox
from chalicelib.sponsorship import seen
from chalicelib.sponsorship.facts import PATIENCE, UNDECIDED, Facts, State, Step
from chalicelib.store import rows, switches
from chalicelib.store.tables import Case as Row
from chalicelib.store.tables import CaseLook, Erased

KIND: case.Kind = "sponsorship"
QUEUE = "sponsorship"
# A look is asked for before the step that it is about is taken; if that never comes, it is dropped.
LATEST = 5 * 60 * 1000  # milliseconds
LASTS = 7 * DAY
TEMPLATES: dict[State, str] = {
    "review": "sponsorship_review",
    "more": "sponsorship_more",
    "granted": "sponsorship_granted",
    "refused": "sponsorship_refused",
    "revoked": "sponsorship_revoked",
    "lapsed": "sponsorship_lapsed",
}


def look_at(id: str, at: int) -> None:
    """Have the case looked at then, milliseconds."""
    rows.insert(CaseLook(QUEUE, f"{at:013d}-{id}"))


def carry_out_due() -> int:
    """Look at every case that is due; may run twice at once. How many were looked at."""
    count = 0
    if switches.read_only():
        return count
    due = itertools.takewhile(lambda row: int(row.id[:13]) <= now(), rows.each(CaseLook, QUEUE))
    for row in list(due):
        try:
            if _looked_at(row.id[14:]) or now() > int(row.id[:13]) + LATEST:
                rows.remove(row)
                count += 1
        except Exception as fault:
            # Nobody else waits for the one that is in the way.
            logs.say("job.put_off", fault)
    return count


def _looked_at(id: str) -> bool:
    """Whether something was there to do, or there is no such case any more."""
    held = _opened(id)
    if held is None:
        return True
    team = str(held.row.team)
    if rows.find(Erased, team) is not None:
        case.forget(KIND, id)
        return True
    facts = held.facts(Facts)
    since = facts.waiting_since or int(held.row.changed_at)
    if held.state in UNDECIDED and now() < since + PATIENCE:
        look_at(id, since + PATIENCE)
    elif held.state in UNDECIDED:
        seen.put(held, facts)
        facts.proposal = None
        facts.steps.append(Step("lapsed", now(), "clock"))
        if not case.change(held, "lapsed", facts, proposed_by=""):
            return False
    _carry_out(held, facts)
    return _tell(held, facts)


def _carry_out(held: Case, facts: Facts) -> None:
    """What holds as soon as it is decided; may be repeated."""
    team = str(held.row.team)
    if held.state not in UNDECIDED:
        files.drop_all(held.id)
    if held.state == "granted" and facts.until is not None:
        term.grant(team, f"sponsorship-{held.id}", "sponsored", facts.until)
    if held.state == "revoked" and facts.until is not None:
        term.end(team, "sponsored", facts.until)


def _tell(held: Case, facts: Facts) -> bool:
    """Mail the applicant about the newest step that somebody else took. Claimed before it is sent: of two Regions one tells."""
    steps = [one for one in facts.steps[facts.told :] if one.by != case.ACCOUNT and one.state in TEMPLATES]
    if not steps:
        return False
    facts.told = len(facts.steps)
    if not case.change(held, held.state, facts):
        return False
    team, account = str(held.row.team), str(held.row.account)
    if held.state == "granted" and facts.until is not None:
        reminder.plan(team, account, facts.until, "sponsored")
    try:
        to = accounts.personal(account)
    except LookupError:
        return True
    link = f"{settings.current().site}/t/{team}/sponsorship"
    outbox.send(to.email, TEMPLATES[steps[-1].state], to.language, LASTS, link=link)
    return True


def _opened(id: str) -> Case | None:
    """The case as the product opens it: for its account."""
    row = rows.find(Row, KIND, id)
    return None if row is None or row.account is None else case.by_account(KIND, id, row.account)
