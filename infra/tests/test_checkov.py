"""checkov's rules over every template, offline; what is excepted from them is in infra/waived.py."""

import json
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

import pytest

from infra import build
from infra.waived import CHECKOV, Waived

from .conftest import Made

PROGRAM = build.ROOT / ".build/checkov-venv/bin/checkov"
Finding = tuple[str, str]  # rule, "stack/construct"


def constructs(made: Made, stack: str) -> dict[str, str]:
    """The child of the stack that each resource belongs to, by the resource's name in the template."""
    told = json.loads((made.directory / f"{stack}.metadata.json").read_text())
    return {
        one["data"]: path.split("/")[2]
        for path, all in told.items()
        for one in all
        if one["type"] == "aws:cdk:logicalId"
    }


@pytest.fixture(scope="module")
def found(domain: Made) -> set[Finding]:
    """With a domain there is everything that stands without one."""
    assert PROGRAM.exists(), "make infra-check installs checkov and runs this"
    ran = subprocess.run(
        [PROGRAM, "--directory", domain.directory, "--framework", "cloudformation", "--skip-download",
         "--quiet", "--compact", "--output", "json"],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    told = json.loads(ran.stdout)
    assert told["summary"]["parsing_errors"] == 0
    assert told["summary"]["resource_count"] > 200, "every template was read"
    return set(_found(domain, told["results"]["failed_checks"]))


def _found(made: Made, failed: list[dict[str, Any]]) -> Iterator[Finding]:
    for one in failed:
        stack = one["file_path"].rpartition("/")[2].removesuffix(".template.json")
        yield one["check_id"], f"{stack}/{constructs(made, stack)[one['resource'].rpartition('.')[2]]}"


def waives(row: Waived, finding: Finding) -> bool:
    return row.rule == finding[0] and any(fnmatchcase(finding[1], one) for one in row.where)


def test_checkov_finds_nothing_but_what_is_excepted(found: set[Finding]) -> None:
    left = sorted(one for one in found if not any(waives(row, one) for row in CHECKOV))
    assert not left, f"mend it, or give infra/waived.py a row with its reason: {left}"


def test_what_is_excepted_from_checkov_is_what_it_finds(found: set[Finding]) -> None:
    for row in CHECKOV:
        for where in row.where:
            assert any(waives(row._replace(where=(where,)), one) for one in found), (
                f"{where} no longer needs its exception from {row.rule}: take it out"
            )
