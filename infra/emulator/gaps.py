"""What the emulator lacks of CloudFormation: left out of the synthesized templates, or done by API calls afterwards.

Only copies of the templates are changed, after the stacks are built: a deployment to AWS never passes here.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.build import PACKAGE
from infra.emulator import authority

# What is left out, and what stands in for it here.
ABSENT = {
    "AWS::WAFv2::WebACLAssociation": "unknown to it: the web ACL is made and stands before nothing",
    "AWS::CloudWatch::CompositeAlarm": "unknown to it: nobody is woken from here",
    "AWS::KMS::ReplicaKey": "unknown to it: made by ReplicateKey",
}
# What it refuses of a type it knows: (type, property).
REFUSED = {
    (
        "AWS::CloudWatch::Alarm",
        "Metrics",
    ): "it knows no metric math: alarms that need it do not ring here"
}
# Watching is of no use where nothing is lost, and most of it (trail, receipt rules, metric math) is unknown to it.
UNWATCHED = "izwork-watch-"
# Its SES identities have no DKIM names: outputs that print them, for whoever keeps the domain's DNS, are left out.
UNTOLD = "DkimDNSToken"
HERE = PACKAGE.with_name("package-here") / "deployment.zip"

Template = dict[str, Any]
Clients = Callable[[str, str], Any]  # (service, Region) → its boto3 client


def templates(assembly: Path) -> dict[str, Template]:
    """The templates of a synthesized assembly by stack name."""
    return {
        path.name.removesuffix(".template.json"): json.loads(path.read_text(encoding="utf-8"))
        for path in assembly.glob("*.template.json")
    }


def adapt(assembly: Path, made: dict[str, str] | None = None) -> None:
    """Rewrite the assembly's templates for the emulator.

    `made` has what was made by API calls: a left-out resource's logical id → its ARN. RuntimeError when a template
    still speaks of something that was left out and not made.
    """
    for name, template in templates(assembly).items():
        gone = {id for id, one in template["Resources"].items() if _lacks(one)}
        kept = {id: one for id, one in template["Resources"].items() if id not in gone}
        for one in kept.values():
            if "DependsOn" in one:
                one["DependsOn"] = [id for id in one["DependsOn"] if id not in gone]
        told = {id: o for id, o in template.get("Outputs", {}).items() if UNTOLD not in json.dumps(o)}
        changed = _made(template | {"Resources": kept, "Outputs": told}, gone, made)
        (assembly / f"{name}.template.json").write_text(json.dumps(changed), encoding="utf-8")


def _lacks(one: dict[str, Any]) -> bool:
    kind, told = one["Type"], one.get("Properties", {})
    return kind in ABSENT or any(kind == known and name in told for known, name in REFUSED)


def _made(value: Any, gone: set[str], made: dict[str, str] | None) -> Any:
    """`value` with the ARNs of what was made in place of references to it; before anything was made, as it is."""
    if isinstance(value, list):
        return [_made(one, gone, made) for one in value]
    if not isinstance(value, dict):
        return value
    target = value.get("Fn::GetAtt", [value.get("Ref")])[0]
    if isinstance(target, str) and target in gone and made is not None:
        if target not in made:
            raise RuntimeError(
                f"the emulator lacks {target}, which other resources need: see infra/emulator/gaps.py"
            )
        return made[target]
    return {name: _made(one, gone, made) for name, one in value.items()}


def run_here(assembly: Path) -> None:
    """Put the archive made for this machine in the place of the one for Lambda's Python and processor.

    The emulator runs functions with its own Python, whatever the template says.
    """
    archives = list(assembly.glob("asset.*.zip"))
    if len(archives) != 1:
        raise RuntimeError(f"one archive was expected in {assembly}, not {len(archives)}")
    if not HERE.exists():
        raise RuntimeError(f"{HERE} is missing: run `make cloud-test`, or `python -m infra.package here`.")
    shutil.copyfile(HERE, archives[0])


def replicate_keys(assembly: Path, stack: str, client: Clients) -> dict[str, str]:
    """Make the replica keys of `stack` by the API: its CloudFormation has no AWS::KMS::ReplicaKey."""
    made, resources = {}, templates(assembly)[stack]["Resources"]
    for id, one in resources.items():
        if one["Type"] == "AWS::KMS::ReplicaKey":
            primary = one["Properties"]["PrimaryKeyArn"]["Fn::GetStackOutput"]
            kms = client("kms", primary["Region"])
            standby = stack.removeprefix("izwork-keys-")
            answer = kms.replicate_key(
                KeyId=_output(client, primary),
                ReplicaRegion=standby,
                Description=one["Properties"]["Description"],
                Policy=json.dumps(authority.plain(one["Properties"]["KeyPolicy"], resources)),
            )
            made[id] = answer["ReplicaKeyMetadata"]["Arn"]
    return made


def _output(client: Clients, wanted: dict[str, str]) -> str:
    told = client("cloudformation", wanted["Region"]).describe_stacks(StackName=wanted["StackName"])
    return str(
        next(o["OutputValue"] for o in told["Stacks"][0]["Outputs"] if o["OutputKey"] == wanted["OutputName"])
    )


def replicate_tables(assembly: Path, leader: str, client: Clients) -> None:
    """Add the tables' copies by the API: it accepts a GlobalTable's replicas and makes none.

    There is no strong consistency to ask it for, and no witness: it has one store, and a copy is written at once.
    """
    dynamodb = client("dynamodb", leader)
    for one in templates(assembly)["izwork-data"]["Resources"].values():
        if one["Type"] == "AWS::DynamoDB::GlobalTable":
            told = one["Properties"]
            for region in {replica["Region"] for replica in told["Replicas"]} - {leader}:
                dynamodb.update_table(
                    TableName=told["TableName"], ReplicaUpdates=[{"Create": {"RegionName": region}}]
                )
