"""Incidents told in words, by hand: one JSON object a line in monitoring/incidents.jsonl."""

from datetime import datetime
from pathlib import Path

import msgspec

# In the package for Lambda it lies at the same place beside chalicelib.
INCIDENTS = Path(__file__).parents[2] / "monitoring" / "incidents.jsonl"


class Telling(msgspec.Struct):
    """What happened, in both languages; times in ISO 8601 with their zone. It takes the place of the incidents that
    were noticed in its time."""

    begun: datetime
    ended: datetime
    vi: str
    en: str


_decoder = msgspec.json.Decoder(Telling)


def newest(incidents: Path = INCIDENTS) -> list[Telling]:
    """All of them, newest first."""
    lines = incidents.read_bytes().splitlines()
    return sorted((_decoder.decode(line) for line in lines if line), key=lambda one: one.begun, reverse=True)
