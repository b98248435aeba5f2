"""Shapes of what the desk's own doors take and give."""

from typing import Annotated, Any

import msgspec

from chalicelib.desk.passkeys import MyPasskey
from chalicelib.desk.session import Listed
from chalicelib.entry.shapes import Assertion, StepId
from chalicelib.factors.shapes import Attestation
from chalicelib.ids import LONG
from chalicelib.web.shapes import Name, TokenText

AgentId = Annotated[str, msgspec.Meta(pattern=LONG)]


class Invited(msgspec.Struct, forbid_unknown_fields=True):
    """What stands in the operator's one-time link: `/desk#<agent>.<token>`."""

    agent: AgentId
    token: TokenText


class Enrolment(msgspec.Struct, forbid_unknown_fields=True):
    """The passkey that the device made for `step`, and the link's token once more."""

    step: StepId
    token: TokenText
    passkey: Attestation


class SigningIn(msgspec.Struct, forbid_unknown_fields=True):
    """The passkey's answer."""

    passkey: Assertion


class AskedPasskey(msgspec.Struct):
    """`options` for navigator.credentials, in JSON; `step` names the challenge."""

    step: str
    options: dict[str, Any]


class Me(msgspec.Struct):
    """Who is signed in at the desk."""

    agent: str
    roles: list[str]


class MyAgent(msgspec.Struct):
    """Who I am at the desk; `email` is where the operator knows me."""

    agent: str
    roles: list[str]
    email: str


class NewDeskPasskey(msgspec.Struct, forbid_unknown_fields=True):
    """What the device made for `step`, under a name of one's own."""

    step: StepId
    name: Name
    passkey: Attestation


class MyPasskeys(msgspec.Struct):
    """The oldest first; `most` is how many there can be."""

    passkeys: list[MyPasskey]
    most: int


class DeskPasskeyMade(msgspec.Struct):
    id: str


class MySessions(msgspec.Struct):
    sessions: list[Listed]


class LogQuery(msgspec.Struct, forbid_unknown_fields=True):
    """`before`: what the page before said."""

    before: Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Za-z]{20}$")] | None = None
