"""Who may do what: one role a duty, each in its own Region and for that Region's tables and keys alone.

api     serves people: what .chalice/policy-api.json says, on the tables and keys by name
jobs    sends mails that wait and reminders that are due, writes down how the Region is, deletes teams that are to be
        erased: opens addresses, never content
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
from .choices import PREFIX, Choices

DUTIES = ("api", "jobs", "desk", "health", "checks")


class Grant(NamedTuple):
    """What a duty may do with data beyond its keys (keys.py): actions on some of the tables."""

    sid: str
    actions: tuple[str, ...]
    tables: tuple[str, ...]


# The index rows that say whether an address signs in, and the account they lead to.
PERSON = ("lookup", "account", "seat")
# What jobs work on: mails that wait, and the record of how a Region was.
WORK = (
    "dynamodb:DeleteItem",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:Query",
    "dynamodb:UpdateItem",
)
# What erasing a team deletes, without a key that opens any of it.
ERASED = ("erasure", "certificate", "erased", "key", "log", "page", "pending", "seat")
# The operator's (operators.py): what it says is only read here.
SWITCH = "switch"
DATA: dict[str, tuple[Grant, ...]] = {
    "api": (
        Grant(
            "Tables",
            tuple(build.actions("Tables")),
            tuple(name for name in build.product("tables") if name != SWITCH),
        ),
        Grant("Switches", ("dynamodb:BatchGetItem", "dynamodb:GetItem"), (SWITCH,)),
    ),
    "jobs": (
        Grant("Work", WORK, ("mail", "look", "reminder")),
        Grant("Erasing", WORK, ERASED),
        Grant("Terms", ("dynamodb:Query",), ("term",)),
        Grant("Work", WORK, ("mail", "look", "reminder")),
        Grant("Terms", ("dynamodb:Query",), ("term",)),
        Grant("Tables", ("dynamodb:GetItem", "dynamodb:Query"), PERSON),
    ),
    "desk": (Grant("Tables", ("dynamodb:GetItem",), ("lookup",)),),
    "health": (
        Grant("Tables", ("dynamodb:DescribeTable", "dynamodb:DescribeContinuousBackups"), ("log", "key")),
    ),
}
MAILS = ("api", "jobs")
TEXTS = ("api",)
MEASURES = ("health", "checks")


def named(duty: str, region: str) -> str:
    """The role's name; IAM knows no Regions, so it is part of the name."""
    return f"{PREFIX}{duty}-{region}"


def make(stack: Stack, chosen: Choices) -> dict[str, iam.Role]:
    """The duties' roles in the Region of `stack`, with everything but their keys; mail only from the chosen sender."""
    return {duty: _role(stack, duty, chosen) for duty in DUTIES}


def _role(stack: Stack, duty: str, chosen: Choices) -> iam.Role:
    role = iam.Role(
        stack,
        f"Role-{duty}",
        role_name=named(duty, stack.region),
        description=f"IZwork's {duty} in {stack.region}",
        assumed_by=iam.ServicePrincipal(
            "lambda.amazonaws.com", conditions={"StringEquals": {"aws:SourceAccount": stack.account}}
        ),
    )
    statements = [_consents_stand(stack, chosen)]
    statements += [
        iam.PolicyStatement(
            sid=grant.sid,
            actions=list(grant.actions),
            resources=[arn for name in grant.tables for arn in table_arns(stack, chosen, name)],
        )
        for grant in DATA.get(duty, ())
    ]
    statements.append(
        iam.PolicyStatement(
            sid="Logs",
            actions=["logs:CreateLogStream", "logs:PutLogEvents"],
            resources=[log_arn(stack, duty)],
        )
    )
    statements += _watching(stack, duty)
    statements += _sending(stack, duty, chosen)
    iam.Policy(stack, f"May-{duty}", statements=statements, roles=[role])
    return role


def _sending(stack: Stack, duty: str, chosen: Choices) -> list[iam.PolicyStatement]:
    """Mail from the chosen sender alone, and text messages to numbers alone."""
    statements = []
    if duty in MAILS:
        statements.append(
            iam.PolicyStatement(
                sid="Mail",
                actions=build.actions("Mail"),
                resources=[
                    stack.format_arn(
                        service="ses", resource="identity", resource_name=chosen.mail_from.partition("@")[2]
                    )
                ],
                conditions={"StringEquals": {"ses:FromAddress": chosen.mail_from}},
            )
        )
    if duty in TEXTS:
        # A number is no resource with a name. All that has one, every topic, is left out.
        statements.append(
            iam.PolicyStatement(
                sid="TextMessages",
                actions=build.actions("TextMessages"),
                not_resources=[f"arn:{stack.partition}:sns:*:*:*"],
            )
        )
    return statements


def _consents_stand(stack: Stack, chosen: Choices) -> iam.PolicyStatement:
    """By itself, so that it outweighs whatever is allowed: what people agreed to is added to, never changed."""
    return iam.PolicyStatement(
        sid="ConsentsStand",
        effect=iam.Effect.DENY,
        actions=build.actions("ConsentsStand"),
        resources=table_arns(stack, chosen, "consent"),
    )


def table_arns(stack: Stack, chosen: Choices, table: str) -> list[str]:
    """The chosen table; and while a restore's is chosen the first one too, for functions that still run on it."""
    names = dict.fromkeys((chosen.table(table), PREFIX + table))
    return [stack.format_arn(service="dynamodb", resource="table", resource_name=name) for name in names]


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


def log_arn(stack: Stack, duty: str) -> str:
    """The streams of the duty's log group, made by its function's stack."""
    return stack.format_arn(
        service="logs",
        resource="log-group",
        resource_name=f"/aws/lambda/{PREFIX}{duty}:*",
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )
