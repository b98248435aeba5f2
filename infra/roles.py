"""Who may do what: one role a duty, each in its own Region and for that Region's tables and keys alone.

api     serves people: what .chalice/policy-api.json says, on the tables and keys by name
jobs    sends mails that wait and reminders that are due, writes down how the Region is, deletes teams that are to be
        erased: opens addresses, never content
desk    IZwork's own people: how a sign-in stands, and what was handed to them; opens no address and no content
health  looks at states, reads no data
checks  asks through the public door like anyone, and reads the mail that it is sent

Roles have fixed names, so that a key policy can name the one that may use the key.
"""

from aws_cdk import ArnFormat, Stack
from aws_cdk import aws_iam as iam

from monitoring.measures import OURS

from . import build, grants
from .choices import PREFIX, Choices
from .grants import CONTENT, STANDS, SWITCH, Grant

DUTIES = ("api", "jobs", "desk", "health", "checks")


DATA: dict[str, tuple[Grant, ...]] = {
    "api": (
        Grant(
            "Tables",
            tuple(build.actions("Tables")),
            tuple(name for name in build.product("tables") if name != SWITCH),
        ),
        Grant("Switches", ("dynamodb:BatchGetItem", "dynamodb:GetItem"), (SWITCH,)),
    ),
} | grants.DUTIES
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
    statements = [_stands(stack, chosen)]
    if duty == "desk":
        statements += _never_at_the_desk(stack, chosen)
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


def _stands(stack: Stack, chosen: Choices) -> iam.PolicyStatement:
    """By itself, so that it outweighs whatever is allowed: what people agreed to, and what agents did, is added to,
    never changed."""
    return _deny(
        "Stands", build.actions("Stands"), [arn for one in STANDS for arn in table_arns(stack, chosen, one)]
    )


def _never_at_the_desk(stack: Stack, chosen: Choices) -> list[iam.PolicyStatement]:
    """No content, sealed or not; and an errand, once given, is the product's."""
    content = [arn for one in CONTENT for arn in table_arns(stack, chosen, one)]
    return [
        _deny("NeverContent", ["dynamodb:*"], content),
        _deny("ErrandsStand", build.actions("Stands"), table_arns(stack, chosen, "errand")),
    ]


def _deny(sid: str, actions: list[str], resources: list[str]) -> iam.PolicyStatement:
    return iam.PolicyStatement(sid=sid, effect=iam.Effect.DENY, actions=actions, resources=resources)


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
