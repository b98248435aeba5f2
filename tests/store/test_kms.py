"""The three keys in KMS, on moto; the store cannot tell them from key files."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

import botocore.session
import pytest
from moto import mock_aws

from chalicelib.store import keys, lookup, signing
from chalicelib.store.failures import Misconfigured, Unreadable

REGION = "ap-southeast-1"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        yield botocore.session.get_session().create_client("kms", REGION)


def test_a_wrapped_key_opens_under_its_context_only(client: object) -> None:
    arns = [client.create_key()["KeyMetadata"]["Arn"] for _ in range(2)]  # type: ignore[attr-defined]
    one = keys.KmsWrapper(client, arns[0])
    wrapped = one.wrap(b"k" * 32, {"team": "t", "version": "1"})
    assert b"k" * 32 not in wrapped
    assert one.unwrap(wrapped, {"team": "t", "version": "1"}) == b"k" * 32
    with pytest.raises(Unreadable):
        one.unwrap(wrapped, {"team": "u", "version": "1"})


def test_kms_and_files_hash_alike_and_purposes_differ(
    client: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    arn = client.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")["KeyMetadata"]["Arn"]  # type: ignore[attr-defined]
    hashers = (keys.KmsHasher(client, arn), keys.FileHasher(b"k" * 32))
    for hasher in hashers:
        wrapper = keys.FileWrapper(b"k" * 32)
        monkeypatch.setattr(keys, "_trio", keys.Trio(wrapper, wrapper, hasher))
        monkeypatch.setattr(keys, "_hasher", hasher)
        assert lookup.mac("email", "an@example.com") == lookup.mac("email", "an@example.com")
        assert lookup.mac("email", "an@example.com") != lookup.mac("code", "an@example.com")
        assert len(bytes.fromhex(lookup.mac("email", "an@example.com"))) == 32
    expected = hmac.new(b"k" * 32, b"email\0an@example.com", hashlib.sha256).hexdigest()
    assert lookup.mac("email", "an@example.com") == expected
    with pytest.raises(ValueError, match="NUL"):
        lookup.mac("e\0mail", "x")


def test_a_key_in_kms_and_one_in_a_file_sign_alike(
    client: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = client.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")  # type: ignore[attr-defined]
    in_kms = signing.KmsSigner(client, made["KeyMetadata"]["Arn"])
    signing.connect_file(tmp_path / "receipt.key")
    in_file = signing._connected()
    keys_seen = []
    for signer in (in_kms, in_file):
        monkeypatch.setattr(signing, "_signer", signer)
        key, signature = signing.public_key(), signing.sign(b"a receipt")
        assert signing.verifies(key, b"a receipt", signature)
        assert not signing.verifies(key, b"another", signature)
        assert not signing.verifies(key, b"a receipt", signature[:-4])
        keys_seen.append(key)
    assert not signing.verifies(keys_seen[0], b"a receipt", signature)
    assert keys_seen[0]["kid"] != keys_seen[1]["kid"]


def test_the_receipt_key_file_is_for_its_owner_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "receipt.key"
    signing.connect_file(path)
    first = signing.public_key()
    signing.connect_file(path)
    assert signing.public_key() == first
    path.chmod(0o644)
    with pytest.raises(Misconfigured, match="chmod"):
        signing.connect_file(path)
    path.chmod(0o600)
    path.write_text("nothing")
    with pytest.raises(Misconfigured, match="right file"):
        signing.connect_file(path)
