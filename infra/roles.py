"""Who may do what: one role a duty, each in its own Region and for that Region's tables and keys alone.

api     serves people: what .chalice/policy-api.json says, on the tables and keys by name
jobs    writes mails: opens addresses, never content
desk    support: finds whether an address signs in, opens nothing
health  looks at states, reads no data
checks  asks through the public door like anyone, and reads the mail that it is sent

Roles have fixed names, so that a key policy can name the one that may use the key.
"""

from typing import NamedTuple

from aws_cdk import ArnFormat, Stack
from aws_cdk import aws_iam as iam

from monitoring.measures import OURS

from . import build

PREFIX = "izwork-"
DUTIES = ("api", "jobs", "desk", "health", "checks")


class Grant(NamedTuple):
    """What a duty may do with data beyond its keys (keys.py): actions on some of the tables."""

    actions: tuple[str, ...]
    tables: tuple[str, ...]


# The index rows that say whether an address signs in, and the account they lead to.
PERSON = ("lookup", "account", "seat")
DATA: dict[str, Grant] = {
    "api": Grant(tuple(build.actions("Tables")), tuple(build.product("tables"))),
    "jobs": Grant(("dynamodb:GetItem", "dynamodb:Query"), PERSON),
    "desk": Grant(("dynamodb:GetItem",), ("lookup",)),
    "health": Grant(("dynamodb:DescribeTable", "dynamodb:DescribeContinuousBackups"), ("log", "key")),
}
MAILS = ("api", "jobs")
MEASURES = ("health", "checks")


def named(duty: str, region: str) -> str:
    """The role's name; IAM knows no Regions, so it is part of the name."""
    return f"{PREFIX}{duty}-{region}"


def make(stack: Stack, mail_from: str) -> dict[str, iam.Role]:
    """The duties' roles in the Region of `stack`, with everything but their keys; mail only from `mail_from`."""
    return {duty: _role(stack, duty, mail_from) for duty in DUTIES}


def _role(stack: Stack, duty: str, mail_from: str) -> iam.Role:
    role = iam.Role(
        stack,
        f"Role-{duty}",
        role_name=named(duty, stack.region),
        description=f"IZwork's {duty} in {stack.region}",
        assumed_by=iam.ServicePrincipal(
            "lambda.amazonaws.com", conditions={"StringEquals": {"aws:SourceAccount": stack.account}}
        ),
    )
    statements = [
        iam.PolicyStatement(
            sid="Logs",
            actions=["logs:CreateLogStream", "logs:PutLogEvents"],
            resources=[log_arn(stack, duty)],
        ),
    ]
    if duty in DATA:
        statements.append(
            iam.PolicyStatement(
                sid="Tables",
                actions=list(DATA[duty].actions),
                resources=[table_arn(stack, name) for name in DATA[duty].tables],
            )
        )
    statements += _watching(stack, duty)
    if duty in MAILS:
        statements.append(
            iam.PolicyStatement(
                sid="Mail",
                actions=build.actions("Mail"),
                resources=[
                    stack.format_arn(
                        service="ses", resource="identity", resource_name=mail_from.partition("@")[2]
                    )
                ],
                conditions={"StringEquals": {"ses:FromAddress": mail_from}},
            )
        )
    iam.Policy(stack, f"May-{duty}", statements=statements, roles=[role])
    return role


def _watching(stack: Stack, duty: str) -> list[iam.PolicyStatement]:
    """What the duties that watch need beyond tables: to tell figures, and each to look at what is its own."""
    if duty not in MEASURES:
        return []
    told = iam.PolicyStatement(
        sid="Measures",
        actions=["cloudwatch:PutMetricData"],
        resources=["*"],
        conditions={"StringEquals": {"cloudwatch:namespace": OURS}},
    )
    queue = stack.format_arn(service="sqs", resource=f"{PREFIX}dead-letters")
    lost = iam.PolicyStatement(sid="DeadLetters", actions=["sqs:SendMessage"], resources=[queue])
    if duty == "health":
        # How much of the day's mails is used is asked of no resource.
        return [told, lost, iam.PolicyStatement(sid="MailQuota", actions=["ses:GetAccount"], resources=["*"])]
    mail = f"arn:{stack.partition}:s3:::{check_mail_bucket(stack)}"
    read = {"s3:ListBucket": mail, "s3:GetObject": f"{mail}/*", "s3:DeleteObject": f"{mail}/*"}
    return [told, lost] + [
        iam.PolicyStatement(sid=action.partition(":")[2], actions=[action], resources=[where])
        for action, where in read.items()
    ]


def check_mail_bucket(stack: Stack) -> str:
    return f"{PREFIX}check-mail-{stack.account}-{stack.region}"


def table_arn(stack: Stack, table: str) -> str:
    return stack.format_arn(service="dynamodb", resource="table", resource_name=PREFIX + table)


def log_arn(stack: Stack, duty: str) -> str:
    """The streams of the duty's log group, made by its function's stack."""
    return stack.format_arn(
        service="logs",
        resource="log-group",
        resource_name=f"/aws/lambda/{PREFIX}{duty}:*",
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )
