"""Shapes of what the doors to one's own factors take and give."""

from typing import Annotated, Any, Literal

import msgspec

from chalicelib.entry.shapes import Base64, Password, StepId, Typed
from chalicelib.web.shapes import Name


class NewPassword(msgspec.Struct, forbid_unknown_fields=True):
    """12 to 128 characters, any kind of them."""

    password: Password


class AttestationResponse(msgspec.Struct):
    clientDataJSON: Base64  # noqa: N815 - WebAuthn's own names
    attestationObject: Annotated[str, msgspec.Meta(max_length=20_000, pattern=r"^[0-9A-Za-z_-]+$")]  # noqa: N815
    transports: Annotated[
        list[Annotated[str, msgspec.Meta(pattern="^[a-z-]{1,20}$")]], msgspec.Meta(max_length=8)
    ] = []


class Attestation(msgspec.Struct):
    """A new passkey, as browsers write it in JSON (PublicKeyCredential.toJSON)."""

    id: Base64
    rawId: Base64  # noqa: N815
    type: Literal["public-key"]
    response: AttestationResponse


class NewPasskey(msgspec.Struct, forbid_unknown_fields=True):
    """What the device made for `step`, under a name of one's own."""

    step: StepId
    name: Name
    passkey: Attestation


class NewTotp(msgspec.Struct, forbid_unknown_fields=True):
    """The app's code for the secret of `step`."""

    step: StepId
    code: Typed


class TotpAsked(msgspec.Struct):
    """A secret for the app: as text, as its URI, and that as a QR code in SVG."""

    step: str
    expires_at: int
    secret: str
    uri: str
    qr: str


class PasskeyMade(msgspec.Struct):
    id: str


class Options(msgspec.Struct):
    """`options` for navigator.credentials.create, in JSON; `step` names the challenge."""

    step: str
    options: dict[str, Any]


class Codes(msgspec.Struct):
    """New recovery codes, shown this once; empty when the account keeps those it has."""

    codes: list[str]
