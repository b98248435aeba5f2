"""What no role of ours may ever do, whatever its policy says: the permissions boundary that each of them carries.

Who deploys makes roles and writes their policies. Without a boundary it could make itself one that reads what people
stored. It may only make roles that carry this one (deployer.py), and this one lets data and keys be used by the duties
alone, by name, each for what it is there for. Changing it takes an administrator, as does who may take a duty's role.
"""

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from . import operators
from .choices import PREFIX, Choices
from .duties import KEYS
from .roles import DATA, DUTIES, named

NAME = f"{PREFIX}bounds"
# Tells, sends and looks at states: no data, whoever does it. The rollout turns the alias.
HARMLESS = (
    "cloudwatch:DescribeAlarms", "cloudwatch:PutMetricData", "dynamodb:DescribeContinuousBackups",
    "dynamodb:DescribeTable", "lambda:GetAlias", "lambda:GetProvisionedConcurrencyConfig", "lambda:UpdateAlias",
    "logs:CreateLogStream", "logs:PutLogEvents", "ses:GetAccount", "ses:SendEmail", "sns:Publish", "sqs:SendMessage",
    "states:ListExecutions",
)  # fmt: skip
# What AWS Backup does to take a copy and to send it on (vault.py).
BACKUP_ROLE = f"{PREFIX}backup"
BACKS_UP = (
    "backup:CopyFromBackupVault", "backup:CopyIntoBackupVault", "backup:DescribeBackupVault", "backup:TagResource",
    "dynamodb:CreateBackup", "dynamodb:DescribeBackup", "dynamodb:ListTagsOfResource", "dynamodb:StartAwsBackupJob",
    "kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey",
)  # fmt: skip
MAIL = ("s3:DeleteObject", "s3:GetObject", "s3:ListBucket")


def arn(stack: Stack) -> str:
    return stack.format_arn(service="iam", region="", resource="policy", resource_name=NAME)


def bind(stack: Stack) -> None:
    """Have every role of the stack carry it, those that CDK makes too."""
    bounds = iam.ManagedPolicy.from_managed_policy_arn(stack, "Bounds", arn(stack))
    iam.PermissionsBoundary.of(stack).apply(bounds)


def duties(stack: Stack, chosen: Choices) -> list[str]:
    """The roles of the duties in both Regions."""
    return [role(stack, named(duty, region)) for duty in DUTIES for region in chosen.regions.serving]


def role(stack: Stack, name: str) -> str:
    return stack.format_arn(service="iam", region="", resource="role", resource_name=name)


def make(scope: Construct, chosen: Choices) -> iam.ManagedPolicy:
    """The policy. Both Regions' roles carry it, for IAM knows no Regions."""
    stack = Stack.of(scope)
    mail = f"arn:{stack.partition}:s3:::{PREFIX}check-mail-{stack.account}-*"
    statements = [
        iam.PolicyStatement(sid="Harmless", actions=list(HARMLESS), resources=["*"]),
        iam.PolicyStatement(sid="CheckMail", actions=list(MAIL), resources=[mail]),
        *(_duty(stack, chosen, duty) for duty in DUTIES if _uses(duty)),
        _only("Backup", [*BACKS_UP], [role(stack, BACKUP_ROLE)]),
        _only(
            "Operator",
            [*operators.TURN, *operators.FIND, "lambda:InvokeFunction"],
            [role(stack, operators.NAME)],
        ),
    ]
    return iam.ManagedPolicy(
        scope,
        "Bounds",
        managed_policy_name=NAME,
        description="What no role of IZwork may go beyond",
        statements=statements,
    )


def _duty(stack: Stack, chosen: Choices, duty: str) -> iam.PolicyStatement:
    who = [role(stack, named(duty, region)) for region in chosen.regions.serving]
    return _only(duty.capitalize(), _uses(duty), who)


def _uses(duty: str) -> list[str]:
    """What the duty does with tables and keys."""
    keys = [action for use in KEYS.values() for action in use.duties.get(duty, ())]
    return sorted(
        {*keys, *(action for grant in DATA.get(duty, ()) for action in grant.actions)} - {*HARMLESS}
    )


def _only(sid: str, actions: list[str], who: list[str]) -> iam.PolicyStatement:
    return iam.PolicyStatement(
        sid=sid, actions=actions, resources=["*"], conditions={"ArnEquals": {"aws:PrincipalArn": who}}
    )
