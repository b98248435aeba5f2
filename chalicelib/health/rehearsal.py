"""The rehearsals of losing a Region that were kept, as `make drill` wrote them; docs/recovery.md tells their fields."""

from pathlib import Path

import msgspec

# In the package for Lambda it lies at the same place beside chalicelib.
HISTORY = Path(__file__).parents[2] / "monitoring" / "drills" / "history.jsonl"
SHOWN = 200


class Rehearsal(msgspec.Struct):
    """One drill. Times in seconds; null where no client had to move."""

    at: str
    mode: str
    seed: int
    timing: str
    clients: int
    acknowledged: int
    lost: int
    doubled: int
    stale: int
    refused: int
    rto_first_s: float | None
    rto_last_s: float | None


_decoder = msgspec.json.Decoder(Rehearsal)


def newest(history: Path = HISTORY) -> list[Rehearsal]:
    """The newest SHOWN of them, newest first; none where none was kept."""
    try:
        lines = history.read_bytes().splitlines()
    except FileNotFoundError:
        return []
    return [_decoder.decode(line) for line in reversed(lines[-SHOWN:]) if line]
