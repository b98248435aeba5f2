"""Proving again that it is you, before what a thief of a session must not do.

What counts is what the account has: without any other factor, a code mailed to its address.
"""

from typing import Literal

from chalicelib.accounts import account, sign_in
from chalicelib.accounts.session import SignedIn
from chalicelib.accounts.sign_in import Asked

Way = Literal["mail"]


def ways(by: SignedIn) -> list[Way]:
    """How this account can prove itself, the best way first."""
    return ["mail"]


def ask_by_mail(by: SignedIn, language: str) -> tuple[str, Asked]:
    """Begin a proof by mailed code: (the address, what to send)."""
    email = account.personal(by.id).email
    return email, sign_in.ask(email, language, by.session)
