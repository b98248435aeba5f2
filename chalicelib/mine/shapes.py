"""What the doors to one's own data and to closing the account take in and give back. Times in milliseconds."""

from typing import Literal

import msgspec

from chalicelib.mine.held import Section
from chalicelib.mine.leaving import Choice, Owned


class MyData(msgspec.Struct):
    """Everything held about me, table by table; `not_listed` are tables in which no row can be found by its account."""

    form: Literal["izwork-my-data/1"]
    account: str
    made_at: int
    held: list[Section]
    not_listed: list[Section]


class ClosingView(msgspec.Struct):
    """Whether the account closes (`closes_at`, 0: no), and the teams whose future has to be said first."""

    closes_at: int
    email: str
    teams: list[Owned]


class NewClosing(msgspec.Struct, forbid_unknown_fields=True):
    """What becomes of each team that I own."""

    teams: list[Choice] = []


class Closed(msgspec.Struct):
    closes_at: int
