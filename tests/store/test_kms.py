"""The three keys in KMS, on moto; the store cannot tell them from key files."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator

import botocore.session
import pytest
from moto import mock_aws

from chalicelib.store import keys, lookup
from chalicelib.store.failures import Unreadable

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
        assert lookup.mac("email", "an@example.com") == lookup.mac("email", "an@example.com")
        assert lookup.mac("email", "an@example.com") != lookup.mac("code", "an@example.com")
        assert len(bytes.fromhex(lookup.mac("email", "an@example.com"))) == 32
    expected = hmac.new(b"k" * 32, b"email\0an@example.com", hashlib.sha256).hexdigest()
    assert lookup.mac("email", "an@example.com") == expected
    with pytest.raises(ValueError, match="NUL"):
        lookup.mac("e\0mail", "x")
