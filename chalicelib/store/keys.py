"""Keys: what wraps team keys and account bodies (KMS, or files on one machine), and the team keys themselves.

content  wraps team keys, context {team, version, purpose}      account  seals account bodies, context {account,…}
lookup   keyed hashes, see lookup.py

A team key is 32 bytes, wrapped in table `key`; unwrapped ones are kept in memory at most 300 s, so erasing a team is
felt everywhere within that time, and at once in the process that erased it.
"""

from __future__ import annotations

import hashlib
import hmac
import threading
import time
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from pynamodb.exceptions import PutError

from chalicelib import clock

from . import cipher, key_files, tables
from .busy import Busy
from .engine import reaching
from .failures import Erased, Misconfigured, Unreadable

CACHE_SECONDS = 300.0
KMS_RETRY_SECONDS = 5.0


class Wrapper(Protocol):
    """Seals up to 4 KB under a key that never leaves its place."""

    def wrap(self, plain: bytes, context: Mapping[str, str]) -> bytes:
        """Sealed bytes that only the same context opens."""

    def unwrap(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """The plain bytes; Unreadable for another key or context."""


class Hasher(Hashable, Protocol):
    """HMAC-SHA-256 under the lookup key."""

    def mac(self, text: bytes) -> bytes:
        """32 bytes."""


class FileWrapper:
    """A key from a file; the Encryption SDK does the wrapping."""

    def __init__(self, key: bytes) -> None:
        """`key` is 32 bytes."""
        self._ring = cipher.Ring({"file": key}, "file")

    def wrap(self, plain: bytes, context: Mapping[str, str]) -> bytes:
        """Sealed bytes, about 350 longer."""
        return cipher.seal(self._ring, context, plain)

    def unwrap(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """The plain bytes."""
        return cipher.open(self._ring, context, wrapped)


class FileHasher:
    """HMAC with a key from a file."""

    def __init__(self, key: bytes) -> None:
        """`key` is 32 bytes."""
        self._key = key

    def mac(self, text: bytes) -> bytes:
        """32 bytes."""
        return hmac.new(self._key, text, hashlib.sha256).digest()


class KmsWrapper:
    """A symmetric KMS key."""

    def __init__(self, client: Any, key: str) -> None:
        """`key` is the ARN."""
        self._client, self._key = client, key

    def wrap(self, plain: bytes, context: Mapping[str, str]) -> bytes:
        """One KMS call."""
        with _asking(self._client):
            answer = self._client.encrypt(KeyId=self._key, Plaintext=plain, EncryptionContext=dict(context))
        return bytes(answer["CiphertextBlob"])

    def unwrap(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """One KMS call; naming the key makes KMS refuse a body wrapped by another."""
        with _asking(self._client):
            answer = self._client.decrypt(
                KeyId=self._key, CiphertextBlob=wrapped, EncryptionContext=dict(context)
            )
        return bytes(answer["Plaintext"])


class KmsHasher:
    """An HMAC KMS key: even a stolen database and process memory do not let anyone try all phone numbers."""

    def __init__(self, client: Any, key: str) -> None:
        """`key` is the ARN."""
        self._client, self._key = client, key

    def mac(self, text: bytes) -> bytes:
        """One KMS call."""
        with _asking(self._client):
            answer = self._client.generate_mac(KeyId=self._key, MacAlgorithm="HMAC_SHA_256", Message=text)
        return bytes(answer["Mac"])


@contextmanager
def _asking(client: Any) -> Iterator[None]:
    """What KMS refuses, besides opening what it did not seal, is an outage for who asked: a denied or disabled key,
    a failure of its own. So Busy: the same request succeeds once the key is back, and a change is lost by none."""
    try:
        with reaching():
            yield
    except (client.exceptions.InvalidCiphertextException, client.exceptions.IncorrectKeyException) as failure:
        raise Unreadable("KMS does not open it: another key or context") from failure
    except client.exceptions.ClientError as refusal:
        raise Busy(KMS_RETRY_SECONDS, "KMS refuses") from refusal


class Trio(NamedTuple):
    """The three keys behind everything."""

    content: Wrapper
    account: Wrapper
    lookup: Hasher


_trio: Trio | None = None
_hasher: Hasher | None = None
_rings: dict[str, tuple[float, cipher.Ring]] = {}
_lock = threading.Lock()


def connect_files(folder: Path) -> None:
    """Use the three key files in `folder`, made on first start; Misconfigured when others could read one."""
    read = {name: key_files.load(folder / f"{name}.key") for name in Trio._fields}
    _use(Trio(FileWrapper(read["content"]), FileWrapper(read["account"]), FileHasher(read["lookup"])))


def connect_kms(content: str, account: str, lookup: str, endpoint: str | None = None) -> None:
    """Use three KMS keys by ARN, over the session that tables.connect() made."""
    kms = tables.line().kms(endpoint)
    _use(Trio(KmsWrapper(kms, content), KmsWrapper(kms, account), KmsHasher(kms, lookup)))


def connect_lookup(hasher: Hasher) -> None:
    """Use the lookup key alone, for a process that opens neither teams nor accounts: trio() refuses there."""
    _use(None, hasher)


def _use(trio: Trio | None, hasher: Hasher | None = None) -> None:
    global _trio, _hasher
    _trio, _hasher = trio, hasher if trio is None else trio.lookup
    forget()


def trio() -> Trio:
    """The three keys; Misconfigured before connecting, and at the desk."""
    if _trio is None:
        raise Misconfigured("no keys: call keys.connect_files() or keys.connect_kms() first")
    return _trio


def hasher() -> Hasher:
    """The lookup key; Misconfigured before connecting."""
    if _hasher is None:
        raise Misconfigured("no lookup key: call keys.connect_files() or keys.connect_kms() first")
    return _hasher


def forget(team: str | None = None) -> None:
    """Drop cached team keys, all or one team's."""
    with _lock:
        if team is None:
            _rings.clear()
        else:
            _rings.pop(team, None)


def create_team_key(team: str) -> None:
    """Make the team's first key. Two creators agree: the second finds the first's key and leaves it."""
    wrapped = trio().content.wrap(cipher.new_key(), _context(team, 1))
    try:
        with reaching(writing=True):
            tables.Key(team, 1, wrapped=wrapped).save(condition=tables.Key.team.does_not_exist())
    except PutError as failure:
        if failure.cause_response_code != "ConditionalCheckFailedException":
            raise


def ring(team: str) -> cipher.Ring:
    """The team's keys, unwrapped; from memory when read within CACHE_SECONDS. Erased when it has none."""
    now = time.monotonic()
    with _lock:
        kept = _rings.get(team)
    if kept and now - kept[0] < CACHE_SECONDS:
        return kept[1]
    with reaching():
        rows = list(tables.Key.query(team, consistent_read=True))
    if not rows:
        forget(team)
        raise Erased("the team has no key")
    plain = {
        f"v{int(row.version)}": trio().content.unwrap(row.wrapped, _context(team, int(row.version)))
        for row in rows
    }
    made = cipher.Ring(plain, f"v{int(rows[-1].version)}")
    with _lock:
        _rings[team] = (now, made)
    return made


def erase(team: str) -> None:
    """Delete every wrapped key of the team: whatever it wrote stays sealed for ever. May be repeated.

    That it was erased is kept, and first: a backup of the keys must not bring it back.
    """
    from . import cache

    with reaching(writing=True):
        tables.Erased(team, at=clock.now()).save()
    with reaching(writing=True):
        for row in tables.Key.query(team, consistent_read=True):
            row.delete()
    forget(team)
    cache.drop_team(team)


def seal_account(context: Mapping[str, str], body: bytes) -> bytes:
    """Seal a small body (up to 4 KB) under the account key; `context` says whose, e.g. {"account": id}."""
    return trio().account.wrap(body, {**context, "purpose": "account"})


def open_account(context: Mapping[str, str], sealed: bytes) -> bytes:
    """What seal_account sealed; Unreadable under any other context."""
    return trio().account.unwrap(sealed, {**context, "purpose": "account"})


def _context(team: str, version: int) -> dict[str, str]:
    return {"team": team, "version": str(version), "purpose": "content"}
