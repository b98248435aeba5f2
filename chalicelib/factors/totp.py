"""Codes from an authenticator app: TOTP (RFC 6238) with SHA-1, six digits, thirty seconds, as every app knows it."""

from __future__ import annotations

import base64
import hmac
import io
import secrets
from urllib.parse import quote

import msgspec

from chalicelib.clock import now
from chalicelib.factors import factor

STEP = 30  # seconds
DIGITS = 6
AROUND = 1  # steps that a clock may be off


class Kept(msgspec.Struct):
    """What is sealed: the shared secret, and the step of the last code taken, so that none is taken twice."""

    secret: bytes
    last: int = 0


def new_secret() -> bytes:
    """160 bits, as RFC 4226 asks for."""
    return secrets.token_bytes(20)


def code_at(secret: bytes, step: int) -> str:
    from cryptography.hazmat.primitives.hashes import SHA1
    from cryptography.hazmat.primitives.twofactor.totp import TOTP

    # SHA-1 as a MAC is sound, and what the apps implement.
    return TOTP(secret, DIGITS, SHA1(), STEP).generate(step * STEP).decode()  # noqa: S303  # nosec B303


def step_of(secret: bytes, code: str, after: int = 0) -> int:
    """The step whose code this is, within the clock's leeway and later than `after`; 0 when there is none."""
    typed = "".join(letter for letter in code if letter.isascii() and letter.isdigit())
    current = now() // 1000 // STEP
    found = 0
    for step in range(current - AROUND, current + AROUND + 1):
        if hmac.compare_digest(code_at(secret, step), typed) and step > after:
            found = step
    return found


def put(account: str, secret: bytes, step: int) -> None:
    """The app showed that it knows the secret, by the code of `step`, which counts as used."""
    factor.put(account, factor.TOTP, Kept(secret, step))


def spend(account: str, code: str) -> bool:
    """Whether the code is right; it is used up, also against the same code sent twice at once."""
    row = factor.find(account, factor.TOTP)
    if row is None:
        return False
    kept = factor.opened(row, Kept)
    step = step_of(kept.secret, code, kept.last)
    return bool(step) and factor.use(row, Kept(kept.secret, step))


def uri(secret: bytes, email: str) -> str:
    """What the QR code says, in the apps' common format."""
    label = quote(f"IZwork:{email}", safe="@")
    return f"otpauth://totp/{label}?secret={spelled(secret)}&issuer=IZwork&algorithm=SHA1&digits={DIGITS}&period={STEP}"


def spelled(secret: bytes) -> str:
    """The secret for typing."""
    return base64.b32encode(secret).decode().rstrip("=")


def picture(text: str) -> str:
    """The QR code as an SVG document."""
    import segno

    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, "svg", border=2, omitsize=True, xmldecl=False)
    return drawn.getvalue().decode()
