"""Asking a Region's deep health from outside, as Route 53 does: through its front, not within the process."""

import http.client
from urllib.parse import urlsplit

import msgspec

from chalicelib.health import fitness

LIMIT_SECONDS = 6.0


class Deep(msgspec.Struct):
    parts: dict[str, fitness.Part]


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
    if "switch" in found and not found["switch"].ok:
        return fitness.failing(found)  # drained: it answers 503 and serves
    return fitness.failing(found) or "front"
