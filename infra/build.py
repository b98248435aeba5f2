"""What `make package` made: the zip for Lambda, Chalice's swagger, and what the product says of itself."""

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

from . import surfaces

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / ".build" / "package"
ZIP = PACKAGE / "deployment.zip"
CHECKS = ROOT / ".build" / "checks"


@cache
def _read(path: Path) -> Any:
    if not path.exists():
        raise SystemExit(f"{path.relative_to(ROOT)} is missing: run `make package` first.")
    return json.loads(path.read_text(encoding="utf-8"))


def product(part: str) -> Any:
    """One part of product.json: runtime, tables, standing, purposes, problems, api_headers or client_headers."""
    return _read(PACKAGE / "product.json")[part]


def swagger(surface: str = "api") -> dict[str, Any]:
    """The REST API of a surface, a stage of .chalice/config.json, as Chalice describes it; a copy that may be changed."""
    described = _read(PACKAGE / surfaces.SWAGGER[surface])
    body = described["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    copy: dict[str, Any] = json.loads(json.dumps(body))
    return copy


def stage(surface: str = "api") -> dict[str, Any]:
    """A stage of .chalice/config.json: memory, timeout and settings of the function."""
    chosen: dict[str, Any] = _read(ROOT / ".chalice" / "config.json")["stages"][surface]
    return chosen


def actions(sid: str) -> list[str]:
    """The actions that a statement of the API's own policy (.chalice/policy-api.json) allows."""
    statements = _read(ROOT / ".chalice" / "policy-api.json")["Statement"]
    return list(next(one["Action"] for one in statements if one["Sid"] == sid))


@cache
def checks() -> Path:
    """A folder with what the checks' functions run, and nothing else."""
    shutil.rmtree(CHECKS, ignore_errors=True)
    into = CHECKS / "monitoring"
    into.mkdir(parents=True)
    for name in ("__init__.py", "alarm.py", "measures.py"):
        shutil.copy2(ROOT / "monitoring" / name, into)
    unwanted = shutil.ignore_patterns("__pycache__", "__main__.py")
    shutil.copytree(ROOT / "monitoring" / "checks", into / "checks", ignore=unwanted)
    return CHECKS
