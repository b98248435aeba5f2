"""What never runs on Lambda leaves the archive, and what does is compiled: a cold start reads every byte it imports.

botocore's data keep the services and operations that the policies in `.chalice/` allow; anything else would be refused
there anyway. Chalice stamps its archives 1980, so ordinary compiled files count as stale and are written by no one:
/var/task cannot be written to. Unchecked ones are believed, and nothing there changes under them.
"""

import gzip
import json
import subprocess  # nosec B404
import sys
import tempfile
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).parents[1]
# The services that chalicelib makes clients for, and what IAM calls them in the policy.
AWS_SERVICES = {"dynamodb": "dynamodb", "kms": "kms", "sesv2": "ses", "sns": "sns"}
# What botocore reads when it makes a client; the rest is for paginators, waiters, examples.
READ = ("service-2.json", "endpoint-rule-set-1.json")
# Those that sell strongly consistent tables (regions.py) are all in the one partition.
PARTITION = "aws"
# Asked for by a dependency that would only build with it.
BUILD_TOOLS = ("setuptools", "_distutils_hack", "distutils-precedence.pth", "cffi", "pycparser")
# botocore looks whether urllib3 speaks TLS by pyOpenSSL, which passkeys brought along: 40 ms to find that it does not.
# dateutil has every time zone of the world packed, for who asks for one by name.
UNUSED = ("urllib3/contrib/pyopenssl.py", "dateutil/zoneinfo/dateutil-zoneinfo.tar.gz")
# Required by a dependency for what nothing here does: chalicelib/store/unloaded.py keeps boto3 from being loaded, and
# what passkeys read of certificates stands in one of a hundred modules.
NEVER_LOADED = ("boto3", "s3transfer")
CERTIFICATES, READ_OF_THEM = "pyasn1_modules", ("__init__.py", "rfc5280.py")
# Compiled anew; read by compilers and type checkers; read by installers.
NOT_RUN = (".pyc", ".c", ".h", ".pyi", ".dist-info/RECORD")
NODE = Path(sys.executable).with_name("node")
COMPILER = ROOT / "infra" / "compile.mjs"


def make(archive: Path, python: str | None) -> None:
    """Rewrite the archive: pruned, trimmed, compiled for `python` (3.14, or None: the one that runs this).

    The same parts give the same bytes: names are sorted and times are Chalice's.
    """
    lean = archive.with_suffix(".lean")
    with tempfile.TemporaryDirectory() as made:
        task = Path(made)
        with ZipFile(archive) as old:
            old.extractall(task, [name for name in old.namelist() if needed(name)])
        trim(task / "botocore" / "data", allowed())
        compile_all(task, python)
        with ZipFile(lean, "w", ZIP_DEFLATED) as new:
            for path in sorted(task.rglob("*"), key=Path.as_posix):
                if path.is_file():
                    member = ZipInfo(path.relative_to(task).as_posix())
                    member.compress_type, member.external_attr = ZIP_DEFLATED, 0o644 << 16
                    new.writestr(member, path.read_bytes())
    lean.replace(archive)


def needed(name: str) -> bool:
    """Whether an archive member is ever loaded."""
    parts = name.split("/")
    if name.endswith(NOT_RUN) or "__pycache__" in parts or "tests" in parts or name in UNUSED:
        return False
    if parts[0].partition("-")[0] in BUILD_TOOLS or parts[0] in BUILD_TOOLS or parts[0] in NEVER_LOADED:
        return False
    if parts[0] == CERTIFICATES:
        return parts[-1] in READ_OF_THEM
    if parts[:2] == ["botocore", "data"] and len(parts) > 3:
        return parts[2] in AWS_SERVICES and parts[-1].removesuffix(".gz") in READ
    return True


def allowed() -> dict[str, set[str]]:
    """The operations of each service that a surface's policy allows; SystemExit for a service no client is made for."""
    policies = sorted((ROOT / ".chalice").glob("policy-*.json"))
    statements = [
        one for path in policies for one in json.loads(path.read_text(encoding="utf-8"))["Statement"]
    ]
    named = {service: name for name, service in AWS_SERVICES.items()}
    operations: dict[str, set[str]] = {name: set() for name in AWS_SERVICES}
    for statement in statements:
        if statement["Effect"] != "Allow":
            continue  # what is denied may go by a name that is no operation, such as PartiQLDelete
        for action in statement["Action"]:
            service, _, operation = action.partition(":")
            if service == "logs":
                continue  # what Lambda itself writes
            if service not in named:
                raise SystemExit(
                    f".chalice's policies allow {action}: name its service in infra/lean.py too."
                )
            operations[named[service]].add(operation)
    return operations


def trim(data: Path, operations: dict[str, set[str]]) -> None:
    """Leave of botocore's data the allowed operations with the shapes they speak of, and one partition's endpoints."""
    for name, kept in operations.items():
        # Of several versions botocore takes the newest.
        versions = sorted((data / name).iterdir())
        for old in versions[:-1]:
            for file in old.iterdir():
                file.unlink()
            old.rmdir()
        packed = versions[-1] / "service-2.json.gz"
        model = json.loads(gzip.decompress(packed.read_bytes()))
        packed.unlink()
        packed.with_suffix("").write_text(_dense(_of(model, kept)), encoding="utf-8")
    endpoints = json.loads((data / "endpoints.json").read_text(encoding="utf-8"))
    endpoints["partitions"] = [one for one in endpoints["partitions"] if one["partition"] == PARTITION]
    for one in endpoints["partitions"]:
        one["services"] = {name: told for name, told in one["services"].items() if name in AWS_SERVICES}
    (data / "endpoints.json").write_text(_dense(endpoints), encoding="utf-8")


def _of(model: dict[str, Any], operations: set[str]) -> dict[str, Any]:
    """A service's model without what the operations do not mention."""
    missing = operations - set(model["operations"])
    if missing:
        raise SystemExit(f".chalice's policies allow {sorted(missing)}, which botocore does not know.")
    said = {name: told for name, told in model["operations"].items() if name in operations}
    shapes: dict[str, Any] = {}

    def keep(part: Any) -> Any:
        if isinstance(part, list):
            return [keep(one) for one in part]
        if not isinstance(part, dict):
            return part
        named = part.get("shape")
        if isinstance(named, str) and named not in shapes:
            shapes[named] = {}  # a shape may speak of itself
            shapes[named] = keep(model["shapes"][named])
        # A string: a member of a shape may be called so as well.
        silent = {n: v for n, v in part.items() if not (n == "documentation" and isinstance(v, str))}
        return {name: keep(told) for name, told in silent.items()}

    return model | {"operations": keep(said), "shapes": shapes}


def _dense(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def compile_all(task: Path, python: str | None) -> None:
    """Compile every module beside its source, believed unchecked. For another Python than this one Node runs it."""
    if python is None:
        here = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
        command = [*here, "-s", str(task), "-p", "/var/task", str(task)]
    else:
        command = [str(NODE), str(COMPILER), str(task), python]
    ran = subprocess.run(command, capture_output=True, text=True)  # nosec B603
    if ran.returncode:
        raise SystemExit(f"the archive's modules do not compile:\n{ran.stdout}{ran.stderr}")
