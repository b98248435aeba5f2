"""Runbooks: one an alarm, of the same four parts, and every command in them exists."""

import itertools
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from botocore import xform_name

from monitoring.alarms import ALARMS

ROOT = Path(__file__).parents[2]
RUNBOOKS = ROOT / "monitoring" / "runbooks"
PARTS = ["Meaning", "Impact", "Diagnosis", "Mitigation"]
# What the command line itself takes beside an operation's own parameters.
OF_THE_CLI = {
    "region",
    "query",
    "output",
    "profile",
    "max-items",
    "starting-token",
    "page-size",
    "no-cli-pager",
}
# The commands that are spelled otherwise at the command line than in the API.
CLI_NAMES = {"s3api": "s3"}


def commands(path: Path) -> Iterator[str]:
    """Every line of the fenced blocks, wherever they stand."""
    for block in re.findall(r"^ *```sh\n(.*?)^ *```", path.read_text(), re.MULTILINE | re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            if line.strip():
                yield line.strip()


EVERY = sorted({(one.stem, command) for one in RUNBOOKS.glob("*.md") for command in commands(one)})
NAMED = sorted({command for _, command in EVERY})


def test_every_alarm_has_its_runbook_and_every_runbook_its_alarm() -> None:
    assert {one.stem for one in RUNBOOKS.iterdir()} == {row.name for row in ALARMS}


@pytest.mark.parametrize("row", ALARMS, ids=lambda row: row.name)
def test_a_runbook_has_its_four_parts_and_each_says_something(row: Any) -> None:
    text = (RUNBOOKS / f"{row.name}.md").read_text()
    assert text.startswith(f"# {row.name}\n")
    found = re.split(r"^## (\w+)$", text, flags=re.MULTILINE)
    assert found[1::2] == PARTS
    assert all(len(one.split()) >= 10 for one in found[2::2])
    for part in (found[6], found[8]):
        assert "```sh" in part or row.name == "budget-leaking", "what to do is told in commands"


def test_other_runbooks_and_files_that_are_named_exist() -> None:
    for path in RUNBOOKS.glob("*.md"):
        for name in re.findall(r"`([\w./-]+\.(?:md|py|json))`", path.read_text()):
            if name in ("pulse.json", "state.json", "minute.json", "revive.json", "forget.json"):
                continue  # written by who follows the step
            assert (ROOT / name).exists() or (RUNBOOKS / name).exists(), f"{path.name} names {name}"


def test_no_command_stands_outside_a_block() -> None:
    for path in RUNBOOKS.glob("*.md"):
        prose = re.sub(r"```sh\n.*?```", "", path.read_text(), flags=re.DOTALL)
        for command in re.findall(r"`((?:aws|python -m|make|git) [^`]+)`", prose):
            assert runs(command) is None, f"{path.name}: {command}"


@pytest.mark.parametrize("command", NAMED)
def test_the_command_exists(command: str) -> None:
    wrong = runs(command)
    assert wrong is None, wrong


def runs(command: str) -> str | None:
    """What is wrong with a command; None when it exists with all its parameters."""
    words = shlex.split(re.sub(r"\$\([^)]*\)", "1", command))
    if words[0] == "aws":
        return known_to_aws(words[1:])
    if words[:2] == ["python", "-m"]:
        return taken_by_module(words[2:])
    if words[0] == "make":
        return ends_well(["make", "--dry-run", *words[1:]])
    if words[0] == "git":
        shown = subprocess.run(["git", words[1], "-h"], cwd=ROOT, capture_output=True, text=True)
        return None if shown.returncode == 129 and shown.stdout.startswith("usage: git") else shown.stderr
    if words[0] == "curl":
        options = subprocess.run(["curl", "--help", "all"], capture_output=True, text=True).stdout
        return next(
            (f"no {one}" for one in words[1:] if one.startswith("--") and f" {one} " not in options), None
        )
    return f"{words[0]} is no command that runbooks use"


def taken_by_module(words: list[str]) -> str | None:
    """The module's help, of the part that is named, works and names every option of the step."""
    parts = [one for one in words[1:2] if re.fullmatch(r"[a-z][a-z-]*", one)]
    command = [sys.executable, "-m", words[0], *parts, "--help"]
    ran = run_once(*command)
    unknown = [one for one in words[1:] if one.startswith("--") and one not in ran.stdout]
    return ends_well(command) or (f"{words[0]} takes no {unknown}" if unknown else None)


def ends_well(command: list[str]) -> str | None:
    ran = run_once(*command)
    return f"{' '.join(command)}: {ran.stderr[-500:]}" if ran.returncode else None


@cache
def run_once(*command: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("IZWORK_")}
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, env=kept)


@cache
def service(name: str) -> Any:
    return botocore.session.get_session().get_service_model(CLI_NAMES.get(name, name))


def known_to_aws(words: list[str]) -> str | None:
    name, operation, given = words[0], words[1], words[2:]
    model = service(name)
    operations = {xform_name(one, "-"): one for one in model.operation_names}
    if operation not in operations:
        return f"{name} has no {operation}"
    shape = model.operation_model(operations[operation]).input_shape
    members = {xform_name(one, "-"): one for one in shape.members} if shape else {}
    options = [one[2:] for one in given if one.startswith("--")]
    unknown = [one for one in options if one not in members and one not in OF_THE_CLI]
    required = {xform_name(one, "-") for one in (shape.required_members if shape else [])}
    if unknown:
        return f"{name} {operation} takes no {unknown}"
    if not required <= set(options):
        return f"{name} {operation} needs {required - set(options)}"
    return wrong_values(shape, members, given)


def wrong_values(shape: Any, members: dict[str, str], given: list[str]) -> str | None:
    """Choices that the API does not offer, in plain and in Name=value form."""
    for word, following in itertools.pairwise([*given, ""]):
        member = (
            shape.members.get(members.get(word.removeprefix("--"), "")) if word.startswith("--") else None
        )
        offered = getattr(member, "enum", None) or getattr(getattr(member, "member", None), "enum", None)
        if offered and following not in offered:
            return f"{word} is one of {offered}"
    return None


@pytest.mark.parametrize(
    "command",
    [
        "aws dynamodb describe-tables --table-name izwork-log",
        "aws dynamodb describe-table --table izwork-log",
        "aws dynamodb describe-table --region REGION",
        "aws kms disable-key --key-id KEY --now",
        "aws iam update-access-key --access-key-id KEY --status Off",
        "python -m monitoring.nothing",
        "python -m monitoring.checks --url http://127.0.0.1 --all",
        "make everything-well",
        "git unbreak",
        "systemctl restart izwork",
    ],
)
def test_a_command_that_does_not_exist_is_found(command: str) -> None:
    assert runs(command) is not None
