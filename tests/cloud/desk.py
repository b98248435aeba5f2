"""The desk of one Region of a deployment, and what its role may do there: asked by a function that has the role."""

import io
import json
import time
import zipfile
from functools import cache
from typing import Any

from infra.emulator import gaps
from infra.emulator.deploy import DESK_SITE, Cloud
from infra.emulator.process import ACCOUNT
from tests.cloud.site import RegionSite
from tests.desk.desk import Desk

# Every call is made as the function's role, from a process that has connected its keys as its settings say.
PROBE = """
from botocore.exceptions import ClientError
from chalicelib.store import keys, tables
from chalicelib.store.failures import Misconfigured
from chalicelib.web import frontdoor

def code(call):
    try:
        call()
    except ClientError as refusal:
        return refusal.response["Error"]["Code"]
    return "done"

def handler(event, _):
    frontdoor.connect()
    session = tables.line().session
    made = {name: session.create_client(name, event["region"]) for name in ("kms", "dynamodb")}
    told = {}
    for name, (service, operation, given) in event["calls"].items():
        given = {k: bytes.fromhex(v["hex"]) if isinstance(v, dict) and "hex" in v else v for k, v in given.items()}
        told[name] = code(lambda: getattr(made[service], operation)(**given))
    try:
        keys.trio()
        told["has the keys of teams"] = "done"
    except Misconfigured:
        told["has the keys of teams"] = "Misconfigured"
    return told
"""

# Much of the archive, and what asks AWS needs none of it.
UNASKED = (
    "phonenumbers/",
    "chalicelib/factors/",
    "cbor2/",
    "pyasn1",
    "OpenSSL/",
    "segno/",
    "webauthn/",
    "monitoring/",
)


class RegionDesk(Desk):
    """The desk's API of one Region. It is started and stopped with its Cloud."""

    def __init__(self, cloud: Cloud, region: str) -> None:
        super().__init__(RegionSite(cloud, region))
        self.cloud, self.region = cloud, region
        self.url, self.origin = cloud.desks[region], DESK_SITE

    def seen_from(self, address: str) -> dict[str, str]:
        return {"X-Forwarded-For": address}

    def ordered(self, order: str, **given: Any) -> Any:
        functions = self.cloud.client("lambda", self.region)
        return invoked(functions, "izwork-api:live", {"order": order, "given": given})


class Probe:
    """A function with the duty's role and settings, from the packaged archive with PROBE added."""

    def __init__(self, cloud: Cloud, region: str, duty: str) -> None:
        self.functions, self.region, self.name = cloud.client("lambda", region), region, f"probe-{duty}"
        model = self.functions.get_function_configuration(FunctionName=f"izwork-{duty}")
        self.functions.create_function(
            FunctionName=self.name, Runtime=model["Runtime"], Handler="probe.handler", Timeout=60,
            Role=f"arn:aws:iam::{ACCOUNT}:role/izwork-{duty}-{region}", Code={"ZipFile": archive()},
            Environment={"Variables": model["Environment"]["Variables"]},
        )  # fmt: skip

    def told(self, calls: dict[str, Any]) -> dict[str, str]:
        """How calls of AWS end: "done" or an error's code. `calls`: by any name, (service, operation, arguments); bytes
        as {"hex": …}. "has the keys of teams" comes with them."""
        return dict(invoked(self.functions, self.name, {"region": self.region, "calls": calls}))


@cache
def archive() -> bytes:
    """What was packaged, but for what no probe loads, and the probe."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(gaps.HERE) as whole,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as lean,
    ):
        for name in whole.namelist():
            if not name.startswith(UNASKED):
                lean.writestr(name, whole.read(name))
        lean.writestr("probe.py", PROBE)
    return made.getvalue()


def invoked(functions: Any, name: str, event: dict[str, Any]) -> Any:
    """What the function answers to the event, once its snapshot is made. (Where that took too long, it starts without.)"""
    for _ in range(60):
        if functions.get_function_configuration(FunctionName=name)["State"] != "Pending":
            break
        time.sleep(0.5)
    answer = functions.invoke(FunctionName=name, Payload=json.dumps(event))
    told = json.loads(answer["Payload"].read())
    assert "FunctionError" not in answer, told
    return told
