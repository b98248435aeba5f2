"""This was not me: one press in a notice gets an account back from whoever else is in it.

It takes back the changes of contacts since what the notice told of, keeps an account that was closing, ends every
session, and leaves contacts and factors as they are for 72 hours. A sign-in mail goes to the address that stands then: who signs in by it may change
them at once. Works without being signed in; the token in the mail is the proof.
"""

from typing import Literal, NamedTuple

from chalicelib import settings
from chalicelib.accounts import closing, session, sign_in
from chalicelib.accounts.account import Kind
from chalicelib.accounts.sign_in import Asked
from chalicelib.contacts import contact
from chalicelib.mine import leaving
from chalicelib.notices import alerts, outbox


class Pressed(NamedTuple):
    """The sign-in that was begun, and which contacts are as they were before."""

    asked: Asked
    restored: list[Kind | Literal["account"]]


def press(id: str, token: str) -> Pressed:
    """Do it; Refused("alert_over") for a link that was used, has expired or is not one."""
    alert = alerts.find(id, token)
    alerts.spend(alert)
    try:
        # First what it is protected by from then on: nobody closes it again after it was kept.
        held, kinds = contact.restore(alert.account, int(alert.at))
        kept = closing.keep(alert.account, "alert_over")
        if kept:
            leaving.keep_teams(alert.account, kept)
        session.end_all(alert.account)
    except Exception:
        alerts.give_back(alert)
        raise
    asked = sign_in.ask(held.email, held.language)
    link = f"{settings.current().site}/sign-in/link#{asked.id}.{asked.token}"
    code = f"{asked.code[:4]}-{asked.code[4:]}"
    outbox.send(held.email, "sign_in", held.language, sign_in.LIFETIME, link=link, code=code)
    return Pressed(asked, [*kinds, "account"] if kept else [*kinds])
