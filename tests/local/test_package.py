"""What goes to Lambda: all that runs there, nothing else, and it answers."""

import ast
import json
import os
import re
import subprocess
import venv
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from chalicelib import settings

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow

INVOKE = """
import importlib, json, sys
sys.path.insert(0, sys.argv[1])
from app import app
for name in json.loads(sys.argv[2]):
    importlib.import_module(name)
for path in ("/api/v1/health", "/api/v1/openapi.json"):
    print(json.dumps(app({
        "resource": path, "path": path, "httpMethod": "GET", "headers": {"accept": "*/*"}, "multiValueHeaders": {},
        "queryStringParameters": None, "multiValueQueryStringParameters": None, "pathParameters": None,
        "stageVariables": None, "body": None, "isBase64Encoded": False,
        "requestContext": {"resourcePath": path, "httpMethod": "GET", "requestId": "r", "identity": {"sourceIp": "10.0.0.1"}},
    }, None)))
from chalicelib.notices import mail
mail.ses()
import chalice, botocore
print(json.dumps([chalice.__file__, botocore.__file__]))
"""


def test_only_what_lambda_needs(archive: Path) -> None:
    names = ZipFile(archive).namelist()
    assert {"app.py", "chalice/app.py", "chalicelib/__init__.py"} <= set(names)
    unwanted = re.compile(
        r"^chalicelib/local|(^|/)(tests?|node_modules)/|^client|^(pip|setuptools|moto|pytest)"
    )
    assert [name for name in names if unwanted.search(name)] == []
    sources = [name for name in names if not name.endswith(".pyc")]
    theirs = {name.removeprefix("chalicelib/") for name in sources if name.startswith("chalicelib/")}
    ours = {
        path.relative_to(ROOT / "chalicelib").as_posix()
        for path in (ROOT / "chalicelib").rglob("*")
        if path.is_file() and not {"local", "__pycache__"} & set(path.parts[len(ROOT.parts) :])
    }
    assert theirs == ours
    kept = {"monitoring/drills/history.jsonl", "monitoring/incidents.jsonl"}
    assert {name for name in names if name.startswith("monitoring")} == kept
    assert all(ZipFile(archive).read(name) == (ROOT / name).read_bytes() for name in kept)
    assert archive.stat().st_size < 15_000_000


def imported() -> set[str]:
    """Every module named by an import in what runs on Lambda, those inside functions too: a cold start skips them."""
    found: set[str] = set()
    for path in (ROOT / "chalicelib").rglob("*.py"):
        if "local" in path.relative_to(ROOT).parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(str(node.module))
    return {name for name in found if not name.startswith("chalicelib.local")}


@pytest.mark.parametrize("alone", [True, False], ids=["the archive alone", "with the runtime requirements"])
def test_it_answers(archive: Path, tmp_path: Path, alone: bool) -> None:
    """In an environment of its own: nothing of this one can be found by mistake."""
    venv.create(tmp_path / "venv", with_pip=not alone)
    python = tmp_path / "venv" / "bin" / "python"
    with ZipFile(archive) as packed:
        wanted = (
            packed.namelist()
            if alone
            else [n for n in packed.namelist() if re.match(r"app\.py|chalicelib/|chalice/", n)]
        )
        packed.extractall(tmp_path / "task", wanted)
    if not alone:
        command = [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-r",
            "requirements.txt",
        ]
        subprocess.run(command, cwd=ROOT, check=True)
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    environment = {
        "PATH": os.defpath,
        "AWS_REGION": "ap-southeast-1",
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
    }
    environment |= config["stages"]["api"]["environment_variables"]
    ran = subprocess.run(
        [str(python), "-I", "-c", INVOKE, str(tmp_path / "task"), json.dumps(sorted(imported()))],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    health, openapi, places = (json.loads(line) for line in ran.stdout.splitlines())
    assert health["statusCode"] == 200
    assert json.loads(health["body"])["status"] == "ok"
    assert json.loads(openapi["body"])["openapi"].startswith("3.1")
    assert all(str(tmp_path) in place for place in places)


class Noting(dict[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, given: dict[str, str]) -> None:
        super().__init__(given)
        self.asked: set[str] = set()

    def get(self, key: str, default: object = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)


def test_the_settings_of_lambda_are_the_settings_read() -> None:
    """The configuration starts as it is, and each of its variables is one that is read."""
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    given = Noting(config["stages"]["api"]["environment_variables"] | {"AWS_REGION": "ap-southeast-1"})
    assert settings.read(given).mode == "aws"
    assert set(given) - given.asked == set()


def test_the_template_holds_our_policy(archive: Path) -> None:
    template = json.loads((archive.parent / "sam.json").read_text())["Resources"]
    roles = [part for part in template.values() if part["Type"] == "AWS::IAM::Role"]
    policy = json.loads((ROOT / ".chalice" / "policy-api.json").read_text())
    assert [role["Properties"]["Policies"][0]["PolicyDocument"] for role in roles] == [policy]
    function = template["APIHandler"]["Properties"]
    assert (function["MemorySize"], function["Timeout"]) == (1024, 15)
    api = next(part for part in template.values() if part["Type"] == "AWS::Serverless::Api")["Properties"]
    assert api["EndpointConfiguration"] == "REGIONAL" or api["EndpointConfiguration"]["Type"] == "REGIONAL"


def test_no_action_the_tables_do_not_need() -> None:
    """No scan, no transaction, and nothing with a star."""
    policy = json.loads((ROOT / ".chalice" / "policy-api.json").read_text())
    actions = [action for statement in policy["Statement"] for action in statement["Action"]]
    assert not [action for action in actions if "*" in action or "Scan" in action or "Transact" in action]
