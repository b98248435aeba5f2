"""Whether AWS would let someone do something: its evaluation of policies, as far as ours use it.

An explicit deny wins; else an allow of the key's policy or of the caller's own, within what the key's policy hands
on to IAM. Anything in a policy that is not understood here fails, so that nothing passes for being overlooked.
"""

from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from .conftest import ACCOUNT


class Call(NamedTuple):
    """Someone asks for an action."""

    principal: str  # an ARN
    action: str
    context: dict[str, str] = {}


def plain_text(value: Any, resources: dict[str, Any]) -> str:
    """An ARN as it will read, roles by the names that the template gives them."""
    if isinstance(value, str):
        return value
    ((function, argument),) = value.items()
    if function == "Fn::Join":
        return argument[0].join(plain_text(one, resources) for one in argument[1])
    if value == {"Ref": "AWS::Partition"}:
        return "aws"
    if function == "Fn::GetAtt" and resources[argument[0]]["Type"] == "AWS::IAM::Role":
        return f"arn:aws:iam::{ACCOUNT}:role/{resources[argument[0]]['Properties']['RoleName']}"
    raise NotImplementedError(value)


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def named(statement: dict[str, Any], principal: str, resources: dict[str, Any]) -> bool:
    """Whether the statement speaks of the principal itself, or of all."""
    ((kind, who),) = statement["Principal"].items()
    assert kind == "AWS", statement
    known = [plain_text(one, resources) for one in listed(who)]
    return "*" in known or principal in known


def holds(statement: dict[str, Any], call: Call, resources: dict[str, Any]) -> bool:
    """Whether its conditions hold. A key that the call lacks does not equal anything."""
    for operator, wanted in statement.get("Condition", {}).items():
        for key, values in wanted.items():
            asked = call.principal if key == "aws:PrincipalArn" else call.context.get(key)
            known = asked in [plain_text(one, resources) for one in listed(values)]
            if operator not in ("StringEquals", "StringNotEquals", "ArnEquals", "ArnNotEquals"):
                raise NotImplementedError(operator)
            if known == ("Not" in operator):
                return False
    return True


def acts(statement: dict[str, Any], action: str) -> bool:
    return any(fnmatchcase(action.lower(), one.lower()) for one in listed(statement["Action"]))


def key_says(policy: dict[str, Any], call: Call, resources: dict[str, Any]) -> bool:
    """Whether a key's policy lets the call through; an administrator's own IAM policy is taken to allow all."""
    meant = [one for one in policy["Statement"] if acts(one, call.action) and holds(one, call, resources)]
    root = f"arn:aws:iam::{ACCOUNT}:root"
    if any(one["Effect"] == "Deny" and named(one, call.principal, resources) for one in meant):
        return False
    # A statement for the root hands its actions on to every IAM policy of the account.
    return any(
        one["Effect"] == "Allow" and (named(one, call.principal, resources) or named(one, root, resources))
        for one in meant
    )


def statements_of(role: str, resources: dict[str, Any]) -> list[dict[str, Any]]:
    """All statements of the policies that stand on the role of this name."""
    found: list[dict[str, Any]] = []
    (logical,) = (
        name
        for name, one in resources.items()
        if one["Type"] == "AWS::IAM::Role" and one["Properties"]["RoleName"] == role
    )
    attached = [
        next(iter(one.values())) for one in resources[logical]["Properties"].get("ManagedPolicyArns", [])
    ]
    for name, one in resources.items():
        own = one["Type"] == "AWS::IAM::Policy" and {"Ref": logical} in one["Properties"]["Roles"]
        if own or name in attached:
            found += one["Properties"]["PolicyDocument"]["Statement"]
    return found


def role_may(role: str, action: str, resources: dict[str, Any]) -> bool:
    """Whether the role's policies allow the action on anything at all."""
    meant = [one for one in statements_of(role, resources) if acts(one, action)]
    denied = any(one["Effect"] == "Deny" and one.get("Resource") == "*" for one in meant)
    return not denied and any(one["Effect"] == "Allow" for one in meant)
