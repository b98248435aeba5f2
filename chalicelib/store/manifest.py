"""The manifest of a page set: which pages are valid, and up to which seq they hold the log.

It is the item "!head" of the set; replacing it is one put conditional on the version read. Its pages are written
before it and never altered, so the manifest that stands is valid whatever else was begun.
"""

from __future__ import annotations

import bisect
import secrets
from typing import NamedTuple

import msgspec
from pynamodb.exceptions import PutError

from chalicelib import clock

from . import cache, cipher, keys
from .busy import Busy
from .engine import reaching
from .log import team_of
from .records import SETS, Set
from .tables import Page

HEAD = "!head"
_CONFLICT = "ConditionalCheckFailedException"


class PageRef(NamedTuple):
    """One page: the first place on it, its id, how many records, bytes of its fragment."""

    first: str
    id: str
    records: int
    size: int


class Manifest(msgspec.Struct, frozen=True):
    """The pages in order of place. `old`: pages of the manifest before, which readers may still be fetching."""

    upto: int = 0
    pages: tuple[PageRef, ...] = ()
    old: tuple[str, ...] = ()
    version: int = 0

    @property
    def size(self) -> int:
        """Bytes of all fragments."""
        return sum(page.size for page in self.pages)

    @property
    def records(self) -> int:
        """How many records the pages hold."""
        return sum(page.records for page in self.pages)

    def index(self, place: str) -> int:
        """The page that a place belongs on; 0 when there is none yet."""
        return max(0, bisect.bisect_right([page.first for page in self.pages], place) - 1)

    def around(self, near: str) -> tuple[PageRef, ...]:
        """The pages that may hold what lies near an id."""
        if not self.pages:
            return ()
        return self.pages[self.index(f"{near}/") : self.index(f"{near}/\U0010ffff") + 1]


def key(space: str, set: Set) -> str:
    """The partition of a page set."""
    return f"{space}|{set}"


def known(space: str, set: Set) -> Manifest:
    """The manifest memory has, read when it has none. An older one is as valid, with a longer tail."""
    found = cache.manifests.get(key(space, set))
    return read(space, set) if found is None else found


def read(space: str, set: Set) -> Manifest:
    """The manifest as it stands now, version 0 when there is none. One engine call."""
    with reaching():
        try:
            row = Page.get(key(space, set), HEAD, consistent_read=True)
        except Page.DoesNotExist:
            return remember(space, set, Manifest())
    body = cipher.open(keys.ring(team_of(space)), _context(space, set, int(row.version)), row.body)
    return remember(space, set, msgspec.json.decode(body, type=Manifest))


def total(spaces: list[str]) -> int:
    """Bytes of all pages of these spaces, as their manifests say now. One engine call for fifty spaces."""
    heads: dict[str, tuple[str, Set]] = {key(space, set): (space, set) for space in spaces for set in SETS}
    with reaching():
        rows = list(Page.batch_get([(one, HEAD) for one in heads], consistent_read=True))
    size = 0
    for row in rows:
        space, set = heads[row.set]
        body = cipher.open(keys.ring(team_of(space)), _context(space, set, int(row.version)), row.body)
        size += msgspec.json.decode(body, type=Manifest).size
    return size


def replace(space: str, set: Set, new: Manifest) -> bool:
    """Put a manifest over the version before it; False when another compactor was first."""
    body = cipher.seal(keys.ring(team_of(space)), _context(space, set, new.version), msgspec.json.encode(new))
    before = new.version - 1
    condition = Page.version == before if before else Page.set.does_not_exist()
    try:
        with reaching(writing=True):
            Page(key(space, set), HEAD, version=new.version, body=body).save(condition=condition)
    except PutError as failure:
        if failure.cause_response_code == _CONFLICT:
            return False
        raise
    remember(space, set, new)
    return True


def begin_anew(space: str, set: Set) -> None:
    """Put a manifest without pages over whatever stands there, readable or not, for the pages to be made anew."""
    with reaching():
        row = next(iter(Page.query(key(space, set), Page.page == HEAD, consistent_read=True)), None)
    version = 0 if row is None else int(row.version or 0)
    if not replace(space, set, Manifest(version=version + 1)):
        raise Busy(1.0, "another process replaces these pages")


def remember(space: str, set: Set, manifest: Manifest) -> Manifest:
    """Keep the newer of this and the remembered one; returns what was given."""
    kept = cache.manifests.get(key(space, set))
    if kept is None or kept.version < manifest.version:
        cache.manifests.put(key(space, set), manifest, 500 + 100 * len(manifest.pages))
    return manifest


def new_page_id() -> str:
    """A fresh id that tells when it was made, so that orphans of a crash can be told from pages being written."""
    return f"{clock.now() // 1000:010x}{secrets.token_hex(6)}"


def made_at(page: str) -> int:
    """When a page id was made, seconds since epoch."""
    return int(page[:10], 16)


def _context(space: str, set: Set, version: int) -> dict[str, str]:
    return {"set": key(space, set), "page": HEAD, "version": str(version)}
