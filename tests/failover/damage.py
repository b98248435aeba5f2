"""`python -m tests.failover.damage ENGINE KEYS TEAM SPACE`: what a bad deployment could do to a team.

Mangles a tenth of the pages of each set of the space and the list of the team's own pages, and appends wrong entries,
some properly sealed and some that do not open. Prints how many of each, as JSON.
"""

import json
import os
import random
import sys
from pathlib import Path

from app import app
from chalicelib.store import keys, log, manifest, repair, tables
from chalicelib.store.records import SETS

WRONG = "SAI LỆCH"


def mangled(body: bytes, rng: random.Random) -> bytes:
    """The body with one byte in sixteen changed."""
    return bytes(byte ^ 0x55 if rng.random() < 1 / 16 else byte for byte in body)


def mangle(space: str, rng: random.Random) -> int:
    """Mangle a tenth of the pages, at least one of each set."""
    count = 0
    for set in SETS:
        rows = [row for row in tables.Page.query(manifest.key(space, set)) if row.page != manifest.HEAD]
        for row in rng.sample(rows, -(-len(rows) // 10)):
            row.body = mangled(row.body, rng)
            row.save()
            count += 1
    return count


def append(space: str, ops: list[dict[str, object]]) -> int:
    head = repair.look(space, 1).head
    assert log.put(space, head + 1, ops)
    return head + 1


def write_wrongly(space: str) -> int:
    """Every task renamed, every tenth removed, every description overwritten: sealed as it should be."""
    from chalicelib.store import space as spaces

    tasks = list(spaces.state(space).of("task"))
    changes: list[dict[str, object]] = [
        {"kind": "task", "id": id, "delete": True} if n % 10 == 0 else
        {"kind": "task", "id": id, "set": {"title": f"{WRONG} {n}", "due": None}}
        for n, id in enumerate(tasks)
    ]  # fmt: skip
    changes += [{"kind": "description", "id": id, "set": {"text": WRONG}} for id in tasks]
    for start in range(0, len(changes), 10):
        op = {"op": f"wrong-{os.urandom(8).hex()}", "by": "nobody", "at": 1, "verb": "task.edit"}
        append(space, [op | {"changes": changes[start : start + 10]}])
    return -(-len(changes) // 10)


def main(engine: str, folder: str, team: str, space: str, what: str) -> None:
    assert app
    tables.connect(engine, background=False)
    keys.connect_files(Path(folder))
    rng = random.Random(1)
    if what == "entries":
        print(json.dumps({"wrong": write_wrongly(space)}))
        return
    count = mangle(space, rng)
    for set in SETS:
        for row in tables.Page.query(manifest.key(team, set), tables.Page.page == manifest.HEAD):
            row.body = mangled(row.body, rng)
            row.save()
    for name in (team, space):
        head = repair.look(name, 1).head
        tables.Log(name, head + 1, body=os.urandom(600)).save()
    print(json.dumps({"mangled": count}))


if __name__ == "__main__":
    main(*sys.argv[1:])
