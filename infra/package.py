"""`make package`: what goes to Lambda, in .build/package: deployment.zip, sam.json (swagger) and product.json.

Chalice packages a staging copy that holds only what runs there, and the archive is then rid of what is never loaded.
"""

import os
import shutil
import subprocess  # nosec B404
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from infra import product

ROOT = Path(__file__).parents[1]
STAGING = ROOT / ".build" / "staging"
PACKAGE = ROOT / ".build" / "package"
# The services that chalicelib makes clients for, and STS, which gives Lambda its credentials' Region partition.
AWS_SERVICES = ("dynamodb", "kms", "sesv2", "sts")
# Chalice puts its own runtime in; its command line and all that needs must not come along.
NOT_ON_LAMBDA = ("chalice",)
# Asked for by a dependency that would only build with it.
BUILD_TOOLS = ("setuptools", "_distutils_hack", "distutils-precedence.pth")


def stage() -> None:
    """Copy what runs on Lambda to STAGING, and nothing else."""
    shutil.rmtree(STAGING, ignore_errors=True)
    STAGING.mkdir(parents=True)
    shutil.copy2(ROOT / "app.py", STAGING)
    unwanted = shutil.ignore_patterns("__pycache__", "*.pyc", "local")
    shutil.copytree(ROOT / "chalicelib", STAGING / "chalicelib", ignore=unwanted)
    shutil.copytree(
        ROOT / ".chalice", STAGING / ".chalice", ignore=shutil.ignore_patterns("deployments", "venv")
    )
    # What Chalice finds in vendor/ it puts at the archive's root: the drills lie beside chalicelib, as they do here.
    shown = Path("monitoring") / "drills" / "history.jsonl"
    (STAGING / "vendor" / shown).parent.mkdir(parents=True)
    shutil.copy2(ROOT / shown, STAGING / "vendor" / shown)
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.partition("==")[0] not in NOT_ON_LAMBDA]
    (STAGING / "requirements.txt").write_text("".join(kept), encoding="utf-8")


def package() -> None:
    """Run `chalice package` on the staging copy."""
    shutil.rmtree(PACKAGE, ignore_errors=True)
    chalice = Path(sys.executable).with_name("chalice")
    command = [str(chalice), "--project-dir", str(STAGING), "package", "--stage", "api", str(PACKAGE)]
    # Only the names of the partition's endpoints depend on it; the package runs in every Region.
    environment = {"AWS_DEFAULT_REGION": "ap-southeast-1"} | os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(command, check=True, env=environment)  # nosec B603


def needed(name: str) -> bool:
    """Whether an archive member is ever loaded: of botocore's 400 services only a few are."""
    parts = name.split("/")
    if name.endswith(".pyc") or "__pycache__" in parts or "tests" in parts:
        return False
    if parts[0].partition("-")[0] in BUILD_TOOLS or parts[0] in BUILD_TOOLS:
        return False
    if parts[:2] == ["botocore", "data"] and len(parts) > 3:
        return parts[2] in AWS_SERVICES
    return not (parts[:2] == ["boto3", "data"] and len(parts) > 3) and parts[:2] != ["boto3", "examples"]


def prune(archive: Path) -> None:
    """Write the archive anew without what is never loaded; times and order as they were, so equal stays equal."""
    lean = archive.with_suffix(".lean")
    with ZipFile(archive) as old, ZipFile(lean, "w", ZIP_DEFLATED) as new:
        for member in old.infolist():
            if needed(member.filename):
                new.writestr(member, old.read(member), compress_type=ZIP_DEFLATED)
    lean.replace(archive)


def main() -> None:
    stage()
    package()
    archive = PACKAGE / "deployment.zip"
    before = archive.stat().st_size
    prune(archive)
    (PACKAGE / "product.json").write_text(product.text(), encoding="utf-8")
    with ZipFile(archive) as made:
        count = len(made.namelist())
    print(
        f"{archive.relative_to(ROOT)}: {archive.stat().st_size / 1e6:.1f} MB ({before / 1e6:.1f} before pruning), {count} files"
    )


if __name__ == "__main__":
    main()
