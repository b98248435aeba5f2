"""The OpenAPI 3.1 document, made from the declared endpoints. `python -m chalicelib.web.openapi` prints it,
and `… desk` the desk's."""

import re
import sys
from collections.abc import Iterable
from typing import Any

import msgspec

from chalicelib.ids import LONG, SHORT
from chalicelib.refusals import REFUSALS
from chalicelib.version import VERSION
from chalicelib.web import access
from chalicelib.web.answers import Problem
from chalicelib.web.ask import BODY_LIMIT, BYTES, Ask
from chalicelib.web.endpoints import Answer, Endpoint, Feature

feature: Feature = Feature("openapi")
desk_feature: Feature = Feature("openapi")
REF = "#/components/schemas/{name}"
NUMBER = r"^[1-9][0-9]{0,5}$"
COMMENT = r"^[0-9A-Za-z]{12}\.[0-9A-Za-z]{12}$"
PART = r"^[0-9]{1,3}$"
REFERENCE = r"^IZ[2-9A-HJ-NP-Z]{8}$"
TIMED = r"^[0-9A-Za-z]{20}$"
ID_PATTERNS = {
    "team": LONG, "account": LONG, "case": LONG, "attempt": LONG, "step": LONG, "comment": COMMENT, "number": NUMBER,
    "sponsorship": LONG, "ticket": LONG, "view": LONG, "part": PART,
    "reference": REFERENCE, "approval": TIMED,
}  # fmt: skip
FOR_LEVEL = {
    "anyone": (),
    "closing": ("signed_out",),
    "signed in": ("signed_out", "account_closing"),
    "agreed": ("signed_out", "account_closing", "terms_unaccepted"),
    "desk": ("signed_out", "not_allowed"),
    "team": ("signed_out", "account_closing", "not_allowed", "not_found"),
    "project": ("signed_out", "account_closing", "not_allowed", "not_found"),
}
DESK_COOKIE = "__Host-desk"
_described: list[Feature] = []


def describe(features: Iterable[Feature]) -> None:
    """Tell the document which features there are."""
    _described[:] = features


@feature.route("GET", "/openapi.json", access=access.ANYONE, returns={200: dict})
def document_endpoint(_: None, ask: Ask) -> Answer:
    """This document"""
    return Answer(document(_described))


@desk_feature.route("GET", "/desk/openapi.json", access=access.ANYONE, returns={200: dict})
def desk_document_endpoint(_: None, ask: Ask) -> Answer:
    """This document"""
    return Answer(document(_described, DESK_COOKIE))


def document(features: Iterable[Feature], cookie: str = "__Host-session") -> dict[str, Any]:
    """The whole document; `cookie` keeps the session there."""
    endpoints = [endpoint for one in features for endpoint in one.endpoints]
    shapes = unique(shape for endpoint in endpoints for shape in shapes_of(endpoint))
    schemas, components = msgspec.json.schema_components([Problem, *shapes], ref_template=REF)
    by_shape = dict(zip(map(key, [Problem, *shapes]), schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for one in features:
        for endpoint in one.endpoints:
            path = paths.setdefault(endpoint.address, {})
            path[endpoint.method.lower()] = operation(one.name, endpoint, by_shape)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "IZwork",
            "version": VERSION,
            "description": "Refusals are RFC 9457 problems. Every write carries an Idempotency-Key.",
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": cookie}},
        },
    }


