"""The door behind the link in every alert."""

from typing import Annotated

import msgspec

from chalicelib.accounts import sign_in
from chalicelib.notices import not_me
from chalicelib.recovery.recovery import Stopped
from chalicelib.web import access, limits
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("notices")


class Link(msgspec.Struct, forbid_unknown_fields=True):
    """What the link's fragment holds: `<alert>.<token>`."""

    alert: Annotated[str, msgspec.Meta(max_length=64)]
    token: Annotated[str, msgspec.Meta(max_length=100)]


class Done(msgspec.Struct):
    """`attempt`: the sign-in whose mail has gone to the account's address; `restored`: what is as it was before;
    `recovery`: whether one under way was stopped, or goes on, for links have stopped too many."""

    attempt: str
    expires_at: int
    restored: list[not_me.Restored]
    recovery: Stopped | None = None


@feature.route(
    "POST",
    "/not-me",
    access=access.ANYONE,
    body=Link,
    returns={200: Done},
    refuses=("alert_over", "slow_down"),
    keyed=False,
)
def this_was_not_me(_: None, ask: Ask) -> Answer:
    """End every session, take changes and a closing back, and mail a way in"""
    limits.count("alert", ask)
    pressed = not_me.press(ask.body.alert, ask.body.token)
    done = Done(pressed.asked.id, pressed.asked.expires_at, pressed.restored, pressed.recovery)
    return Answer(done, 200, {"Set-Cookie": sign_in.cookie(pressed.asked.browser)})
