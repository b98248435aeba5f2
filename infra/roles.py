"""Who may do what: one role a duty, each in its own Region and for that Region's tables and keys alone.

api     serves people: what .chalice/policy-api.json says, on the tables and keys by name
jobs    writes mails: opens addresses, never content
desk    support: finds whether an address signs in, opens nothing
health  looks at states, reads no data

Roles have fixed names, so that a key policy can name the one that may use the key.
"""

from typing import NamedTuple

from aws_cdk import ArnFormat, Stack
from aws_cdk import aws_iam as iam

from . import build

PREFIX = "izwork-"
DUTIES = ("api", "jobs", "desk", "health")


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
    grant = DATA[duty]
    statements = [
        # By itself, so that it outweighs whatever is allowed: what people agreed to is added to, never changed.
        iam.PolicyStatement(
            sid="ConsentsStand",
            effect=iam.Effect.DENY,
            actions=build.actions("ConsentsStand"),
            resources=[table_arn(stack, "consent")],
        ),
        iam.PolicyStatement(
            sid="Tables",
            actions=list(grant.actions),
            resources=[table_arn(stack, name) for name in grant.tables],
        ),
        iam.PolicyStatement(
            sid="Logs",
            actions=["logs:CreateLogStream", "logs:PutLogEvents"],
            resources=[log_arn(stack, duty)],
        ),
    ]
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