def operation(tag: str, endpoint: Endpoint, by_shape: dict[Any, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "tags": [tag],
        "summary": endpoint.summary,
        "operationId": f"{endpoint.method.lower()}{re.sub('[^A-Za-z]+', '_', endpoint.path).rstrip('_')}",
        "description": f"Who: {endpoint.access.wants}.",
        "parameters": parameters(endpoint),
        "responses": responses(endpoint, by_shape),
    }
    if endpoint.access.level != "anyone":
        told["security"] = [{"session": []}]
    if endpoint.body is bytes:
        content = {BYTES: {"schema": {"type": "string", "format": "binary", "maxLength": BODY_LIMIT}}}
        told["requestBody"] = {"required": True, "content": content}
    elif endpoint.body is not None:
        schema = by_shape[key(endpoint.body)]
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return told


def parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    told = [
        {
            "name": id,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "pattern": ID_PATTERNS.get(id, SHORT)},
        }
        for id in re.findall(r"\{(\w+)\}", endpoint.path)
    ]
    if endpoint.writes and endpoint.keyed:
        pattern = "^[0-9A-Za-z_-]{16,40}$"
        name = "Idempotency-Key"
        told.append(
            {"name": name, "in": "header", "required": True, "schema": {"type": "string", "pattern": pattern}}
        )
        if endpoint.access.level in ("team", "project"):
            after = {"type": "integer", "minimum": 0, "maximum": 2**53}
            told.append({"name": "after", "in": "query", "required": False, "schema": after})
    if endpoint.query is not None:
        _, components = msgspec.json.schema_components([endpoint.query], ref_template=REF)
        schema = components[endpoint.query.__name__]
        required = schema.get("required", [])
        for name, shape in schema["properties"].items():
            plain = without_null(shape)
            told.append({"name": name, "in": "query", "required": name in required, "schema": plain})
    return told


def without_null(shape: dict[str, Any]) -> dict[str, Any]:
    """A query parameter is left out rather than null."""
    choices = [choice for choice in shape.get("anyOf", []) if choice.get("type") != "null"]
    return (
        choices[0]
        if len(choices) == 1
        else {name: value for name, value in shape.items() if name != "default"}
    )


def responses(endpoint: Endpoint, by_shape: dict[Any, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for status, shape in endpoint.returns.items():
        told[str(status)] = {"description": "Done"}
        if shape is bytes:
            lines = endpoint.media == "application/x-ndjson"
            schema = {"type": "string", "description": "one JSON value a line, gzip" if lines else "a file"}
            told[str(status)]["content"] = {endpoint.media: {"schema": schema}}
        elif shape is not None:
            told[str(status)]["content"] = {"application/json": {"schema": by_shape[key(shape)]}}
    by_status: dict[int, list[str]] = {}
    for code in refusals_of(endpoint):
        by_status.setdefault(REFUSALS[code].status, []).append(code)
    for status, codes in sorted(by_status.items()):
        # Beside a body of the endpoint's own: a health check tells by 503 what failed.
        own = told.get(str(status), {}).get("content", {})
        content = own | {"application/problem+json": {"schema": by_shape[key(Problem)]}}
        told[str(status)] = {"description": ", ".join(codes), "content": content}
    return told


def refusals_of(endpoint: Endpoint) -> list[str]:
    """Every refusal the endpoint can give: its own, its doorman's, and those of its body and key."""
    codes = list(FOR_LEVEL[endpoint.access.level])
    if endpoint.access.proven:
        codes.append("prove_again")
    codes += endpoint.access.refuses
    if endpoint.writes:
        if endpoint.access.level in ("team", "project"):
            codes += ["terms_unaccepted", "team_suspended"]
        codes += ["foreign_origin", "busy"]
        if endpoint.stops:
            codes.append("read_only")
        if endpoint.keyed:
            codes.append("key_required")
            if endpoint.access.level in ("team", "project"):
                codes.append("invalid")
    else:
        codes.append("busy")
    if endpoint.body is bytes:
        codes += ["bytes_required", "too_large"]
    elif endpoint.body is not None:
        codes += ["broken_json", "json_required", "invalid", "too_large"]
    if endpoint.query is not None:
        codes.append("invalid")
    if "{" in endpoint.path and "not_found" not in codes:
        codes.append("not_found")
    return list(dict.fromkeys([*codes, *endpoint.refuses]))


def shapes_of(endpoint: Endpoint) -> list[Any]:
    shapes = [shape for shape in endpoint.returns.values() if shape is not None and shape is not bytes]
    return shapes + ([endpoint.body] if endpoint.body not in (None, bytes) else [])


def key(shape: Any) -> Any:
    return shape


def unique(shapes: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(shapes))


if __name__ == "__main__":
    # Imported here: the surfaces are what this module describes, and they import this module.
    from chalicelib.surfaces import desk, product

    told = (desk.FEATURES, DESK_COOKIE) if sys.argv[1:] == ["desk"] else (product.FEATURES,)
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(document(*told)), indent=1) + b"\n")
