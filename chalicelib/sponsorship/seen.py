"""The note of what was seen, which stays when the documents go."""

from collections import Counter

import msgspec

from chalicelib.cases import case
from chalicelib.cases.case import Case
from chalicelib.sponsorship.facts import Entry, Facts, Looked, Seen


def put(held: Case, facts: Facts) -> None:
    """Put the note in the place of the list of files: how many of each kind, and which reviewers opened one."""
    if facts.seen is None:
        kinds: Counter[str] = Counter(one.kind for one in facts.files if one.kind is not None)
        looked = {one.by for one in case.entries(held) if isinstance(entry(one), Looked)}
        facts.seen, facts.files = Seen(dict(kinds), sorted(looked)), []


def entry(one: case.Entry) -> Entry:
    found: Entry = msgspec.json.decode(one.body, type=Entry)
    return found
