"""Telling a team's owner that something was decided about the team: by mail, with a link and nothing of its content.

The desk has no key to an address or to who owns what, so the API's process sends it.
"""

from typing import Literal

from chalicelib import settings
from chalicelib.accounts import account as accounts
from chalicelib.notices import outbox
from chalicelib.store import space
from chalicelib.store.failures import Erased
from chalicelib.teams.ownership import is_owner

What = Literal["warned", "limited", "suspended", "lifted", "upheld"]
LASTS = 7 * 24 * 3600 * 1000  # milliseconds for which the mail is of use


def tell(team: str, what: What) -> bool:
    """Mail the team's owner; False when there is nobody to tell."""
    try:
        state = space.state(team)
    except Erased:
        return False
    members = state.of("member").items()
    owner = next((one for id, one in members if "left_at" not in one and is_owner(state, id)), None)
    held = None if owner is None else accounts.known(owner["account"])
    if held is None:
        return False
    link = f"{settings.current().site}/t/{team}/restriction"
    outbox.send(held.email, f"restriction_{what}", held.language, LASTS, link=link)
    return True
