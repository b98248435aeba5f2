"""What a log says: listed fields alone, and nothing that anybody typed, sent or was sent, whatever went wrong."""

import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from chalicelib import logs
from tests.site import ROOT
from tests.web.logged import Run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return Run(tmp_path_factory.mktemp("logs"))


def written(marker: str) -> Iterator[str]:
    """A word as it may stand in a text."""
    raw = marker.encode()
    yield from (marker, quote(marker), json.dumps(marker)[1:-1], raw.hex(), repr(marker)[1:-1])
    # Within a longer text its base64 depends on where it begins: by each third, without the ends.
    yield from (base64.b64encode(b"\0" * shift + raw).decode()[4:-4] for shift in range(3) if len(raw) > 12)


def test_every_line_holds_listed_fields_alone(run: Run) -> None:
    assert len(run.lines) > 50
    for line in run.lines:
        assert {"at", "level", "event", "region", "version"} <= set(line), line
        assert all(logs.allowed(name, value) for name, value in line.items()), line
    asked = [line for line in run.lines if line["event"] == "request"]
    declared = set(json.loads((ROOT / "client/src/api/openapi.json").read_text())["paths"]) | {"-"}
    for line in asked:
        assert {"method", "route", "status", "ms", "request_id"} <= set(line), line
        assert line["route"] in declared, line
        assert ("code" in line) == (line["status"] >= 400), line


def test_nothing_that_was_typed_or_sent_is_in_a_line(run: Run) -> None:
    assert len(run.markers) > 50
    text = run.text.lower()
    found = {marker for marker in run.markers for form in written(marker) if form.lower() in text}
    assert not found, found


def test_what_went_wrong_is_told_by_where_it_did(run: Run) -> None:
    events = {line["event"] for line in run.lines}
    assert {"request", "fault", "engine.started_again", "mail.not_relayed", "library"} <= events
    assert run.mails_refused > 0
    faults = [line for line in run.lines if line["event"] == "fault"]
    assert {"Unreadable"} <= {line["fault"].split(" < ")[0] for line in faults}
    for line in faults:
        assert re.search(r"store/\w+\.py:\d+ \w+", line["frames"]), line
        assert line["request_id"] in {one.get("request_id") for one in run.lines if one["event"] == "request"}


# As Lambda's runtime leaves a process: a handler on the root that prints whole messages.
ON_LAMBDA = """
import logging, sys, threading
logging.getLogger().addHandler(logging.StreamHandler(sys.stderr))
from app import app
def ask(path, method="GET", headers=None, body=None, **more):
    return app({
        "resource": path, "path": path, "httpMethod": method, "headers": headers or {}, "multiValueHeaders": {},
        "queryStringParameters": None, "multiValueQueryStringParameters": None, "pathParameters": None,
        "stageVariables": None, "body": body, "isBase64Encoded": False,
        "requestContext": {"resourcePath": path, "httpMethod": method, "requestId": "r-1"} | more,
    }, None)
assert ask("/api/v1/health")["statusCode"] == 200
assert ask("/api/v1/zqmarker")["statusCode"] == 404
assert ask("/api/v1/me", headers={"cookie": "__Host-session=zqmarker"})["statusCode"] == 503
assert ask("/api/v1/health", identity="zqmarker")["statusCode"] == 200
broken = ask("/api/v1/sign-in", "POST", {"content-type": "application/json"}, '{"email": "zqmarker@a.vn"}')
assert broken["statusCode"] in (500, 503), broken
logging.getLogger("botocore").warning("signing in %s", "zqmarker")
logging.getLogger("x").error("zqmarker %d", "zqmarker")
def falls():
    raise ValueError("zqmarker")
thread = threading.Thread(target=falls)
thread.start()
thread.join()
class Lost:
    def __del__(self):
        raise ValueError("zqmarker")
Lost()
raise KeyError("zqmarker")
"""


def test_on_lambda_lines_are_the_same_and_stand_alone(tmp_path: Path) -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("IZWORK_", "AWS_"))}
    keys = {f"IZWORK_KMS_{name}": "alias/x" for name in ("CONTENT", "ACCOUNT", "LOOKUP", "RECEIPT", "DESK")}
    environment = {
        "IZWORK_MODE": "aws", "AWS_REGION": "ap-northeast-1", "IZWORK_SITE": "https://a.vn", "IZWORK_MAIL": "ses",
        "IZWORK_MAIL_FROM": "a@a.vn", "IZWORK_SMS": "sns", "IZWORK_ENGINE": "http://127.0.0.1:9", "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x", "AWS_ENDPOINT_URL_KMS": "http://127.0.0.1:9",
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", ON_LAMBDA],
        cwd=ROOT, env=kept | keys | environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert "zqmarker" not in ran.stderr + ran.stdout, ran.stderr
    lines = [json.loads(line) for line in ran.stderr.splitlines()]
    assert ran.stdout == ""
    assert ran.returncode == 1
    for line in lines:
        assert line["region"] == "ap-northeast-1"
        assert all(logs.allowed(name, value) for name, value in line.items()), line
    statuses = [line["status"] for line in lines if line["event"] == "request"]
    assert statuses[:4] == [200, 404, 503, 200]
    assert [line["fault"] for line in lines if line["event"] == "fault"][-3:] == [
        "ValueError",
        "ValueError",
        "KeyError",
    ]
    assert [line["logger"] for line in lines if line["event"] == "library"] == ["botocore", "x"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("path", "/api/v1/teams/abc"), ("email", "a@b.vn"), ("address", "1.2.3.4"), ("message", "hello"),
        ("route", "/api/v1/teams/0123456789ABCDEFGHIJKL"), ("route", "/x?token=1"), ("code", "ABCD-EFGH"),
        ("code", "12345678"), ("request_id", "a b"), ("fault", "ValueError: a@b.vn"), ("logger", "a@b.vn"),
        ("frames", "a.py:1 f said a@b.vn"), ("event", "somebody signed in"), ("status", "2000"), ("method", "get x"),
    ],
)  # fmt: skip
def test_the_list_lets_nothing_else_through(name: str, value: str) -> None:
    assert not logs.allowed(name, value)
