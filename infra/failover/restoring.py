"""restore: what is stored, copied to files; and from files to new tables, which the servers are then pointed at.

Nothing is ever restored over what stands, and some tables are not restored at all while the present ones stand
(fates.py): whoever was erased since the copy stays erased, because the key table goes on (IZWORK_STANDING), and who
changed a password or took a consent back keeps that. Only where those were lost too (--keys) do they come from the
copy. Whoever any list of erased ones names is left out: the copy's, those of the other copies beside it, and the
present table's where there is one.

The heads of a copy are behind what browsers and outboxes know, and numbers used again would mix two histories. So
each log goes on from a number that none has reached (BEYOND): an empty row stands there, which needs no key.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import botocore.exceptions

from chalicelib.store import canary, switches, tables

from . import copying
from .fates import KEPT, STOOD
from .places import Deployment, Place, Stopped

LOG, PAGES, KEY, ERASED = "log", "page", "key", "erased"
# The attributes that say whose a row is.
BELONGS = ("team", "account", "id")
# Numbers a millisecond since the epoch; no log grows so fast, so each restore begins beyond all that was before it.
BEYOND = 100
WHOLE = "whole"  # an empty file, written last


def save(deployment: Deployment, into: Path, dry: bool) -> None:
    """Copy the tables to files in `into`, a new directory."""
    state, place = deployment.state()
    still = switches.READ_ONLY in state
    wanted = (*KEPT, *((PAGES,) if still else ()), *STOOD, ERASED)
    if (into / WHOLE).exists():
        raise Stopped(f"{into} holds a copy already: choose another directory.")
    if not still:
        print("Not read-only: the pages are left out, and made anew from the log after a restore.")
    if dry:
        print(f"Would copy {', '.join(wanted)} of {place.name} to {into}.")
        return
    begun = time.monotonic()
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in wanted:
        count = copying.write(place.line.dynamodb, place.table(name), into / name)
        print(f"{name}: {count} rows", flush=True)
    (into / WHOLE).touch()
    print(
        f"Copied in {time.monotonic() - begun:.1f} s. Bodies are sealed: keep the key files elsewhere, as carefully."
    )


def restore(deployment: Deployment, source: Path, prefix: str, keys: bool, dry: bool) -> None:
    """Fill new tables that begin with `prefix` from a copy, ours or DynamoDB's export to S3."""
    _, place = deployment.through_one(lambda one: one.line.dynamodb.list_tables(Limit=1))
    if prefix == deployment.prefix and any_row(place, prefix + "account"):
        raise Stopped(f"Not done: {prefix} is what stands. Choose a new prefix, such as izwork-r1-.")
    if not any((source / "log").rglob("*.json.gz")):
        raise Stopped(f"{source} holds no copy: there is no log/….json.gz in it.")
    ours = not any(source.rglob("manifest-files.json"))
    if ours and not (source / WHOLE).exists():
        raise Stopped(f"The copy in {source} was cut short: take another one.")
    wanted = [name for name in (*KEPT, PAGES) if (source / name).exists()]
    gone = erased(place, source)
    stood = [name for name in STOOD if (source / name).exists()]
    if dry:
        also = f" and {', '.join(stood)}" if keys else f"; {', '.join(STOOD)} stay as they are"
        also += f"; without {len(gone)} that were erased"
        print(f"Would fill {', '.join(prefix + name for name in wanted)}{also}.")
        return
    make(deployment, place, prefix, keys)
    begun, total = time.monotonic(), 0
    heads: dict[str, int] = {}
    for name in wanted:
        rows = without(copying.read(source / name), gone)
        total += _fill(place, prefix + name, noted(rows, heads) if name == LOG else rows)
        if name == LOG:
            _fill(place, prefix + LOG, beyond(heads, int(time.time() * 1000) * BEYOND))
    if keys:
        for name in stood:
            total += _fill(place, prefix + name, without(copying.read(source / name), gone))
        _fill(place, prefix + ERASED, ({"team": {"S": id}, "at": {"N": "0"}} for id in gone))
    print(f"{len(gone)} that were erased stay erased")
    took = time.monotonic() - begun
    print(f"Restored {total} rows in {took:.1f} s, {total / max(took, 0.001):.0f} a second.")
    _say_next(deployment, prefix, prefix if keys else deployment.standing)


def erased(place: Place, source: Path) -> set[str]:
    """Every team (and whoever else has an id of its own) that some list names as erased."""
    lists = [copying.read(folder) for folder in {*source.parent.glob(f"*/{ERASED}"), source / ERASED}]
    found = {row["team"]["S"] for one in lists for row in one}
    if any_row(place, place.table(ERASED)):
        found |= {row["team"]["S"] for row in copying.rows(place.line.dynamodb, place.table(ERASED))}
    return found


def without(rows: Iterator[copying.Item], gone: set[str]) -> Iterator[copying.Item]:
    """The rows that belong to nobody who was erased. Logs and pages lead no further than their keys."""
    return (row for row in rows if not any(row[name]["S"] in gone for name in BELONGS if name in row))


def make(deployment: Deployment, place: Place, prefix: str, keys: bool) -> None:
    """Make the new tables on one machine; on AWS they are made by the deployment, in both Regions, and looked for."""
    if place.line.endpoint:
        standing = prefix if keys else deployment.standing
        tables.connect(place.line.endpoint, prefix, place.name, background=False, standing=standing)
        tables.create_all()
    if any_row(place, prefix + "log"):
        print(f"{prefix}log holds rows already: those of the copy are written over them.")


def noted(rows: Iterator[copying.Item], heads: dict[str, int]) -> Iterator[copying.Item]:
    """The same rows; `heads` holds each space's highest number afterwards."""
    for row in rows:
        space = row["space"]["S"]
        heads[space] = max(heads.get(space, 0), int(row["seq"]["N"]))
        yield row


def beyond(heads: dict[str, int], number: int) -> Iterator[copying.Item]:
    """The row that each space's log goes on from. None for what a repair set aside, nor for the canary's slots."""
    for space, head in heads.items():
        if space != canary.TEAM and "/!" not in space:
            yield {"space": {"S": space}, "seq": {"N": str(max(number, head + BEYOND))}}


def any_row(place: Place, table: str) -> bool:
    """Whether the table is there and holds anything."""
    try:
        told: Any = place.line.dynamodb.scan(TableName=table, Limit=1)
    except botocore.exceptions.ClientError as fault:
        if fault.response["Error"]["Code"] != "ResourceNotFoundException":
            raise
        return False
    return bool(told["Items"])


def _fill(place: Place, table: str, rows: Iterator[copying.Item]) -> int:
    begun = time.monotonic()
    count = copying.put(place.line.dynamodb, table, rows)
    print(f"{table}: {count} rows in {time.monotonic() - begun:.1f} s", flush=True)
    return count


def _say_next(deployment: Deployment, prefix: str, standing: str) -> None:
    if deployment.data is not None:
        print(
            f"Next: start the servers with IZWORK_TABLES={prefix} IZWORK_STANDING={standing}, look, `read-only off`."
        )
        return
    keys = f" -c standing={standing}" if standing != deployment.standing else ""
    print(
        f'Next: make deploy CHOICES="… -c tables={prefix}{keys}"; look, then `read-only off`. The old tables stay.'
    )
