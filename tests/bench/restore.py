"""`python -m tests.bench.restore [ENTRIES]`: a copy of so many entries (100,000), restored to new tables; every body is
then opened. A team is erased after the copy, and must stay unreadable."""

import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PER_PROJECT = 5000
WRITERS = 4


def fill(engine: str, folder: str, *projects: str) -> None:
    """Append to each "SPACE=COUNT" so many entries, a task each, under a key of its team's, made if need be."""
    from app import app
    from chalicelib.ids import short_id
    from chalicelib.store import keys, log, repair, tables

    assert app
    tables.connect(engine, background=False)
    tables.create_all()
    keys.connect_files(Path(folder))

    def one(project: str) -> None:
        space, _, count = project.partition("=")
        keys.create_team_key(log.team_of(space))
        head = repair.look(space, 1).head
        with tables.Log.batch_write() as batch:
            write(batch, space, range(head + 1, head + 1 + int(count)))

    def write(batch: Any, space: str, seqs: range) -> None:
        for seq in seqs:
            task = {
                "title": f"Việc {seq}",
                "list": "L",
                "position": "a0",
                "created_at": seq,
                "created_by": "M",
            }
            op = {"op": f"filled-{seq:012}", "by": "M", "at": seq, "verb": "task.create"}
            ops = [op | {"changes": [{"kind": "task", "id": short_id(), "set": task}]}]
            batch.save(tables.Log(space, seq, body=log.seal(space, seq, ops)))

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(one, projects))


def opened(engine: str, folder: str, spaces: list[str]) -> int:
    """How many entries open in the restored tables."""
    from chalicelib.store import keys, log, tables

    tables.connect(engine, "izwork-r1-", background=False, standing="izwork-")
    keys.connect_files(Path(folder))
    return sum(len(log.tail(space, 0)) for space in spaces)


def main(entries: int = 100_000) -> None:
    from chalicelib.local.engine import start_engine
    from chalicelib.store import keys, log, tables
    from chalicelib.store.failures import Erased

    with tempfile.TemporaryDirectory() as at:
        engine = start_engine(Path(at))
        folder = f"{at}/keys"
        spaces = [f"T{n // 5:021}/P{n:011}" for n in range(-(-entries // PER_PROJECT))]
        gone = f"{'X' * 22}/{'X' * 12}"
        each = -(-entries // len(spaces))
        try:
            begun = time.monotonic()
            fill(engine.url, folder, *(f"{space}={each}" for space in spaces), f"{gone}=10")
            print(f"{each * len(spaces)} entries written in {time.monotonic() - begun:.0f} s", flush=True)
            where = [
                sys.executable,
                "-m",
                "infra.failover",
                "--data",
                at,
                "--endpoint",
                engine.url,
                "restore",
            ]
            subprocess.run([*where, "--save", f"{at}/copy"], cwd=ROOT, check=True)
            keys.erase(log.team_of(gone))
            subprocess.run([*where, "--from", f"{at}/copy", "--as", "izwork-r1-"], cwd=ROOT, check=True)
            begun = time.monotonic()
            count = opened(engine.url, folder, spaces)
            print(f"{count} of {each * len(spaces)} bodies open ({time.monotonic() - begun:.0f} s)")
            assert count == each * len(spaces), "a body is missing"
            try:
                log.tail(gone, 0)
            except Erased:
                print("the erased team is unreadable")
            else:
                raise AssertionError("the erased team can be read")
        finally:
            tables.connect(engine.url)
            engine.stop()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
