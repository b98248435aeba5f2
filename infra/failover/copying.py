"""Tables to files and back: one folder a table, JSON lines, gzip, each line {"Item": …} as DynamoDB's export to S3
writes them, so that the same reader takes both. Bodies go through sealed as they are; nothing is opened.
"""

from __future__ import annotations

import base64
import gzip
import json
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from pathlib import Path
from typing import Any

Item = dict[str, dict[str, Any]]
BATCH = 25  # what BatchWriteItem takes
WORKERS = 8
UNDER_WAY = 4 * WORKERS
TRIES = 12


def write(client: Any, table: str, folder: Path) -> int:
    """Copy a table to a new file in `folder`; how many rows. A copy cut short has no file of the right name."""
    folder.mkdir(parents=True, exist_ok=True)
    draft, count = folder / "rows.part", 0
    with gzip.open(draft, "wt", encoding="utf-8", compresslevel=3) as out:
        for item in rows(client, table):
            out.write(json.dumps({"Item": packed(item)}, separators=(",", ":")) + "\n")
            count += 1
    draft.replace(folder / "rows.json.gz")
    return count


def read(folder: Path) -> Iterator[Item]:
    """Every row of the files under `folder`, ours or those of an export to S3."""
    for file in sorted(folder.rglob("*.json.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield unpacked(json.loads(line)["Item"])


def rows(client: Any, table: str) -> Iterator[Item]:
    """Every row of a table, strongly consistent, a page at a time."""
    for page in client.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        yield from page["Items"]


def put(client: Any, table: str, items: Iterable[Item]) -> int:
    """Write rows in batches, several at once; how many. Written again is written the same."""
    source, count = iter(items), 0
    running: set[Future[None]] = set()
    with ThreadPoolExecutor(WORKERS) as pool:
        while batch := list(islice(source, BATCH)):
            running.add(pool.submit(_put, client, table, batch))
            count += len(batch)
            if len(running) >= UNDER_WAY:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for one in done:
                    one.result()
        for one in running:
            one.result()
    return count


def _put(client: Any, table: str, batch: list[Item]) -> None:
    left: Any = {table: [{"PutRequest": {"Item": item}} for item in batch]}
    for tried in range(TRIES):
        left = client.batch_write_item(RequestItems=left).get("UnprocessedItems")
        if not left:
            return
        time.sleep(min(5.0, 0.05 * 2**tried))
    raise TimeoutError(f"{table} takes no more just now: say it again, it begins anew")


def packed(item: Item) -> Item:
    """As JSON can hold it: bytes in base64."""
    return {
        name: {"B": base64.b64encode(value["B"]).decode()} if "B" in value else value
        for name, value in item.items()
    }


def unpacked(item: Item) -> Item:
    """What packed() packed."""
    return {
        name: {"B": base64.b64decode(value["B"])} if "B" in value else value for name, value in item.items()
    }
