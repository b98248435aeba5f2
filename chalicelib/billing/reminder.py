"""Mails about a plan that was paid: at once, 14 and 3 days before it ends, when it ends, and when the time of grace is over.

They are planned when a term is entered,  and sent by the minute's job. What was planned for an end that is not the
team's any more, for it was renewed, is dropped.
"""

import itertools
from datetime import datetime
from typing import Literal

import msgspec

from chalicelib import settings
from chalicelib.accounts import account as accounts
from chalicelib.billing import standing
from chalicelib.billing.plan import DAY
from chalicelib.billing.standing import GRACE, VIETNAM
from chalicelib.clock import now
from chalicelib.notices import outbox
from chalicelib.store import keys, rows
from chalicelib.store.billing_tables import Reminder, Term

Template = Literal["plan_paid", "plan_ending", "plan_ended", "plan_over"]
# Relative to the end, in milliseconds.
STEPS: tuple[tuple[int, Template], ...] = (
    (-14 * DAY, "plan_ending"),
    (-3 * DAY, "plan_ending"),
    (0, "plan_ended"),
    (GRACE, "plan_over"),
)
QUEUE = "plan"
LASTS = 7 * DAY


class Planned(msgspec.Struct):
    """Whom to tell what, of a plan that ends at `until`."""

    team: str
    account: str
    template: Template
    until: int


def plan(team: str, account: str, until: int) -> None:
    """Plan the mails about a term that was just paid and ends at `until`: the first is due at once."""
    at = now()
    for due, template in [(at, "plan_paid"), *((until + offset, template) for offset, template in STEPS)]:
        if due >= at:
            id = f"{due:013d}-{team}"
            body = keys.seal_account(
                {"reminder": id}, msgspec.json.encode(Planned(team, account, template, until))
            )
            rows.insert(Reminder(QUEUE, id, body=body))


def send_due() -> int:
    """Send what is due; may run twice at once. How many were sent."""
    sent = 0
    due = itertools.takewhile(lambda row: int(row.id[:13]) <= now(), rows.each(Reminder, QUEUE))
    for row in list(due):
        told = msgspec.json.decode(keys.open_account({"reminder": row.id}, row.body), type=Planned)
        if rows.remove(Reminder(QUEUE, row.id), Reminder.id.exists()) and _ends(told.team) == told.until:
            send(told.account, told.template, told.team, told.until)
            sent += 1
    return sent


def send(account: str, template: Template, team: str, until: int) -> None:
    """Mail the account; one that is gone is passed over. Mails carry no content, so none names the team."""
    try:
        held = accounts.personal(account)
    except LookupError:
        return
    link = f"{settings.current().site}/t/{team}/plan"
    outbox.send(
        held.email,
        template,
        held.language,
        LASTS,
        link=link,
        until=_day(until - 1),
        grace=_day(until + GRACE - 1),
    )


def _ends(team: str) -> int | None:
    return standing.end([one for one in rows.under(Term, team) if one.plan == "premium"])


def _day(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000, VIETNAM):%d/%m/%Y}"
