"""The last result of each promise's test, from the file that a run of tests/promises writes."""

from pathlib import Path

import msgspec

# In the package for Lambda it lies at the same place beside chalicelib.
RESULTS = Path(__file__).parents[2] / ".build" / "promises.json"


class Check(msgspec.Struct):
    """`at` is RFC 3339; `commit` the code that was tested, ending in + when files differed from it."""

    passed: bool
    tests: int
    at: str
    commit: str


def last(results: Path = RESULTS) -> dict[str, Check]:
    """The last check of each promise by its id; a promise that was never checked here is not in it."""
    try:
        data = results.read_bytes()
    except FileNotFoundError:
        return {}
    return msgspec.json.decode(data, type=dict[str, Check])
