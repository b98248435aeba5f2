"""The client and the server speak of the same API: one document, and the client's data layer against the real door."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import msgspec

from tests.site import Site

CLIENT = Path(__file__).parents[2] / "client"


def test_the_clients_types_come_from_todays_document() -> None:
    from chalicelib.surfaces import product
    from chalicelib.web import openapi

    today = json.loads(msgspec.json.encode(openapi.document(product.FEATURES)))
    kept = json.loads((CLIENT / "src/api/openapi.json").read_text())
    assert kept == today, (
        "the client's types are older than the API: python -m chalicelib.web.openapi > "
        "client/src/api/openapi.json"
    )


def test_the_data_layer_works_against_a_running_server(site: Site) -> None:
    npm = shutil.which("npm")
    assert npm is not None, "npm comes with the Python environment: run this through make test"
    done = subprocess.run(
        [npm, "test", "--silent", "--", "tests/door.test.ts"],
        cwd=CLIENT, env=os.environ | {"IZWORK_SERVER": site.url}, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
