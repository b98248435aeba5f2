"""The reducer against the vectors it shares with the client."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from chalicelib.store.reducer import apply

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "patches.json").read_text(encoding="utf-8"))


def test_there_are_enough_vectors() -> None:
    assert len(VECTORS) >= 200
    assert len({vector["name"] for vector in VECTORS}) == len(VECTORS)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_vector(vector: dict[str, Any]) -> None:
    kinds = copy.deepcopy(vector["before"])
    given = copy.deepcopy(vector["changes"])
    apply(kinds, vector["changes"])
    assert {kind: records for kind, records in kinds.items() if records} == vector["after"]
    assert vector["changes"] == given, "a change was altered by applying it"
