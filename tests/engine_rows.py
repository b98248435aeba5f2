"""The rows behind a running site, read and rewritten as someone with the database in hand could."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import boto3

from tests.site import Site

LISTENING = "0A"


def engine_url(site: Site) -> str:
    """Where the site's engine listens: the one listening socket among its process's files."""
    pid = site.engine_pid()
    inodes = sockets(Path(f"/proc/{pid}/fd"))
    for line in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        if fields[3] == LISTENING and fields[9] in inodes:
            return f"http://127.0.0.1:{int(fields[1].rpartition(':')[2], 16)}"
    raise AssertionError("the engine listens nowhere")


def sockets(open_files: Path) -> set[str]:
    """The inodes of a process's sockets; what it closes meanwhile is passed over."""
    found = set()
    for link in open_files.iterdir():
        with suppress(FileNotFoundError):
            name = str(link.readlink())
            if name.startswith("socket:["):
                found.add(name[8:-1])
    return found


def tables(url: str) -> Any:
    """boto3's way to the tables of the engine at `url`."""
    return boto3.resource(
        "dynamodb", endpoint_url=url, region_name="local", aws_access_key_id="x", aws_secret_access_key="x"
    )


def rows(site: Site, table: str) -> list[dict[str, Any]]:
    """Every row of a table of a running site."""
    return every_row(tables(engine_url(site)).Table(f"izwork-{table}"))


def every_row(table: Any) -> list[dict[str, Any]]:
    found, more = [], {}
    while True:
        page = table.scan(ConsistentRead=True, **more)
        found += page["Items"]
        if "LastEvaluatedKey" not in page:
            return found
        more = {"ExclusiveStartKey": page["LastEvaluatedKey"]}


def rewrite(site: Site, table: str, row: dict[str, Any], **fields: Any) -> None:
    """Put the row back with other values."""
    tables(engine_url(site)).Table(f"izwork-{table}").put_item(Item=row | fields)


def remove(site: Site, table: str, **key: Any) -> None:
    """Delete the row of this key."""
    tables(engine_url(site)).Table(f"izwork-{table}").delete_item(Key=key)
