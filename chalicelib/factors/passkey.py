"""Passkeys (WebAuthn): a key on a person's device that signs a number of ours after they unlocked it.

Whose they are and where they work comes from IZWORK_SITE alone. Every one must verify its user (a fingerprint, a face,
a PIN), so one passkey is two factors: the device, and what unlocks it.
"""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import urlsplit

import msgspec

from chalicelib import settings
from chalicelib.factors import factor
from chalicelib.ids import is_long_id, short_id_from
from chalicelib.refusals import Refused
from chalicelib.store.tables import Factor

MOST = 20
PATIENCE = 5 * 60 * 1000  # milliseconds that the browser lets the person take
# EdDSA, ECDSA and RSA with SHA-256: what devices have.
ALGORITHMS = (-8, -7, -257)


class Kept(msgspec.Struct):
    """What is sealed: how to check its signatures, and how its owner calls it."""

    credential: bytes
    public_key: bytes
    sign_count: int
    transports: list[str]
    name: str
    backed_up: bool


def site() -> tuple[str, str]:
    """(RP id, origin)."""
    origin = settings.current().site
    return urlsplit(origin).hostname or "", origin


def id_of(credential: bytes) -> str:
    """The factor's id follows from the credential's, so that it is found without a search."""
    return factor.PASSKEY + short_id_from("passkey", text(credential))


def creation(account: str, email: str, challenge: bytes, held: list[Kept]) -> dict[str, Any]:
    """PublicKeyCredentialCreationOptions as JSON."""
    return {
        "rp": {"id": site()[0], "name": "IZwork"},
        "user": {"id": text(account.encode()), "name": email, "displayName": email},
        "challenge": text(challenge),
        "pubKeyCredParams": [{"type": "public-key", "alg": one} for one in ALGORITHMS],
        "timeout": PATIENCE,
        "excludeCredentials": described(held),
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "required",
        },
        "attestation": "none",
    }


def request(challenge: bytes, held: list[Kept]) -> dict[str, Any]:
    """PublicKeyCredentialRequestOptions as JSON; without `held` the device offers whatever it has for this site."""
    return {
        "challenge": text(challenge),
        "timeout": PATIENCE,
        "rpId": site()[0],
        "allowCredentials": described(held),
        "userVerification": "required",
    }


def described(held: list[Kept]) -> list[dict[str, Any]]:
    return [{"type": "public-key", "id": text(one.credential), "transports": one.transports} for one in held]


def add(account: str, name: str, challenge: bytes, answer: dict[str, Any]) -> str:
    """Check what the device made and keep it; the factor's id. Refused: passkey_unknown, exists."""
    kept = made(name, challenge, answer)
    if not factor.insert(account, id_of(kept.credential), kept):
        raise Refused("exists", id=name)
    return id_of(kept.credential)


def made(name: str, challenge: bytes, answer: dict[str, Any]) -> Kept:
    """What a device made, checked.

    Refused: passkey_unknown when it does not answer our challenge, for our site, with its user verified.
    """
    from webauthn import verify_registration_response
    from webauthn.helpers.exceptions import WebAuthnException

    rp, origin = site()
    try:
        verified = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=rp,
            expected_origin=origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as fault:
        raise Refused("passkey_unknown") from fault
    return Kept(
        verified.credential_id,
        verified.credential_public_key,
        verified.sign_count,
        [str(one) for one in answer["response"].get("transports") or []],
        name,
        bool(verified.credential_backed_up),
    )


def owner(answer: dict[str, Any]) -> str:
    """The account that a passkey says it belongs to; Refused("passkey_unknown") when it says nothing of the kind."""
    try:
        account = raw(answer["response"].get("userHandle") or "").decode()
    except ValueError as fault:
        raise Refused("passkey_unknown") from fault
    if not is_long_id(account):
        raise Refused("passkey_unknown")
    return account


def check(account: str, challenge: bytes, answer: dict[str, Any]) -> str:
    """The factor's id; Refused("passkey_unknown") unless one of the account's passkeys signed this challenge, its user
    verified."""
    row = factor.find(account, id_of(credential_of(answer)))
    if row is None:
        raise Refused("passkey_unknown")
    if not factor.use(row, signed(factor.opened(row, Kept), challenge, answer)):
        raise Refused("passkey_unknown")
    return str(row.id)


def credential_of(answer: dict[str, Any]) -> bytes:
    """The id of the credential that answers; Refused("passkey_unknown") for what is none."""
    try:
        return raw(answer["id"])
    except ValueError as fault:
        raise Refused("passkey_unknown") from fault


def signed(kept: Kept, challenge: bytes, answer: dict[str, Any]) -> Kept:
    """The passkey after it signed this challenge, its user verified; Refused("passkey_unknown") when it did not."""
    from webauthn import verify_authentication_response
    from webauthn.helpers.exceptions import WebAuthnException

    rp, origin = site()
    try:
        seen = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=rp,
            expected_origin=origin,
            credential_public_key=kept.public_key,
            credential_current_sign_count=kept.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as fault:
        raise Refused("passkey_unknown") from fault
    return msgspec.structs.replace(
        kept, sign_count=seen.new_sign_count, backed_up=bool(seen.credential_backed_up)
    )


def rename(row: Factor, name: str) -> None:
    kept = factor.opened(row, Kept)
    kept.name = name
    factor.amend(row, kept)


def held(rows: dict[str, Factor]) -> list[Kept]:
    """The passkeys among an account's factors."""
    return [factor.opened(row, Kept) for id, row in rows.items() if id.startswith(factor.PASSKEY)]


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
