"""API Gateway's own answers, said as the product says its refusals: problem+json with the same codes and headers."""

import json
from typing import Any, NamedTuple

from . import build


class Row(NamedTuple):
    """What API Gateway found wrong, the product's refusal for it, and the seconds to wait before another try."""

    kind: str
    code: str
    wait: int | None = None


ANSWERS = (
    Row("MISSING_AUTHENTICATION_TOKEN", "no_route"),  # its words for a path or method that does not exist
    Row("RESOURCE_NOT_FOUND", "no_route"),
    Row("DEFAULT_4XX", "no_route"),
    Row("UNSUPPORTED_MEDIA_TYPE", "json_required"),
    Row("REQUEST_TOO_LARGE", "too_large"),
    Row("THROTTLED", "slow_down", 1),
    Row("QUOTA_EXCEEDED", "slow_down", 60),
    Row("WAF_FILTERED", "slow_down", 60),
    # Whether a change was made is not known; sending it again loses and doubles nothing.
    Row("DEFAULT_5XX", "busy", 1),
    Row("INTEGRATION_FAILURE", "busy", 1),
    Row("INTEGRATION_TIMEOUT", "busy", 1),
)


def answers() -> dict[str, Any]:
    """The answers, as the swagger's x-amazon-apigateway-gateway-responses: a new one makes a new deployment."""
    said = {}
    for row in ANSWERS:
        problem = dict(build.product("problems")[row.code])
        if row.wait and "retry_after" in problem:
            problem["retry_after"] = row.wait
        headers = build.product("api_headers") | {"Content-Type": "application/problem+json"}
        headers |= {"Retry-After": str(row.wait)} if row.wait else {}
        said[row.kind] = {
            "statusCode": problem["status"],
            "responseParameters": {
                f"gatewayresponse.header.{name}": f"'{_quoted(value)}'" for name, value in headers.items()
            },
            # API Gateway picks the template by what the caller accepts, and takes the only one there is.
            "responseTemplates": {"application/json": json.dumps(problem, ensure_ascii=False)},
        }
    return said


def _quoted(value: str) -> str:
    """A value inside a static mapping's single quotes."""
    return value.replace("'", "\\'")
