"""Mails about a plan that ends: a paid one at once, 14 and 3 days before, when it ends, and when the time of grace is over; a
sponsored one 45 and 14 days before, since a new application takes longer than a transfer, and then the same.

They are planned when a term is entered, and sent by the minute's job. What was planned for an end that is not the
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
from chalicelib.notices import mail, outbox
from chalicelib.notices.mail import Letter, Undelivered
from chalicelib.store import keys, rows
from chalicelib.store.billing_tables import Reminder, Term
from chalicelib.store.tables import Erased

Template = Literal[
    "plan_paid", "plan_ending", "plan_ended", "plan_over", "sponsorship_ending", "sponsorship_ended"
]  # fmt: skip
Plan = Literal["premium", "sponsored"]
# Relative to the end, in milliseconds.
STEPS: dict[Plan, tuple[tuple[int, Template], ...]] = {
    "premium": (
        (-14 * DAY, "plan_ending"),
        (-3 * DAY, "plan_ending"),
        (0, "plan_ended"),
        (GRACE, "plan_over"),
    ),
    "sponsored": (
        (-45 * DAY, "sponsorship_ending"),
        (-14 * DAY, "sponsorship_ending"),
        (0, "sponsorship_ended"),
        (GRACE, "plan_over"),
    ),
}
PAGES: dict[Plan, str] = {"premium": "plan", "sponsored": "sponsorship"}
QUEUE = "plan"
LASTS = 7 * DAY
PAUSE = 10 * 60 * 1000  # milliseconds between two tries


class Planned(msgspec.Struct):
    """Whom to tell what, of a plan that ends at `until`."""

    team: str
    account: str
    template: Template
    until: int
    plan: Plan = "premium"


def plan(team: str, account: str, until: int, of: Plan = "premium") -> None:
    """Plan the mails about a term that was just entered and ends at `until`: that it was paid is told at once."""
    at = now()
    first: list[tuple[int, Template]] = [(at, "plan_paid")] if of == "premium" else []
    for due, template in [*first, *((until + offset, template) for offset, template in STEPS[of])]:
        if due >= at:
            id = f"{due:013d}-{team}"
            body = keys.seal_account(
                {"reminder": id}, msgspec.json.encode(Planned(team, account, template, until, of))
            )
            rows.insert(Reminder(QUEUE, id, body=body))


def send_due() -> int:
    """Send what is due; may run twice at once. How many were sent. What nobody takes is tried again, for a week."""
    sent = 0
    due = itertools.takewhile(lambda row: int(row.id[:13]) <= now(), rows.each(Reminder, QUEUE))
    for row in list(due):
        told = msgspec.json.decode(keys.open_account({"reminder": row.id}, row.body), type=Planned)
        if int(row.id[:13]) + LASTS < now() or _over(told):
            rows.remove(row)
        elif _claimed(row) and _carried(told):
            rows.remove(row)
            sent += 1
    return sent


def _claimed(row: Reminder) -> bool:
    free = Reminder.tried_at.does_not_exist() | (Reminder.tried_at < now() - PAUSE)
    return rows.change(row, [Reminder.tried_at.set(now())], Reminder.id.exists() & free)


def _carried(told: Planned) -> bool:
    """Give the mail to whoever carries mail. Mails carry no content, so none names the team."""
    try:
        held = accounts.personal(told.account)
    except LookupError:
        return True
    facts = {
        "link": f"{settings.current().site}/t/{told.team}/{PAGES[told.plan]}",
        "until": _day(told.until - 1),
        "grace": _day(told.until + GRACE - 1),
    }
    letter = Letter(held.email, told.template, held.language, facts, now() + LASTS)
    if settings.current().mail == "mailbox":
        mail.deliver(letter, outbox.keep)
        return True
    # Not through the outbox: the job's role may open addresses and seals nothing, so it can keep no letter.
    try:
        mail.hand_over(letter)
    except Undelivered:
        return False
    return True


def _over(told: Planned) -> bool:
    """Whether the team is gone, or its plan ends at another time."""
    terms = [one for one in rows.under(Term, told.team) if one.plan == told.plan]
    return standing.end(terms) != told.until or rows.find(Erased, told.team) is not None


def _day(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000, VIETNAM):%d/%m/%Y}"
