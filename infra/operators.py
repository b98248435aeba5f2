"""The operator: whoever drains a Region, makes the deployment read-only or has a team repaired (infra/failover).

Turns switches and gives the API's function and the jobs their orders, in either Region; looks at states. Reads, writes
and opens nothing that people stored: what a repair reads and writes, the function does, in its own role.
"""

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from . import build
from .choices import PREFIX, Choices
from .roles import SWITCH

NAME = f"{PREFIX}operator"
# Said once for each Region: a switch is turned, and an order given, through the one that lives.
TURN = ("dynamodb:DeleteItem", "dynamodb:Scan", "dynamodb:UpdateItem")
LOOK = ("dynamodb:DescribeContinuousBackups", "dynamodb:DescribeTable")
# The API repairs a team; the jobs put dead mails back in their queue, or forget them.
ORDERED = ("api:live", "jobs")
# None of these names a resource before it exists, or takes one at all.
FIND = (
    "apigateway:GET", "kms:DescribeKey", "route53:GetHealthCheckStatus", "route53:ListHostedZonesByName",
    "route53:ListResourceRecordSets",
)  # fmt: skip


def make(scope: Construct, chosen: Choices, bounds_arn: str) -> iam.Role:
    """The role and its policy; it carries the bounds of that ARN."""
    stack = Stack.of(scope)
    role = iam.Role(
        scope,
        "Role-operator",
        role_name=NAME,
        description="IZwork's operator",
        assumed_by=iam.AccountPrincipal(stack.account).with_conditions(
            {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
        ),
    )
    iam.PermissionsBoundary.of(role).apply(
        iam.ManagedPolicy.from_managed_policy_arn(role, "Bound", bounds_arn)
    )
    iam.Policy(scope, "May-operator", statements=_statements(stack, chosen), roles=[role])
    return role


def _statements(stack: Stack, chosen: Choices) -> list[iam.PolicyStatement]:
    def table(name: str, region: str) -> str:
        return stack.format_arn(
            service="dynamodb", region=region, resource="table", resource_name=chosen.table(name)
        )

    return [
        iam.PolicyStatement(
            sid="Turn", actions=list(TURN), resources=[table(SWITCH, one) for one in chosen.regions.serving]
        ),
        iam.PolicyStatement(
            sid="Look",
            actions=list(LOOK),
            resources=[
                table(name, one) for name in sorted(build.product("tables")) for one in chosen.regions.serving
            ],
        ),
        iam.PolicyStatement(
            sid="Order",
            actions=["lambda:InvokeFunction"],
            resources=[
                f"arn:{stack.partition}:lambda:{one}:{stack.account}:function:{PREFIX}{function}"
                for one in chosen.regions.serving
                for function in ORDERED
            ],
        ),
        iam.PolicyStatement(sid="Find", actions=list(FIND), resources=["*"]),
    ]
