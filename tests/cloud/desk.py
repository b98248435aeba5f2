"""The desk of one Region of a deployment, and what its role may do there: asked by a function that has the role."""

import io
import json
import time
import zipfile
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


def as_role(cloud: Cloud, region: str, duty: str, calls: dict[str, Any]) -> dict[str, str]:
    """How calls of AWS end ("done" or an error's code) for a function with the duty's role and settings.

    `calls`: by any name, (service, operation, arguments); bytes as {"hex": …}. "has the keys of teams" comes with them.
    """
    functions = cloud.client("lambda", region)
    model = functions.get_function_configuration(FunctionName=f"izwork-{duty}")
    archive = io.BytesIO(gaps.HERE.read_bytes())
    with zipfile.ZipFile(archive, "a") as more:
        more.writestr("probe.py", PROBE)
    name = f"probe-{duty}"
    functions.create_function(
        FunctionName=name, Runtime=model["Runtime"], Handler="probe.handler", Timeout=60,
        Role=f"arn:aws:iam::{ACCOUNT}:role/izwork-{duty}-{region}", Code={"ZipFile": archive.getvalue()},
        Environment={"Variables": model["Environment"]["Variables"]},
    )  # fmt: skip
    try:
        return dict(invoked(functions, name, {"region": region, "calls": calls}))
    finally:
        functions.delete_function(FunctionName=name)


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
