"""Asking a Region's deep health from outside, as Route 53 does: through its front, not within the process."""

import http.client
from urllib.parse import urlsplit

import msgspec

from chalicelib.health.fitness import VITAL

LIMIT_SECONDS = 6.0


class Part(msgspec.Struct):
    ok: bool


class Deep(msgspec.Struct):
    parts: dict[str, Part]


def failing(address: str) -> str | None:
    """The vital part that fails at an https address: of deep health, or `front` when that does not answer in order;
    None for a fit Region."""
    parts = urlsplit(address)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    line = kind(parts.netloc, timeout=LIMIT_SECONDS)
    try:
        line.request("GET", parts.path, headers={"Accept": "*/*"})
        answer = line.getresponse()
        text = answer.read(64 * 1024)
        if answer.status == 200:
            return None
        found = msgspec.json.decode(text, type=Deep).parts
    except (OSError, http.client.HTTPException, msgspec.DecodeError):
        return "front"
    finally:
        line.close()
    return next((name for name in VITAL if name in found and not found[name].ok), "front")
