"""Writes come from our own pages: what another site's page makes a browser send is refused at every door."""

import re

import pytest

from chalicelib.surfaces import product
from tests.conftest import Cast
from tests.doors import missing, problem

WRITES = [e for feature in product.FEATURES for e in feature.endpoints if e.method != "GET"]
FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "OURS"},
]


@pytest.mark.parametrize("endpoint", WRITES, ids=lambda e: f"{e.method} {e.path}")
def test_a_write_from_a_foreign_page_is_refused(cast: Cast, endpoint: object) -> None:
    path = re.sub(r"\{(\w+)\}", lambda kind: missing(kind[1]), endpoint.path)  # type: ignore[attr-defined]
    method = endpoint.method  # type: ignore[attr-defined]
    for headers in FOREIGN:
        given = {name: value.replace("OURS", cast.site.url) for name, value in headers.items()}
        answer = cast.alice.ask(method, path, {}, headers=given)
        assert (answer.status_code, problem(answer)) == (403, "foreign_origin"), headers
    for headers in ({"Origin": cast.site.url}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}):
        if path != "/session":
            answer = cast.alice.ask(method, path, {}, headers=headers)
            assert answer.is_success or problem(answer) != "foreign_origin"
