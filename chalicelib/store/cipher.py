"""Sealing: every body is one AWS Encryption SDK message, key committing, bound to its place by the context.

A `Ring` holds the 32-byte keys that may open a body and names the one that seals new ones. The suite is
AES-256-GCM with HKDF-SHA512 and key commitment, unsigned: writers and readers hold the same key, so a signature
would prove nothing. About 0.1 ms and 350 bytes a message.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Self

from cryptography.exceptions import InvalidTag

from .failures import Unreadable
from .unloaded import unloaded

# The SDK's providers for KMS stand on boto3, and a decorator's module on asyncio: 100 modules that nothing here uses.
with unloaded("boto3", "asyncio"):
    from aws_encryption_sdk import CommitmentPolicy, EncryptionSDKClient
    from aws_encryption_sdk.exceptions import AWSEncryptionSDKClientError
    from aws_encryption_sdk.identifiers import Algorithm, EncryptionKeyType, WrappingAlgorithm
    from aws_encryption_sdk.internal.crypto.wrapping_keys import WrappingKey
    from aws_encryption_sdk.key_providers.raw import RawMasterKeyProvider

KEY_BYTES = 32
_SUITE = Algorithm.AES_256_GCM_HKDF_SHA512_COMMIT_KEY
_WRAPPING = WrappingAlgorithm.AES_256_GCM_IV12_TAG16_NO_PADDING
# One frame for any entry or page: each frame costs a tag and a pass.
_FRAME = 512 * 1024
_client = EncryptionSDKClient(
    commitment_policy=CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT, max_encrypted_data_keys=1
)


def new_key() -> bytes:
    """32 random bytes."""
    return os.urandom(KEY_BYTES)


class Ring(RawMasterKeyProvider):  # type: ignore[misc]
    """The keys of one owner by name; the SDK finds the one named in a message's header."""

    provider_id = "izwork"

    def __new__(cls, keys: Mapping[str, bytes], current: str) -> Self:
        """The SDK's base keeps its caches in __new__ and takes no positional arguments there."""
        ring: Self = super().__new__(cls)
        return ring

    def __init__(self, keys: Mapping[str, bytes], current: str) -> None:
        """`keys` are 32 bytes each; `current` names the one that seals. ValueError for any other length."""
        super().__init__()
        if any(len(key) != KEY_BYTES for key in keys.values()):
            raise ValueError("a sealing key is 32 bytes")
        self._wrapping = {
            name.encode(): WrappingKey(_WRAPPING, key, EncryptionKeyType.SYMMETRIC)
            for name, key in keys.items()
        }
        self.current = current
        for name in keys:
            self.add_master_key(name.encode())
        self._sealing = self.master_key_for_encrypt(current.encode())

    def __repr__(self) -> str:
        """Never the keys."""
        return f"Ring([REDACTED], current={self.current!r})"

    def _get_raw_key(self, key_id: bytes) -> WrappingKey:
        try:
            return self._wrapping[key_id]
        except KeyError:
            raise Unreadable("sealed with a key this ring does not hold") from None

    def master_keys_for_encryption(self, *_: Any, **__: Any) -> tuple[Any, list[Any]]:
        """Only the current key: older ones open, they do not seal."""
        return self._sealing, [self._sealing]


def seal(ring: Ring, context: Mapping[str, str], body: bytes) -> bytes:
    """The sealed body, bound to `context` (clear text in the message's header, so opaque ids only)."""
    sealed, _ = _client.encrypt(
        source=body,
        source_length=len(body),
        encryption_context=dict(context),
        key_provider=ring,
        algorithm=_SUITE,
        frame_length=_FRAME,
    )
    return bytes(sealed)


def open(ring: Ring, context: Mapping[str, str], sealed: bytes) -> bytes:
    """The body. Unreadable when the key is not in the ring, a bit was changed, or the message's own context is not
    exactly `context`: a body moved to another place."""
    try:
        body, header = _client.decrypt(source=sealed, key_provider=ring)
    except Unreadable:
        raise
    except (AWSEncryptionSDKClientError, InvalidTag, ValueError, KeyError) as failure:
        raise Unreadable(f"the body does not open: {type(failure).__name__}") from failure
    if header.encryption_context != dict(context):
        raise Unreadable("the body was sealed for another place")
    if header.algorithm is not _SUITE:
        raise Unreadable("the body was sealed with another suite")
    return bytes(body)
