"""Kinds of record and small shapes that only these tests use."""

from __future__ import annotations

import gzip
import json
import os
from typing import Any

from chalicelib.store import keys, log, records
from chalicelib.store.records import KINDS
from chalicelib.store.reducer import Change, Kinds, apply
from chalicelib.store.space import Proposal


class Probe(records.Record, kind="probe", set="board"):
    text: str = ""


class ProbeNote(records.Record, kind="probe-note", set="texts", near="probe"):
    probe: str = ""
    text: str = ""


def new_space() -> str:
    """A project space of a team that has just got its key."""
    team = f"T{os.urandom(8).hex()}"
    keys.create_team_key(team)
    return f"{team}/p"


def proposal(op: str, *changes: Change, after: int | None = None, exclusive: bool = False) -> Proposal:
    return Proposal(op, after, "m1", "probe.edit", lambda _: list(changes), exclusive)


def put(id: str, **fields: Any) -> Change:
    return records.patch("probe", id, fields)


def note(id: str, near: str, text: str) -> Change:
    return records.patch("probe-note", id, {"text": text}, near)


def replayed(space: str) -> Kinds:
    """All records from the log alone."""
    kinds: Kinds = {}
    for entry in log.tail(space, 0):
        apply(kinds, (change for op in entry.ops for change in op["changes"]))
    return {kind: found for kind, found in kinds.items() if found}


def opened(stream: bytes) -> tuple[Kinds, list[dict[str, Any]], dict[str, Any]]:
    """What a browser makes of a board's or texts' bytes: records, the tail's entries, the first line."""
    first, *lines = [json.loads(line) for line in gzip.decompress(stream).splitlines()]
    kinds: Kinds = {}
    tail = [line for line in lines if "ops" in line]
    for line in lines:
        if "cols" in line:
            columns = line["cols"]
            assert all(len(values) == line["n"] for values in columns.values())
            for index, id in enumerate(columns["id"]):
                fields = {k: v[index] for k, v in columns.items() if k != "id" and v[index] is not None}
                kinds.setdefault(line["kind"], {})[id] = fields
    for entry in tail:
        apply(kinds, (change for op in entry["ops"] for change in op["changes"]))
    return {kind: found for kind, found in kinds.items() if found}, tail, first


def of_set(kinds: Kinds, set: str) -> Kinds:
    return {kind: found for kind, found in kinds.items() if KINDS[kind].set == set}
