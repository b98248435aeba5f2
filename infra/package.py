"""`make package`: what goes to Lambda, in .build/package: deployment.zip, Chalice's swagger of the API (sam.json) and of
the desk (sam-desk.json), and product.json. The desk runs from the same archive.

The archive is for PYTHON on ARCHITECTURE, whatever machine makes it. `python -m infra.package here` makes one for this
machine's own Python in .build/package-here, for an emulator of Lambda.

Chalice packages a staging copy that holds only what runs there; lean.py then cuts and compiles the archive.
"""

import os
import shutil
import subprocess  # nosec B404
import sys
from pathlib import Path
from zipfile import ZipFile

from infra import lean, product, surfaces

ROOT = Path(__file__).parents[1]
STAGING = ROOT / ".build" / "staging"
PACKAGE = ROOT / ".build" / "package"
PYTHON, ARCHITECTURE = "3.14", "arm64"
# Wheels that run on Lambda's Linux (glibc 2.34), newest first.
PLATFORMS = ("manylinux_2_34_aarch64", "manylinux_2_28_aarch64", "manylinux2014_aarch64")
# Chalice puts its own runtime in; its command line and all that needs must not come along.
NOT_ON_LAMBDA = ("chalice",)
# The last check of each promise; without one the trust page says that none was made.
CHECKED = Path(".build") / "promises.json"
# What the status page and the trust page tell of: drills, incidents, promises.
SHOWN = (Path("monitoring") / "drills" / "history.jsonl", Path("monitoring") / "incidents.jsonl", CHECKED)


def stage(here: bool) -> None:
    """Copy what runs on Lambda to STAGING, with its packages, and nothing else."""
    shutil.rmtree(STAGING, ignore_errors=True)
    STAGING.mkdir(parents=True)
    shutil.copy2(ROOT / "app.py", STAGING)
    unwanted = shutil.ignore_patterns("__pycache__", "*.pyc", "local")
    shutil.copytree(ROOT / "chalicelib", STAGING / "chalicelib", ignore=unwanted)
    shutil.copytree(
        ROOT / ".chalice", STAGING / ".chalice", ignore=shutil.ignore_patterns("deployments", "venv")
    )
    # What Chalice finds in vendor/ it puts at the archive's root: these lie beside chalicelib, as they do here.
    for shown in SHOWN:
        if (ROOT / shown).exists() or shown != CHECKED:
            (STAGING / "vendor" / shown).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / shown, STAGING / "vendor" / shown)
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.partition("==")[0] not in NOT_ON_LAMBDA]
    wanted = STAGING / "requirements.txt"
    wanted.write_text("".join(kept), encoding="utf-8")
    vendor(wanted, here)
    # Chalice would fetch packages for its own Python, and only warn of one it has no wheel for: it takes those that
    # lie in vendor/ as they are.
    wanted.write_text("", encoding="utf-8")


def vendor(wanted: Path, here: bool) -> None:
    """Fetch the packages for Lambda's Python and processor, or for those of this machine."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--target", str(STAGING / "vendor"), "--requirement", str(wanted), "--no-compile"]
    command += ["--only-binary", ":all:"]
    if not here:
        command += ["--implementation", "cp", "--python-version", PYTHON]
        command += [part for platform in PLATFORMS for part in ("--platform", platform)]
    subprocess.run(command, check=True)  # nosec B603
    shutil.rmtree(STAGING / "vendor" / "bin", ignore_errors=True)


def package(into: Path) -> None:
    """Run `chalice package` on the staging copy, for each surface."""
    shutil.rmtree(into, ignore_errors=True)
    chalice(surfaces.API, into)
    # What the archive took along; the desk is only asked for its doors.
    shutil.rmtree(STAGING / "vendor")
    beside = into / surfaces.DESK
    chalice(surfaces.DESK, beside)
    (beside / surfaces.SWAGGER[surfaces.API]).rename(into / surfaces.SWAGGER[surfaces.DESK])
    shutil.rmtree(beside)


def chalice(stage: str, into: Path) -> None:
    """`chalice package` of one stage."""
    program = Path(sys.executable).with_name("chalice")
    command = [str(program), "--project-dir", str(STAGING), "package", "--stage", stage, str(into)]
    # Only the names of the partition's endpoints depend on the Region; the package runs in every one.
    environment = {"AWS_DEFAULT_REGION": "ap-southeast-1"} | os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(command, check=True, env=environment)  # nosec B603


def main(here: bool) -> None:
    into = PACKAGE.with_name("package-here") if here else PACKAGE
    stage(here)
    package(into)
    archive = into / "deployment.zip"
    before = archive.stat().st_size
    lean.make(archive, None if here else PYTHON)
    with ZipFile(archive) as made:
        count = len(made.namelist())
    # Last: whoever finds it knows that the rest is whole.
    runtime = {} if here else {"python": PYTHON, "architecture": ARCHITECTURE}
    (into / "product.json").write_text(product.text(runtime), encoding="utf-8")
    size = f"{archive.stat().st_size / 1e6:.1f} MB ({before / 1e6:.1f} before pruning)"
    print(f"{archive.relative_to(ROOT)}: {size}, {count} files")


if __name__ == "__main__":
    main(here=sys.argv[1:] == ["here"])
