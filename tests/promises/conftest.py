"""Keeps how each promise's test went, for the trust page: .build/promises.json (see chalicelib/trust/checks.py)."""

import json
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / ".build" / "promises.json"
PROMISE = re.compile(r"tests/promises/test_(p\d+)_")
_went: dict[str, list[bool]] = {}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    found = PROMISE.match(report.nodeid)
    if found and (report.when == "call" or not report.passed):
        _went.setdefault(found[1].upper(), []).append(report.passed)


def pytest_sessionfinish(session: pytest.Session) -> None:
    chosen = session.config.option
    if not _went or chosen.keyword or chosen.markexpr or any("::" in one for one in session.config.args):
        return  # part of a promise's test says nothing about the promise
    at, commit = datetime.now(UTC).isoformat(timespec="seconds"), commit_of(ROOT)
    kept: dict[str, Any] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for id, went in _went.items():
        kept[id] = {"passed": all(went), "tests": len(went), "at": at, "commit": commit}
    RESULTS.parent.mkdir(exist_ok=True)
    draft = RESULTS.with_suffix(".draft")
    draft.write_text(json.dumps(kept, indent=1))
    draft.replace(RESULTS)


def commit_of(root: Path) -> str:
    """The commit that is checked out, with + when files differ from it; "unknown" outside a repository."""

    def said(*command: str) -> str:
        ran = subprocess.run(["git", *command], cwd=root, capture_output=True, text=True)
        return ran.stdout.strip() if ran.returncode == 0 else ""

    commit = said("rev-parse", "--short=12", "HEAD")
    return (commit + "+" * bool(said("status", "--porcelain"))) if commit else "unknown"
