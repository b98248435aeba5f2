"""Carrying out the desk's errands (desk/errand.py), in the process that has the keys for it: each minute, with what else
the API's function is told to do then.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from chalicelib import logs
from chalicelib.abuse import notice
from chalicelib.accounts import account as accounts
from chalicelib.billing import desk as finance
from chalicelib.billing import order, payment
from chalicelib.clock import now
from chalicelib.desk import errand
from chalicelib.desk.errand import Outcome
from chalicelib.notices import outbox
from chalicelib.recovery import support
from chalicelib.refusals import Refused
from chalicelib.store.busy import Busy
from chalicelib.store.tables import Errand as Row
from chalicelib.tickets import telling
from chalicelib.web import limits

# What somebody meets who cannot get in: codes and passwords typed wrong too often, mails asked for too often.
LIFTED = ("sign-in.mail", "password.account", "step.account", "proof.mail")


class Came(NamedTuple):
    """What came of an errand."""

    outcome: Outcome
    many: int | None = None


def carry_out() -> int:
    """Do every errand that waits; how many were done. One that cannot be done now is tried again with the next run."""
    done = 0
    for row in errand.waiting():
        try:
            came = DO[row.what](row)
        except (support.NotSo, finance.NotSo, Refused, LookupError):
            came = Came("refused")
        except Busy as busy:
            logs.say("job.put_off", busy)
            continue
        except Exception as fault:
            logs.say("job.failed", fault)
            if now() < row.asked_at + errand.WAITS:
                continue
            came = Came("failed")
        errand.finish(row, *came)
        done += 1
    return done


def resend(row: Row) -> Came:
    many = outbox.send_again(accounts.personal(row.about).email)
    return Came("done" if many else "nothing", many)


def lift(row: Row) -> Came:
    email = accounts.personal(row.about).email
    many = sum(limits.lift(name, account=row.about, mailbox=email) for name in LIFTED)
    return Came("done" if many else "nothing", many)


def recover(row: Row) -> Came:
    support.begin(row.about)
    return Came("done")


def sign_out(row: Row) -> Came:
    accounts.personal(row.about)
    many = int(support.end_all(row.about)["ended"])
    return Came("done" if many else "nothing", many)


def tell_owner(row: Row) -> Came:
    return Came("done" if notice.tell(row.about, msgspec.convert(row.note, notice.What)) else "nothing")


def tell_answer(row: Row) -> Came:
    return Came("done" if telling.tell(row.about) else "nothing")


def settle(row: Row) -> Came:
    """Done when the order is paid; else how much is missing, in đồng."""
    held = order.settle(row.about)
    if held is None:
        return Came("refused")
    return (
        Came("done")
        if held.state == "paid"
        else Came("nothing", held.facts.amount - payment.total(row.about))
    )


def grant(row: Row) -> Came:
    plan, _, until = str(row.note).partition(" ")
    finance.grant(row.about, plan, until or None)
    return Came("done")


def revoke(row: Row) -> Came:
    finance.revoke(row.about, str(row.note))
    return Came("done")


DO: dict[str, Callable[[Row], Came]] = {
    "resend-mails": resend,
    "lift-limits": lift,
    "start-recovery": recover,
    "end-sessions": sign_out,
    "tell-owner": tell_owner,
    "tell-answer": tell_answer,
    "settle-order": settle,
    "grant-plan": grant,
    "revoke-plan": revoke,
}
