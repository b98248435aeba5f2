"""Signatures on receipts: ECDSA over P-256 with SHA-256 (ES256), by a key that does nothing else.

In KMS, where the private half never leaves it, or in a file on one machine. The public half is a JWK (RFC 7517) under
its thumbprint (RFC 7638); a signature is the 64 bytes r and s of RFC 7518, which browsers verify as they are.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_public_key,
    load_pem_private_key,
)

from . import key_files, tables
from .engine import reaching
from .failures import Misconfigured

NUMBER_BYTES = 32
ALGORITHM = ec.ECDSA(hashes.SHA256())


class Signer(Protocol):
    """Signs up to 4 KB; the private key never leaves its place."""

    def sign(self, message: bytes) -> bytes:
        """The DER signature."""

    @property
    def public(self) -> ec.EllipticCurvePublicKey:
        """The public half."""


class FileSigner:
    """A PKCS 8 key from a file."""

    def __init__(self, pem: bytes) -> None:
        """Misconfigured for anything but a P-256 private key."""
        try:
            key = load_pem_private_key(pem, None)
        except (ValueError, TypeError) as fault:
            raise Misconfigured(
                "the receipt key file holds no private key: put the right file back"
            ) from fault
        if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
            raise Misconfigured("the receipt key must be a P-256 key: put the right file back")
        self._key = key

    def sign(self, message: bytes) -> bytes:
        """The DER signature."""
        return self._key.sign(message, ALGORITHM)

    @property
    def public(self) -> ec.EllipticCurvePublicKey:
        """The public half."""
        return self._key.public_key()


class KmsSigner:
    """An asymmetric KMS key (ECC_NIST_P256, SIGN_VERIFY)."""

    def __init__(self, client: Any, key: str) -> None:
        """`key` is the ARN."""
        self._client, self._key = client, key

    def sign(self, message: bytes) -> bytes:
        """One KMS call."""
        with reaching():
            answer = self._client.sign(
                KeyId=self._key, Message=message, MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256"
            )
        return bytes(answer["Signature"])

    @cached_property
    def public(self) -> ec.EllipticCurvePublicKey:
        """The public half; asked for once in a process."""
        with reaching():
            answer = self._client.get_public_key(KeyId=self._key)
        key = load_der_public_key(bytes(answer["PublicKey"]))
        if not isinstance(key, ec.EllipticCurvePublicKey):
            raise Misconfigured("the receipt key in KMS must be ECC_NIST_P256")
        return key


_signer: Signer | None = None
_published: Callable[[], list[dict[str, str]]] | None = None


def connect_file(path: Path) -> None:
    """Sign with the key in `path`, made on first start."""
    global _signer
    _signer = FileSigner(key_files.content(path, _new_key))


def connect_kms(key: str, endpoint: str | None = None) -> None:
    """Sign with a KMS key by ARN, over the session that tables.connect() made."""
    global _signer
    _signer = KmsSigner(tables.line().kms(endpoint), key)


def publish(path: Path) -> None:
    """Keep the public half where the desk of one machine reads it, as /.well-known/receipt-keys.json says it."""
    told = json.dumps({"keys": [public_key()]}).encode()
    if path.exists() and path.read_bytes() != told:
        path.unlink()
    key_files.content(path, lambda: told)


def know_file(path: Path) -> None:
    """Know the keys that publish() kept in `path`, and sign nothing."""
    global _published
    _published = lambda: json.loads(path.read_text())["keys"] if path.exists() else []  # noqa: E731


def know_kms(key: str, endpoint: str | None = None) -> None:
    """Know the public half of a KMS key, which its policy gives to who may not sign."""
    global _published
    signer = KmsSigner(tables.line().kms(endpoint), key)
    _published = lambda: [_jwk(signer.public)]  # noqa: E731


def published() -> list[dict[str, str]]:
    """The keys by which papers of IZwork are known: those that this process only knows, else its own."""
    return [public_key()] if _published is None else _published()


def sign(message: bytes) -> str:
    """The signature, base64url without padding."""
    r, s = decode_dss_signature(_connected().sign(message))
    return _text(r.to_bytes(NUMBER_BYTES, "big") + s.to_bytes(NUMBER_BYTES, "big"))


def public_key() -> dict[str, str]:
    """The public half as a JWK."""
    return _jwk(_connected().public)


def _jwk(public: ec.EllipticCurvePublicKey) -> dict[str, str]:
    numbers = public.public_numbers()
    x, y = (_text(number.to_bytes(NUMBER_BYTES, "big")) for number in (numbers.x, numbers.y))
    key = {"crv": "P-256", "kty": "EC", "x": x, "y": y}
    thumbprint = hashlib.sha256(json.dumps(key, separators=(",", ":"), sort_keys=True).encode()).digest()
    return key | {"alg": "ES256", "use": "sig", "kid": _text(thumbprint)}


def verifies(key: Mapping[str, Any], message: bytes, signature: str) -> bool:
    """Whether the JWK's private half signed the message. False as well for what is no key or no signature."""
    try:
        x, y = (int.from_bytes(_bytes(str(key[name])), "big") for name in ("x", "y"))
        public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
        raw = _bytes(signature)
        if len(raw) != 2 * NUMBER_BYTES:
            return False
        r, s = int.from_bytes(raw[:NUMBER_BYTES], "big"), int.from_bytes(raw[NUMBER_BYTES:], "big")
        public.verify(encode_dss_signature(r, s), message, ALGORITHM)
    except (InvalidSignature, ValueError, KeyError):
        return False
    return True


def _connected() -> Signer:
    if _signer is None:
        raise Misconfigured("no receipt key: call signing.connect_file() or signing.connect_kms() first")
    return _signer


def _new_key() -> bytes:
    made = ec.generate_private_key(ec.SECP256R1())
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    """Only one spelling of each: what decodes to the same bytes but is written otherwise is refused."""
    data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if _text(data) != text:
        raise ValueError("not base64url")
    return data
