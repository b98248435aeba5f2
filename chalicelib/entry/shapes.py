"""Shapes of what the doors to signing in and proving take and give."""

from typing import Annotated, Any, Literal

import msgspec

from chalicelib.entry.proof import Way
from chalicelib.factors.two_step import Answer
from chalicelib.ids import LONG
from chalicelib.refusals import Refused
from chalicelib.web.shapes import Email

Base64 = Annotated[str, msgspec.Meta(min_length=1, max_length=4000, pattern=r"^[0-9A-Za-z_-]+$")]
Typed = Annotated[str, msgspec.Meta(max_length=40)]
Password = Annotated[str, msgspec.Meta(min_length=1, max_length=512)]
StepId = Annotated[str, msgspec.Meta(pattern=LONG)]


class WithPassword(msgspec.Struct, forbid_unknown_fields=True):
    """Sign in with e-mail and password."""

    email: Email
    password: Password


class AssertionResponse(msgspec.Struct):
    clientDataJSON: Base64  # noqa: N815 - WebAuthn's own names
    authenticatorData: Base64  # noqa: N815
    signature: Base64
    userHandle: Base64 | None = None  # noqa: N815


class Assertion(msgspec.Struct):
    """A passkey's answer, as browsers write it in JSON (PublicKeyCredential.toJSON)."""

    id: Base64
    rawId: Base64  # noqa: N815
    type: Literal["public-key"]
    response: AssertionResponse


class StepAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """Exactly one of: a code of the authenticator app, a recovery code, a passkey's answer."""

    totp: Typed | None = None
    recovery: Typed | None = None
    passkey: Assertion | None = None


class NewProof(msgspec.Struct, forbid_unknown_fields=True):
    """Exactly one proof: `password`, `totp`, `recovery`, `passkey` with its `step`, or a mailed `code` with its
    `attempt`."""

    password: Password | None = None
    totp: Typed | None = None
    recovery: Typed | None = None
    passkey: Assertion | None = None
    step: StepId | None = None
    code: Typed | None = None
    attempt: StepId | None = None


class PasskeyAsked(msgspec.Struct):
    """`options` for navigator.credentials.get, in JSON; `step` names the challenge."""

    step: str
    options: dict[str, Any]


class Ways(msgspec.Struct):
    """How I can prove that it is me, the best way first."""

    ways: list[Way]


class ProofAsked(msgspec.Struct):
    """`attempt` names the proof under way; `expires_at` in milliseconds."""

    attempt: str
    expires_at: int


def one_of(given: Any, *names: str) -> str:
    """The one field of these that is given; refused when it is none or several."""
    found = [name for name in names if getattr(given, name) is not None]
    if len(found) != 1:
        raise Refused("invalid", field=names[0], reason="one_proof")
    return found[0]


def answer_of(given: StepAnswer | NewProof) -> Answer:
    passkey = None if given.passkey is None else msgspec.to_builtins(given.passkey)
    return Answer(given.totp, given.recovery, passkey)
