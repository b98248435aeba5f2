"""Every refusal is problem+json with a sentence in the asked language, whoever in the machine refuses."""

import json
import os
import subprocess
import sys
from pathlib import Path
from string import Formatter

import httpx
import pytest

from chalicelib.reasons import REASONS
from chalicelib.refusals import REFUSALS, Refused
from tests.doors import problem
from tests.people import Person
from tests.site import ROOT, Site

FACTS = {"field", "reason", "limit", "id", "tries_left", "wait", "line", "what"}


@pytest.mark.parametrize("code", REFUSALS)
def test_each_refusal_speaks_both_languages(code: str) -> None:
    row = REFUSALS[code]
    assert 400 <= row.status < 600
    for text in (row.vi, row.en):
        assert text.rstrip().endswith((".", "{reason}")), "a refusal is a sentence that says what to do"
        assert {name for _, name, _, _ in Formatter().parse(text) if name} <= FACTS
    assert row.vi != row.en
    refused = Refused(code)
    assert refused.sentence("en") != refused.sentence("vi")
    assert refused.sentence("fr") == refused.sentence("vi")


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_speaks_both_languages(reason: str) -> None:
    told = [
        Refused("invalid", field="x", reason=reason, limit=3).problem(to, "r")["detail"]
        for to in ("vi", "en")
    ]
    assert told[0] != told[1]
    assert "{" not in "".join(told)


LANGUAGES = [
    (None, "vi"),
    ("", "vi"),
    ("vi-VN,en;q=0.5", "vi"),
    ("fr", "vi"),
    ("en", "en"),
    ("en-US,en;q=0.9,vi;q=0.8", "en"),
    ("EN", "en"),
]
REFUSED = [
    ("GET", "/nowhere", 404, "no_route"),
    ("GET", "/teams/x/y/z", 404, "no_route"),
    ("GET", "/me/", 404, "no_route"),
    ("GET", "/%ff", 404, "no_route"),
    ("POST", "/me", 405, "wrong_method"),
    ("PATCH", "/teams", 405, "wrong_method"),
    ("OPTIONS", "/teams", 405, "wrong_method"),
    ("GET", "/me", 401, "signed_out"),
    ("POST", "/sign-in", 415, "json_required"),
]


@pytest.mark.parametrize(("header", "language"), LANGUAGES)
@pytest.mark.parametrize(("method", "path", "status", "code"), REFUSED)
def test_who_refuses_makes_no_difference(
    site: Site, header: str | None, language: str, method: str, path: str, status: int, code: str
) -> None:
    headers = {"Accept-Language": header} if header is not None else {}
    answer = httpx.request(method, f"{site.url}/api/v1{path}", headers=headers)
    assert (answer.status_code, problem(answer)) == (status, code)
    assert answer.json()["detail"] == Refused(code).sentence(language)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    if status == 405:
        assert answer.headers["allow"]


@pytest.mark.parametrize(
    ("seconds", "vi", "en"),
    [
        (1, "1 giây", "1 second"),
        (119, "119 giây", "119 seconds"),
        (121, "3 phút", "3 minutes"),
        (60_114, "17 giờ", "17 hours"),
        (172_801, "3 ngày", "3 days"),
    ],
)
def test_how_long_to_wait_is_told_as_people_say_it(seconds: int, vi: str, en: str) -> None:
    refused = Refused("slow_down", retry_after=seconds)
    assert refused.sentence("vi").endswith(f" sau {vi}.")
    assert refused.sentence("en").endswith(f" in {en}.")


def test_each_request_has_an_id_of_its_own(site: Site) -> None:
    nobody = Person(site, "ai")
    assert len({nobody.ask("GET", "/me").json()["request_id"] for _ in range(5)}) == 5


def test_the_apps_own_404_405_and_415_look_the_same_on_lambda(tmp_path: Path) -> None:
    """Without the local gateway before it, as API Gateway's proxy events reach it."""
    script = """
import json, sys
import app
for resource, method, headers in json.loads(sys.argv[1]):
    event = {"resource": resource, "path": resource, "httpMethod": method, "headers": headers, "body": "x",
        "multiValueHeaders": {k: [v] for k, v in headers.items()}, "pathParameters": {}, "isBase64Encoded": False,
        "multiValueQueryStringParameters": None, "queryStringParameters": None, "stageVariables": None,
        "requestContext": {"resourcePath": resource, "httpMethod": method, "requestId": "r-1", "identity": {}}}
    answer = app.app(event, None)
    print(json.dumps([answer["statusCode"], answer["headers"] | {k: v[0] for k, v in answer["multiValueHeaders"].items()}, json.loads(answer["body"])]))
"""
    asked = [
        ("/api/v1/nowhere", "GET", {"accept-language": "en"}),
        ("/api/v1/me", "POST", {"accept-language": "en"}),
        ("/api/v1/sign-in", "POST", {"accept-language": "en", "content-type": "text/plain"}),
    ]
    environment = {
        **os.environ, "IZWORK_MODE": "local", "IZWORK_ENGINE": "http://127.0.0.1:9", "IZWORK_SITE": "http://x",
        "IZWORK_MAIL": "mailbox", "IZWORK_SMS": "mailbox", "IZWORK_KEYS": str(tmp_path / "keys"),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps(asked)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(status, body.get("code")) for status, _, body in told] == [
        (404, "no_route"), (405, "wrong_method"), (415, "json_required"),
    ]  # fmt: skip
    for status, headers, body in told:
        assert headers["Content-Type"] == "application/problem+json"
        assert (body["status"], body["request_id"]) == (status, "r-1")
        assert body["detail"] == Refused(body["code"]).sentence("en")
