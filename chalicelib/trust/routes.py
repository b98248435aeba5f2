"""The door to the promises: how each is kept, how its last check went, and the evidence."""

from msgspec import UNSET, Struct, UnsetType

from chalicelib.health import rehearsal
from chalicelib.health.rehearsal import Rehearsal
from chalicelib.trust import checks, evidence
from chalicelib.trust.checks import Check
from chalicelib.trust.evidence import Key, Processor, Regions, Table
from chalicelib.trust.promises import PROMISES, State, Words
from chalicelib.version import VERSION
from chalicelib.web import access
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("trust")
PUBLISHED = {"Cache-Control": "public, max-age=60"}


class Checked(Struct):
    """A promise with the last result of its test; absent when it was not checked yet."""

    id: str
    state: State
    vi: Words
    en: Words
    test: str
    check: Check | UnsetType = UNSET


class Evidence(Struct):
    """`personal`: the fields an account holds about a person; `drills` newest first."""

    personal: list[str]
    data: list[Table]
    keys: dict[str, Key]
    regions: Regions
    drills: list[Rehearsal]
    processors: list[Processor]


class Promises(Struct):
    version: str
    promises: list[Checked]
    evidence: Evidence


@feature.route("GET", "/.well-known/promises.json", access=access.ANYONE, returns={200: Promises})
def promises(_: None, ask: Ask) -> Answer:
    """Every promise of the terms: how it is kept, its last check, and the evidence"""
    last = checks.last()
    rows = [Checked(one.id, one.state, one.vi, one.en, one.test, last.get(one.id, UNSET)) for one in PROMISES]
    declared = evidence.declared()
    shown = Evidence(
        evidence.personal(), evidence.data(), declared.keys, declared.regions,
        rehearsal.newest(), evidence.processors(),
    )  # fmt: skip
    return Answer(Promises(VERSION, rows, shown), headers=PUBLISHED)
