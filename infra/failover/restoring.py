"""restore: what is stored, copied to files; and from files to new tables, which the servers are then pointed at.

Nothing is ever restored over what stands. Keys are not restored at all while the present ones stand: whoever was erased
since the copy stays erased, because the key table goes on (IZWORK_STANDING). Only where keys were lost too (--keys)
do they come from the copy, but for teams that any list of erased ones names: the copy's, those of the other copies
beside it, and the present table's where there is one.

Not copied: sessions, attempts and counters, which expire; what was put down beside a log (pending), which belongs to
a head that is gone; switches.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import botocore.exceptions

from chalicelib.store import switches, tables

from . import copying
from .places import Deployment, Place, Stopped

KEPT = (
    "account",
    "lookup",
    "seat",
    "consent",
    "guardianship",
    "term",
    "order",
    "reference",
    "contract",
    "payment",
    "reminder",
    "log",
)  # the small ones first: a wrong prefix shows at once
PAGES, KEY, ERASED = "page", "key", "erased"
WHOLE = "whole"  # an empty file, written last


def save(deployment: Deployment, into: Path, dry: bool) -> None:
    """Copy the tables to files in `into`, a new directory."""
    state, place = deployment.state()
    still = switches.READ_ONLY in state
    wanted = (*KEPT, *((PAGES,) if still else ()), KEY, ERASED)
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
    gone = erased(place, source) if keys else set()
    if dry:
        also = f", and {KEY} without {len(gone)} erased teams" if keys else f"; {KEY} stays as it is"
        print(f"Would fill {', '.join(prefix + name for name in wanted)}{also}.")
        return
    make(deployment, place, prefix, keys)
    begun, total = time.monotonic(), 0
    for name in wanted:
        total += _fill(place, prefix + name, copying.read(source / name))
    if keys:
        total += _fill(place, prefix + KEY, without(copying.read(source / KEY), gone))
        _fill(place, prefix + ERASED, ({"team": {"S": team}, "at": {"N": "0"}} for team in gone))
        print(f"{KEY}: {len(gone)} erased teams stay erased")
    took = time.monotonic() - begun
    print(f"Restored {total} rows in {took:.1f} s, {total / max(took, 0.001):.0f} a second.")
    _say_next(deployment, prefix, prefix if keys else deployment.standing)


def erased(place: Place, source: Path) -> set[str]:
    """Every team that some list names as erased."""
    lists = [copying.read(folder) for folder in {*source.parent.glob(f"*/{ERASED}"), source / ERASED}]
    found = {row["team"]["S"] for one in lists for row in one}
    if any_row(place, place.table(ERASED)):
        found |= {row["team"]["S"] for row in copying.rows(place.line.dynamodb, place.table(ERASED))}
    return found


def without(rows: Iterator[copying.Item], gone: set[str]) -> Iterator[copying.Item]:
    """The key rows of teams that were not erased."""
    return (row for row in rows if row["team"]["S"] not in gone)


def make(deployment: Deployment, place: Place, prefix: str, keys: bool) -> None:
    """Make the new tables on one machine; on AWS they are made by the deployment, in both Regions, and looked for."""
    if place.line.endpoint:
        standing = prefix if keys else deployment.standing
        tables.connect(place.line.endpoint, prefix, place.name, background=False, standing=standing)
        tables.create_all()
    if any_row(place, prefix + "log"):
        print(f"{prefix}log holds rows already: those of the copy are written over them.")


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
