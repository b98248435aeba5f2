"""The workarounds for the emulator: each still needed, and none known to the stacks."""

import json
import re
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from infra.emulator import gaps
from infra.emulator.deploy import Cloud
from infra.regions import REGIONS

INFRA = Path(__file__).parents[2] / "infra"


@pytest.mark.parametrize("kind", gaps.ABSENT)
def test_what_is_left_out_is_still_unknown_to_the_emulator(cloud: Cloud, kind: str) -> None:
    """When this fails, the emulator has learnt it: take the row out of gaps.py."""
    body = json.dumps({"Resources": {"One": {"Type": kind, "Properties": {}}}})
    with pytest.raises(ClientError, match=f"Unrecognized resource types: .{kind}"):
        cloud.client("cloudformation", REGIONS.leader).create_stack(StackName="gap", TemplateBody=body)


def test_the_stacks_know_nothing_of_the_emulator() -> None:
    sources = {path.name: path.read_text(encoding="utf-8") for path in INFRA.glob("*.py")}
    assert [name for name, text in sources.items() if re.search(r"(from|import) .*\bemulator\b", text)] == []
