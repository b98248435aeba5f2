"""What the deployment must know of the product: said in the product alone, written to product.json beside the zip.

Runs in the product's own environment (`make package`); the stacks read the file in theirs, see build.py.
"""

import json
from typing import Any, cast

from chalicelib.local import client_files
from chalicelib.refusals import Refused
from chalicelib.store import desk_key, keys, tables
from chalicelib.web import ask
from chalicelib.web.headers import API_HEADERS


def schemas() -> dict[str, Any]:
    """Each table's key attributes with their types, and the names of its other attributes."""
    described: dict[str, Any] = {}
    for model in tables.MODELS:
        attributes = model.get_attributes().items()
        described[str(model.Meta.table_name)] = {
            "hash": next((name, one.attr_type) for name, one in attributes if one.is_hash_key),
            "range": next(((name, one.attr_type) for name, one in attributes if one.is_range_key), None),
            "others": sorted(name for name, one in attributes if not (one.is_hash_key or one.is_range_key)),
        }
    return described


class Listener:
    """A wrapper that only remembers what it was told."""

    purpose = ""

    def wrap(self, _: bytes, context: dict[str, str]) -> bytes:
        self.purpose = context["purpose"]
        return b""


def purposes() -> dict[str, str]:
    """What the store tells KMS that a body is for; the key policies admit nothing else."""
    heard = Listener()
    keys._use(keys.Trio(*[cast(Any, heard)] * 3))
    keys.seal_account({}, b"")
    return {
        "account": heard.purpose,
        "content": keys._context("", 1)["purpose"],
        "desk": desk_key.context("")["purpose"],
    }


def problems() -> dict[str, Any]:
    """The refusals that API Gateway gives in the product's name, as it would say them itself."""
    refusals = (
        Refused("no_route"),
        Refused("slow_down", retry_after=1),
        Refused("busy", retry_after=1),
        Refused("too_large", limit=ask.BODY_LIMIT),
        Refused("json_required"),
    )
    return {one.code: one.problem("vi", "$context.requestId") for one in refusals}


def text(runtime: dict[str, str]) -> str:
    """The whole description, as JSON; `runtime` is what the archive beside it was made for."""
    described = {
        "runtime": runtime,
        "tables": schemas(),
        "standing": [str(model.Meta.table_name) for model in tables.STANDING],
        "purposes": purposes(),
        "problems": problems(),
        "api_headers": API_HEADERS,
        "client_headers": client_files.SECURITY,
        "edge": {"secret": ask.EDGE_HEADER, "viewer": ask.VIEWER_HEADER},
    }
    return json.dumps(described, indent=1, ensure_ascii=False)
