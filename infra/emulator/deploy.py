"""Deploy every stack to a running emulator with the CDK CLI, as `make deploy` does to AWS."""

import os
import shutil
import subprocess  # nosec B404
import sys
from pathlib import Path
from typing import Any

import boto3

from infra import surfaces
from infra.emulator import authority, gaps
from infra.emulator.process import ACCOUNT, Emulator
from infra.regions import REGIONS

ROOT = Path(__file__).parents[2]
INFRA = ROOT / "infra"
CDK = INFRA / "node_modules" / ".bin" / "cdk"
NODE = Path(sys.executable).with_name("node")
SITE, DESK_SITE = "https://izwork.test", "https://desk.izwork.test"
# By which the emulator knows the account's root: who deploys may do all, the functions what their roles may.
ROOT_KEYS = {"aws_access_key_id": ACCOUNT, "aws_secret_access_key": "test"}  # nosec B105
CHOICES = {
    "account": ACCOUNT,
    "site": SITE,
    "mail_from": "no-reply@izwork.test",
    # No networks of offices: the web ACL, which lets nobody else in, stands before nothing here (gaps.py).
    "desk_site": DESK_SITE,
    "bank": "970403|0011012345678|CONG TY IZWORK",
    "seller": "Công ty IZwork|0401234567|12 Bạch Đằng, Đà Nẵng|Trần Thị Bình|Giám đốc",
}


class Cloud:
    """A deployment in an emulator: `addresses` has each Region's API, up to where `/api/v1` begins, `desks` each one's
    desk."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.addresses: dict[str, str] = {}
        self.desks: dict[str, str] = {}

    def client(self, service: str, region: str) -> Any:
        """A boto3 client of the emulator."""
        return boto3.client(service, region, endpoint_url=self.emulator.url, **ROOT_KEYS)

    def deploy(self) -> "Cloud":
        """Bootstrap and deploy both Regions; RuntimeError with the CLI's words when a step fails."""
        leader, standby = REGIONS.serving
        assembly = self.emulator.folder / "cdk.out"
        self._cdk(
            "bootstrap",
            *(f"aws://{ACCOUNT}/{region}" for region in (leader, standby)),
            cwd=self.emulator.folder,
        )
        for region in (leader, standby):
            # It refuses whoever comes without TLS, which there is none of here.
            self.client("s3", region).delete_bucket_policy(Bucket=f"cdk-hnb659fds-assets-{ACCOUNT}-{region}")
        chosen = [part for name, value in CHOICES.items() for part in ("-c", f"{name}={value}")]
        self._cdk("synth", "--all", "--quiet", "--output", str(assembly), *chosen, cwd=INFRA)
        gaps.run_here(assembly)
        authority.adapt(assembly)
        # What the leader has first, with what the emulator makes of it only by API calls; then everything.
        whole = assembly.with_name("cdk.whole")
        shutil.copytree(assembly, whole)
        gaps.adapt(assembly)
        self._deploy(assembly, "izwork-deploy", f"izwork-keys-{leader}", "izwork-data")
        gaps.replicate_tables(whole, leader, self.client)
        made = gaps.replicate_keys(whole, f"izwork-keys-{standby}", self.client)
        gaps.adapt(whole, made)
        self._deploy(whole, *(name for name in gaps.templates(whole) if not name.startswith(gaps.UNWATCHED)))
        self.addresses = {region: self._address(region, surfaces.API) for region in (leader, standby)}
        self.desks = {region: self._address(region, surfaces.DESK) for region in (leader, standby)}
        return self

    def _deploy(self, assembly: Path, *what: str) -> None:
        self._cdk(
            "deploy", *what, "--app", str(assembly), "--require-approval", "never", cwd=self.emulator.folder
        )

    def _cdk(self, *arguments: str, cwd: Path) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.emulator.folder),
            "AWS_ENDPOINT_URL": self.emulator.url,
            "AWS_REGION": REGIONS.leader,
            "CDK_DISABLE_CLI_TELEMETRY": "true",
        } | {name.upper(): value for name, value in ROOT_KEYS.items()}
        command = [str(NODE), str(CDK), *arguments, "--no-notices"]
        ran = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)  # nosec B603
        if ran.returncode:
            raise RuntimeError(f"cdk {' '.join(arguments[:2])}:\n{ran.stdout[-3000:]}\n{ran.stderr[-6000:]}")

    def _address(self, region: str, surface: str) -> str:
        """The Region's API by path: its own name, <id>.execute-api.<Region>.amazonaws.com, is no name here."""
        made = self.client("apigateway", region).get_rest_apis()["items"]
        [id] = (one["id"] for one in made if one["name"] == f"izwork-{surface}")
        return f"{self.emulator.url}/restapis/{id}/{surface}/_user_request_"
