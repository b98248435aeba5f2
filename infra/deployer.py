"""Who deploys: changes what the stacks describe, and cannot read, write or delete what people stored.

The policy is made to be the only one of CloudFormation's execution role (`cdk bootstrap
--cloudformation-execution-policies`) and stands on the role a pipeline takes on. Its denies outweigh whatever else is
attached to them, and roles are made only within the bounds of bounds.py: nothing that it makes can do more. Someone who
may deploy code could still deploy code that misbehaves: that is what reviews are for.
"""

from aws_cdk import CfnOutput, Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from . import bounds, operators
from .choices import Choices
from .keys import USES
from .roles import PREFIX

SERVICES = (
    "acm", "apigateway", "backup", "cloudformation", "cloudfront", "cloudtrail", "cloudwatch", "dynamodb",
    "events", "kms", "lambda", "logs", "route53", "secretsmanager", "ses", "sns", "sqs", "states", "wafv2",
)  # fmt: skip
# Reading, changing and destroying stored work, one by one or in bulk, directly or by way of a copy.
NEVER = (
    "backup:DeleteBackupVault*", "backup:DeleteRecoveryPoint", "backup:PutBackupVaultLockConfiguration",
    "backup:StartCopyJob", "backup:StartRestoreJob", "backup:UpdateRecoveryPointLifecycle",
    "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:CreateBackup", "dynamodb:DeleteBackup",
    "dynamodb:DeleteItem", "dynamodb:DeleteTable", "dynamodb:DeleteTableReplica",
    "dynamodb:ExportTableToPointInTime", "dynamodb:GetItem", "dynamodb:GetRecords", "dynamodb:ImportTable",
    "dynamodb:PartiQL*", "dynamodb:PutItem", "dynamodb:PutResourcePolicy", "dynamodb:Query",
    "dynamodb:RestoreTable*", "dynamodb:Scan", "dynamodb:StartAwsBackupJob", "dynamodb:UpdateItem",
    "kms:DisableKey", "kms:ScheduleKeyDeletion", "lambda:InvokeFunction", *USES,
)  # fmt: skip
NAME = f"{PREFIX}deploy"
# What makes a role able to do something: only for a role that carries the bounds.
ENABLES = ("iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy")
TENDS = (
    "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:GetRole", "iam:GetRolePolicy",
    "iam:ListAttachedRolePolicies", "iam:ListRolePolicies", "iam:PassRole", "iam:TagRole", "iam:UntagRole",
    "iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:UpdateRoleDescription",
)  # fmt: skip


def make(scope: Construct, chosen: Choices) -> iam.Role:
    """The role and its policy."""
    stack = Stack.of(scope)
    policy = iam.ManagedPolicy(
        scope,
        "Deployment",
        managed_policy_name=f"{PREFIX}deployment",
        description="Changes the stacks, never what people stored",
        statements=_statements(stack, chosen),
    )
    CfnOutput(scope, "DeploymentPolicy", value=policy.managed_policy_arn)
    return iam.Role(
        scope,
        "Role-deploy",
        role_name=NAME,
        description="IZwork's pipeline",
        assumed_by=iam.AccountPrincipal(stack.account).with_conditions(
            {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
        ),
        managed_policies=[policy],
    )


def _statements(stack: Stack, chosen: Choices) -> list[iam.PolicyStatement]:
    return [*_allowed(stack), *_denied(stack, chosen)]


def _allowed(stack: Stack) -> list[iam.PolicyStatement]:
    own = [_iam(stack, "role", PREFIX + "*")]
    return [
        iam.PolicyStatement(sid="Describe", actions=[f"{name}:*" for name in SERVICES], resources=["*"]),
        iam.PolicyStatement(
            sid="OwnRoles",
            actions=list(ENABLES),
            resources=own,
            conditions={"StringEquals": {"iam:PermissionsBoundary": bounds.arn(stack)}},
        ),
        iam.PolicyStatement(sid="TendRoles", actions=list(TENDS), resources=own),
        iam.PolicyStatement(
            sid="OwnBuckets",
            actions=["s3:*"],
            resources=[f"arn:{stack.partition}:s3:::{PREFIX}*", *_assets(stack)],
        ),
        iam.PolicyStatement(
            sid="BootstrapVersion",
            actions=["ssm:GetParameter", "ssm:GetParameters"],
            resources=[
                stack.format_arn(
                    service="ssm", region="*", resource="parameter", resource_name="cdk-bootstrap/*"
                )
            ],
        ),
        iam.PolicyStatement(
            sid="Bootstrapped",
            actions=["sts:AssumeRole", "iam:PassRole"],
            resources=[_iam(stack, "role", "cdk-*")],
        ),
    ]


def _denied(stack: Stack, chosen: Choices) -> list[iam.PolicyStatement]:
    # Roles that reach data are made once; another trust, or the same name anew, would let someone else take them.
    reaching = (operators.NAME, bounds.BACKUP_ROLE)
    trusted = [*bounds.duties(stack, chosen), *(bounds.role(stack, name) for name in reaching)]
    return [
        _deny("NeverData", sorted(NEVER), ["*"]),
        _deny(
            "NeverWider",
            ["iam:*Policy", "iam:*PolicyVersion"],
            [_iam(stack, "policy", f"{PREFIX}deployment"), bounds.arn(stack)],
        ),
        _deny("NeverUnbound", ["iam:DeleteRolePermissionsBoundary"], ["*"]),
        _deny("NeverAnothersTrust", ["iam:DeleteRole", "iam:UpdateAssumeRolePolicy"], trusted),
        _deny(
            "NeverItself",
            [*ENABLES, *(one for one in TENDS if ":Get" not in one and ":List" not in one)],
            [_iam(stack, "role", NAME)],
        ),
    ]


def _deny(sid: str, actions: list[str], resources: list[str]) -> iam.PolicyStatement:
    return iam.PolicyStatement(sid=sid, effect=iam.Effect.DENY, actions=actions, resources=resources)


def _iam(stack: Stack, kind: str, name: str) -> str:
    return stack.format_arn(service="iam", region="", resource=kind, resource_name=name)


def _assets(stack: Stack) -> list[str]:
    """The bootstrap's own buckets, where the zip and the templates wait for CloudFormation."""
    return [f"arn:{stack.partition}:s3:::cdk-*-assets-{stack.account}-*"]
