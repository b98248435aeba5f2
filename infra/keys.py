"""The five keys, as KMS multi-Region keys: the leader has the primaries, the standby their replicas, each with a
policy of its own that names its own Region's roles.

content  wraps team keys; only the API's role uses it, only for purpose=content
account  seals addresses; the API seals and opens, jobs open to send mail, only for purpose=account
lookup   keyed hashes (HMAC) of addresses and typed codes
desk     seals what people hand to IZwork's own people, for purpose=desk; the API seals, the desk opens
receipt  signs receipts of consents, and nothing else; the API signs and publishes the public half

Administrators manage keys and use none: an explicit deny, which no IAM policy can outweigh, stands against every
principal that is not named, the account's root included. Whoever may change the policy can change this too; such a
change is a management event that CloudTrail keeps, and it needs no one's content to be noticed.
"""

from typing import Any

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from . import build
from .duties import KEYS, OPEN, SEAL, USAGE, Use
from .roles import PREFIX

PURPOSE = "kms:EncryptionContext:purpose"
ITSELF = ["*"]  # in a key policy, the key it belongs to
# Everything that turns data into other data, and grants, by which a use could be passed on unseen.
USES = (
    "kms:CreateGrant", "kms:Decrypt", "kms:DeriveSharedSecret", "kms:Encrypt", "kms:GenerateDataKey*",
    "kms:GenerateMac", "kms:ReEncrypt*", "kms:Sign", "kms:Verify", "kms:VerifyMac",
)  # fmt: skip
MANAGEMENT = (
    "kms:CancelKeyDeletion", "kms:CreateAlias", "kms:DeleteAlias", "kms:DescribeKey", "kms:DisableKey",
    "kms:DisableKeyRotation", "kms:EnableKey", "kms:EnableKeyRotation", "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus", "kms:ListAliases", "kms:ListGrants", "kms:ListKeyPolicies",
    "kms:ListKeyRotations", "kms:ListResourceTags", "kms:PutKeyPolicy", "kms:ReplicateKey", "kms:RevokeGrant",
    "kms:RotateKeyOnDemand", "kms:ScheduleKeyDeletion", "kms:SynchronizeMultiRegionKey", "kms:TagResource",
    "kms:UntagResource", "kms:UpdateAlias", "kms:UpdateKeyDescription", "kms:UpdatePrimaryRegion",
)  # fmt: skip


def policy(use: Use, roles: dict[str, iam.Role]) -> iam.PolicyDocument:
    """The key's policy in one Region."""
    manage = iam.PolicyStatement(
        sid="ManageOnly",
        principals=[iam.AccountRootPrincipal()],
        actions=list(MANAGEMENT),
        resources=ITSELF,
    )
    asked = {"StringEquals": {PURPOSE: _told(use)}} if use.purpose else {}
    uses = [
        iam.PolicyStatement(
            sid=f"Use{duty.capitalize()}",
            principals=[roles[duty]],
            actions=list(actions),
            resources=ITSELF,
            conditions=asked,
        )
        for duty, actions in use.duties.items()
    ]
    return iam.PolicyDocument(statements=[manage, *_denials(use, roles), *uses])


def _told(use: Use) -> str:
    """What the product tells KMS that a body under this key is for."""
    return str(build.product("purposes")[use.purpose])


def _denials(use: Use, roles: dict[str, iam.Role]) -> list[iam.PolicyStatement]:
    users = [roles[duty].role_arn for duty in use.duties]
    used = {one for actions in use.duties.values() for one in actions}
    denials = [
        _deny("NobodyElseUses", list(USES), {"ArnNotEquals": {"aws:PrincipalArn": users}}),
        _deny("NothingElseIsDone", sorted({*USES} - used), {}),
    ]
    if use.purpose:
        # A call that names no purpose does not equal it either.
        other = {"StringNotEquals": {PURPOSE: _told(use)}}
        denials.append(_deny("ForNothingElse", [SEAL, OPEN], other))
    return denials


def _deny(sid: str, actions: list[str], conditions: dict[str, Any]) -> iam.PolicyStatement:
    return iam.PolicyStatement(
        sid=sid,
        effect=iam.Effect.DENY,
        principals=[iam.AnyPrincipal()],
        actions=actions,
        resources=ITSELF,
        conditions=conditions,
    )


def make_primaries(scope: Construct, roles: dict[str, iam.Role]) -> dict[str, str]:
    """The leader's keys; their ARNs by name."""
    arns = {}
    for name, use in KEYS.items():
        key = kms.Key(
            scope,
            f"Key-{name}",
            description=f"IZwork {name}",
            alias=f"{PREFIX}{name}",
            multi_region=True,
            key_spec=kms.KeySpec[use.spec],
            key_usage=kms.KeyUsage[USAGE[use.spec]],
            # A keyed hash must come out the same for ever, and old receipts verify with the published key.
            enable_key_rotation=use.spec == "SYMMETRIC_DEFAULT",
            pending_window=Duration.days(30),
            removal_policy=RemovalPolicy.RETAIN,
            policy=policy(use, roles),
        )
        arns[name] = key.key_arn
        _let_use(scope, name, use, key.key_arn, roles)
    return arns


def make_replicas(scope: Construct, roles: dict[str, iam.Role], primaries: dict[str, str]) -> None:
    """The standby's replicas. There is no L2 construct for a replica key."""
    for name, use in KEYS.items():
        replica = kms.CfnReplicaKey(
            scope,
            f"Key-{name}",
            description=f"IZwork {name}",
            primary_key_arn=primaries[name],
            key_policy=policy(use, roles),
            pending_window_in_days=30,
        )
        replica.apply_removal_policy(RemovalPolicy.RETAIN)
        kms.CfnAlias(
            scope,
            f"Alias-{name}",
            alias_name=f"alias/{PREFIX}{name}",
            target_key_id=replica.attr_arn,
        )
        _let_use(scope, name, use, replica.attr_arn, roles)


def _let_use(scope: Construct, name: str, use: Use, arn: str, roles: dict[str, iam.Role]) -> None:
    for duty, actions in use.duties.items():
        statement = iam.PolicyStatement(sid=f"Use{name}", actions=list(actions), resources=[arn])
        iam.Policy(Stack.of(scope), f"May-{duty}-use-{name}", statements=[statement], roles=[roles[duty]])
