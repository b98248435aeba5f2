"""This was not me: one press in a notice gets an account back from whoever else is in it.

It stops a recovery, takes back the changes of contacts and factors since what the notice told of, as far as they are
not settled, keeps an account that was closing, ends every session, and leaves contacts and factors as they are for 72
hours. A sign-in mail goes to the address that stands then: who signs in by it may change them at once. Works without
being signed in; the token in the mail is the proof.
"""

from typing import Literal, NamedTuple

from chalicelib import settings
from chalicelib.accounts import closing, session, sign_in
from chalicelib.accounts.sign_in import Asked
from chalicelib.contacts import contact
from chalicelib.factors import factor
from chalicelib.mine import leaving
from chalicelib.notices import alerts, outbox
from chalicelib.recovery import recovery
from chalicelib.recovery.recovery import Stopped

# Milliseconds: a factor is written, perhaps hashed, a moment before it is told of.
BEFORE_TOLD = 60 * 1000
Restored = Literal["email", "phone", "factors", "account"]


class Pressed(NamedTuple):
    """The sign-in that was begun, what is as it was before, and what became of a recovery, if there was one."""

    asked: Asked
    restored: list[Restored]
    recovery: Stopped | None


def press(id: str, token: str) -> Pressed:
    """Do it; Refused("alert_over") for a link that was used, has expired or is not one."""
    alert = alerts.find(id, token)
    alerts.spend(alert)
    try:
        # First: one that is due could be finished meanwhile.
        stopped = recovery.stop(alert.account, by_link=True)
        held, contacts = contact.restore(alert.account, int(alert.at))
        restored: list[Restored] = [*contacts]
        # Protected from then on: nobody closes it again after it was kept.
        kept = closing.keep(alert.account, "alert_over")
        if kept:
            leaving.keep_teams(alert.account, kept)
            restored.append("account")
        session.end_all(alert.account)
        if factor.undo(alert.account, int(alert.at) - BEFORE_TOLD):
            restored.append("factors")
    except Exception:
        alerts.give_back(alert)
        raise
    asked = sign_in.ask(held.email, held.language)
    link = f"{settings.current().site}/sign-in/link#{asked.id}.{asked.token}"
    code = f"{asked.code[:4]}-{asked.code[4:]}"
    outbox.send(held.email, "sign_in", held.language, sign_in.LIFETIME, link=link, code=code)
    return Pressed(asked, restored, stopped)
