"""The documents of an application: announced, sent in parts in any order and as often as it takes, then checked whole.

The hash that was checked stands in the application. Who is given the file later is given that very file: parts that were
put in its place meanwhile are refused.
"""

import hashlib

from chalicelib.cases import files
from chalicelib.cases.case import Case
from chalicelib.ids import SHORT, short_id_from
from chalicelib.refusals import Refused
from chalicelib.sponsorship import document
from chalicelib.sponsorship.application import change, find, writable
from chalicelib.sponsorship.facts import FILES_AT_MOST, PART, WRITABLE, Facts, File
from chalicelib.store.failures import Unreadable
from chalicelib.teams.member import Member

# What one answer gives of a file: Lambda's answers hold 6 MB, spelled as base64.
PIECE = 4 * 1024 * 1024
__all__ = ["PART", "PIECE", "SHORT", "announce", "complete", "missing", "piece", "put", "remove"]


def announce(by: Member, id: str, op: str, name: str, size: int) -> tuple[Case, File]:
    """Make room for a file of so many bytes; a repeated op finds it. Refused: documents_full, not_now."""
    made = File(short_id_from(id, op), name, size)

    def add(facts: Facts) -> None:
        if any(one.id == made.id for one in facts.files):
            return
        if len(facts.files) >= FILES_AT_MOST:
            raise Refused("documents_full", limit=FILES_AT_MOST)
        facts.files.append(made)

    held = change(by, id, WRITABLE, add)
    return held, _named(held.facts(Facts), made.id)


def put(by: Member, id: str, file: str, part: int, data: bytes) -> None:
    """Keep one part, numbered from 0; the same again replaces it. Refused: part_wrong, not_now."""
    held = find(by, id)
    one = _named(held.facts(Facts), file)
    if part >= one.parts:
        raise Refused("not_found")
    if not writable(held):
        raise Refused("not_now")
    if one.kind is not None or len(data) != min(PART, one.size - part * PART):
        raise Refused("part_wrong")
    files.put(held, file, part, data)


def missing(held: Case, file: File) -> list[int]:
    """The parts that are still to be sent."""
    if file.kind is not None:
        return []
    there = set(files.parts(held.id, file.id))
    return [number for number in range(file.parts) if number not in there]


def complete(by: Member, id: str, file: str) -> Case:
    """Check the whole file. Refused: parts_missing, or bad_document, and then it is deleted."""
    held = find(by, id)
    one = _named(held.facts(Facts), file)
    if one.kind is not None:
        return held
    data = files.whole(held, file)
    if len(data) != one.size:
        raise Refused("parts_missing", missing=missing(held, one))
    try:
        kind = document.kind_of(data, one.name)
    except Refused:
        remove(by, id, file)
        raise

    def enter(facts: Facts) -> None:
        entered = _named(facts, file)
        entered.kind, entered.hash = kind, hashlib.sha256(data).hexdigest()

    return change(by, id, WRITABLE, enter)


def remove(by: Member, id: str, file: str) -> Case:
    """Take a file out and delete it."""

    def take_out(facts: Facts) -> None:
        facts.files.remove(_named(facts, file))

    held = change(by, id, WRITABLE, take_out)
    files.drop(id, file)
    return held


def piece(held: Case, file: str, start: int) -> tuple[File, bytes]:
    """What a checked file holds from a byte on, at most PIECE. Refused("not_found") where there is none, or not any more;
    Unreadable when it is not the file that was checked."""
    one = _named(held.facts(Facts), file)
    data = files.whole(held, file) if one.kind is not None else b""
    if not data or start >= len(data):
        raise Refused("not_found")
    if hashlib.sha256(data).hexdigest() != one.hash:
        raise Unreadable("a document is not the one that was checked")
    return one, data[start : start + PIECE]


def _named(facts: Facts, file: str) -> File:
    for one in facts.files:
        if one.id == file:
            return one
    raise Refused("not_found")
