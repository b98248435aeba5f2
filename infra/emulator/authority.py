"""What the emulator's IAM does not know, put so that it can weigh our policies.

It runs with AUTH=true: every function acts as its role, and is refused what the role's own policy, the bounds or a
key's policy do not allow. Only copies of the templates are changed here; that the policies themselves say what they
should, their conditions included, is read by infra/tests as AWS would.
"""

import json
from pathlib import Path
from typing import Any

from infra.emulator.process import ACCOUNT

# Conditions it cannot know. Without them a key opens for any purpose, and the sender may be any of the domain.
UNKNOWN = {
    "kms:EncryptionContext:purpose": "it hands no encryption context to its IAM",
    "ses:FromAddress": "it hands no sender to its IAM",
}
# Actions that it knows no resource of, though AWS does: which sender's identity a mail leaves by.
PLACELESS = "ses:SendEmail"
# AWS compares the role, whoever's session it is; the emulator compares the session itself.
WHO = "aws:PrincipalArn"


def adapt(assembly: Path) -> None:
    """Rewrite the policies in the assembly's templates for the emulator."""
    for path in assembly.glob("*.template.json"):
        template = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(_weighable(template)), encoding="utf-8")


def _weighable(value: Any) -> Any:
    if isinstance(value, list):
        return [_weighable(one) for one in value if not _only_of_the_unknown(one)]
    if not isinstance(value, dict):
        return value
    if "Effect" in value:
        known = {operator: _known(wanted) for operator, wanted in value.get("Condition", {}).items()}
        anywhere = {"Resource": "*"} if value.get("Action") == PLACELESS else {}
        return value | anywhere | {"Condition": {name: wanted for name, wanted in known.items() if wanted}}
    return {name: _weighable(one) for name, one in value.items()}


def _known(wanted: dict[str, Any]) -> dict[str, Any]:
    return {
        key: [each for one in _listed(values) for each in (one, *_sessions(one))] if key == WHO else values
        for key, values in wanted.items()
        if key not in UNKNOWN
    }


def _only_of_the_unknown(statement: Any) -> bool:
    """Whether it denies whatever does not say what the emulator cannot hear: there it would deny everything."""
    if not isinstance(statement, dict) or statement.get("Effect") != "Deny":
        return False
    return any("Not" in operator and set(wanted) & set(UNKNOWN)
               for operator, wanted in statement.get("Condition", {}).items())  # fmt: skip


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _sessions(role: Any) -> list[Any]:
    """The sessions of a role that a condition names."""
    sessions = f"arn:aws:sts::{ACCOUNT}:assumed-role/"
    if isinstance(role, dict) and "Fn::GetAtt" in role:
        return [{"Fn::Join": ["", [sessions, {"Ref": role["Fn::GetAtt"][0]}, "/*"]]}]
    text = role if isinstance(role, str) else "".join(str(one) for one in role["Fn::Join"][1])
    return [f"{sessions}{text.rpartition(':role/')[2]}/*"] if ":role/" in text else []


def plain(value: Any, resources: dict[str, Any]) -> Any:
    """What a template says without its functions: roles by their names, everything else as it is."""
    if isinstance(value, list):
        return [plain(one, resources) for one in value]
    if not isinstance(value, dict):
        return value
    if "Fn::GetAtt" in value:
        return f"arn:aws:iam::{ACCOUNT}:role/{resources[value['Fn::GetAtt'][0]]['Properties']['RoleName']}"
    if value == {"Ref": "AWS::Partition"}:
        return "aws"
    if "Ref" in value:
        return resources[value["Ref"]]["Properties"]["RoleName"]
    if "Fn::Join" in value:
        return "".join(plain(one, resources) for one in value["Fn::Join"][1])
    return {name: plain(one, resources) for name, one in value.items()}
