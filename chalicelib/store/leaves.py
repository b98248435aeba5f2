"""The pages of a set, one sealed fragment each: fetched, opened and kept in memory; written once, never altered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from . import cache, cipher, keys, manifest
from .busy import Busy
from .engine import reaching
from .log import team_of
from .manifest import Manifest, PageRef
from .records import Set
from .tables import Page

ATTEMPTS = 5


def opened(space: str, set: Set, near: str | None = None) -> tuple[Manifest, list[bytes]]:
    """The manifest and the fragments of its pages (with `near` only of those that may hold it), in order.

    All from memory when warm; else one engine call for the manifest and one for missing pages. A remembered
    manifest whose pages are gone is read anew.
    """
    found = manifest.known(space, set)
    for _ in range(ATTEMPTS):
        pages = fetch(space, set, found.pages if near is None else found.around(near))
        if pages is not None:
            return found, pages
        found = manifest.read(space, set)
    raise Busy(1.0, "pages are replaced faster than they can be read")


def fetch(space: str, set: Set, refs: Sequence[PageRef]) -> list[bytes] | None:
    """The fragments of these pages, or None when one is not there any more."""
    partition = manifest.key(space, set)
    have: dict[str, bytes] = {}
    for ref in refs:
        kept = cache.fragments.get(f"{partition}/{ref.id}")
        if kept is not None:
            have[ref.id] = kept
    missing = [(partition, ref.id) for ref in refs if ref.id not in have]
    if missing:
        with reaching():
            rows = list(Page.batch_get(missing, consistent_read=True))
        ring = keys.ring(team_of(space))
        for row in rows:
            have[row.page] = fragment = cipher.open(ring, _context(partition, row.page), row.body)
            cache.fragments.put(f"{partition}/{row.page}", fragment, len(fragment))
    return [have[ref.id] for ref in refs] if all(ref.id in have for ref in refs) else None


def stored(space: str, set: Set, page: str) -> bytes | None:
    """A page as it is in the table, past memory; None when it is not there. Unreadable when it does not open."""
    partition = manifest.key(space, set)
    with reaching():
        try:
            row = Page.get(partition, page, consistent_read=True)
        except Page.DoesNotExist:
            return None
    return cipher.open(keys.ring(team_of(space)), _context(partition, page), row.body)


def write(space: str, set: Set, fragment: bytes) -> str:
    """Write a new page; its id. Until a manifest names it, nobody reads it."""
    partition, page = manifest.key(space, set), manifest.new_page_id()
    sealed = cipher.seal(keys.ring(team_of(space)), _context(partition, page), fragment)
    with reaching(writing=True):
        Page(partition, page, body=sealed).save()
    cache.fragments.put(f"{partition}/{page}", fragment, len(fragment))
    return page


def remove(space: str, set: Set, pages: Iterable[str]) -> None:
    """Delete pages that no manifest names."""
    partition = manifest.key(space, set)
    with reaching(writing=True), Page.batch_write() as batch:
        for page in pages:
            batch.delete(Page(partition, page))


def ids(space: str, set: Set) -> list[str]:
    """Every page id of the set that is in the table, named by a manifest or not."""
    with reaching():
        rows = Page.query(manifest.key(space, set), attributes_to_get=["page"], consistent_read=True)
        return [row.page for row in rows if row.page != manifest.HEAD]


def _context(partition: str, page: str) -> dict[str, str]:
    return {"set": partition, "page": page}
