"""What keeps a cold start short, told without a clock; `make bench` has the milliseconds."""

import importlib.util
import json
import re
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from zipfile import ZipFile

import pytest

from infra import lean
from tests.bench import coldstart

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow
# Libraries bring these along and nothing of ours uses them, or only who sets up or uses a passkey, an app, a telephone;
# each was 20 to 70 ms.
UNUSED = {
    "OpenSSL",
    "webauthn",
    "segno",
    "phonenumbers",
    "boto3",
    "s3transfer",
    "asyncio",
    "multiprocessing",
    "aws_cryptographic_material_providers",
    "pydantic",
}
LOADED = "\nimport json; print(json.dumps(sorted(sys.modules)))"


@pytest.fixture(scope="module")
def apps(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, str]]:
    return coldstart.lay_out(tmp_path_factory.mktemp("cold"))


@pytest.fixture(scope="module")
def aws() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), coldstart.Canned)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_every_module_is_compiled_and_believed_unchecked(archive: Path) -> None:
    with ZipFile(archive) as packed:
        names = packed.namelist()
        compiled = [name for name in names if name.endswith(".pyc")]
        heads = {name: packed.read(name)[:8] for name in compiled}
    assert len(compiled) == len([name for name in names if name.endswith(".py")])
    # Version, then flags: 1 is by hash, and 2, which is missing, would be to check it.
    expected = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little")
    assert [name for name, head in heads.items() if head != expected] == []


def test_only_what_a_request_uses_is_loaded(apps: dict[str, tuple[Path, str]], aws: str) -> None:
    place, method = apps[coldstart.OURS]
    ran = coldstart.run(coldstart.runtime(), place, method, aws, coldstart.START + LOADED)
    loaded = json.loads(ran.splitlines()[-1])
    assert "aws_encryption_sdk" in loaded, "what opens bodies is loaded before a snapshot is taken"
    assert UNUSED & set(loaded) == set()
    assert not [name for name in loaded if name.endswith("desk_routes")], (
        "doors of the other surface stay shut"
    )
    others = [name for name in loaded if name.partition(".")[0] != "chalicelib"]
    assert len(others) < 500, f"{len(others)} modules: what has come along, and is it used?"


def test_only_the_services_and_operations_in_use_are_described(archive: Path) -> None:
    """A client for a service that is missing here would fail on Lambda alone."""
    sources = "".join(path.read_text() for path in (ROOT / "chalicelib").rglob("*.py"))
    used = set(re.findall(r'client\(\s*"([a-z0-9]+)"', sources))
    assert used == set(lean.AWS_SERVICES)
    with ZipFile(archive) as packed:
        held = [name for name in packed.namelist() if re.match(r"botocore/data/[^/]+/", name)]
        assert {name.split("/")[2] for name in held} == used
        for service, operations in lean.allowed().items():
            [model] = [
                name for name in held if name.startswith(f"botocore/data/{service}/") and "service-2" in name
            ]
            assert set(json.loads(packed.read(model))["operations"]) == operations


def test_the_same_parts_give_the_same_archive(archive: Path) -> None:
    """So a deployment without a change changes nothing."""
    with ZipFile(archive) as packed:
        members = packed.infolist()
    assert [one.filename for one in members] == sorted(one.filename for one in members)
    assert {one.date_time for one in members} == {(1980, 1, 1, 0, 0, 0)}


def test_a_member_called_documentation_stays() -> None:
    model = {
        "operations": {"Get": {"documentation": "d", "input": {"shape": "A"}}, "Put": {"input": {"shape": "C"}}},
        "shapes": {
            "A": {"type": "structure", "documentation": "d", "members": {"documentation": {"shape": "B"}, "self": {"shape": "A"}}},
            "B": {"type": "string"},
            "C": {"type": "string"},
        },
    }  # fmt: skip
    kept = lean._of(model, {"Get"})
    assert kept["operations"] == {"Get": {"input": {"shape": "A"}}}
    assert kept["shapes"] == {
        "A": {"type": "structure", "members": {"documentation": {"shape": "B"}, "self": {"shape": "A"}}},
        "B": {"type": "string"},
    }
