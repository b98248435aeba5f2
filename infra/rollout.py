"""How a new version reaches people: 5 % of requests, then half, then all, ten quiet minutes after each, and back by itself
on an alarm.

CodeDeploy shifts a function's traffic in two steps or in equal ones, so 5 → 50 → 100 cannot be said to it. A state machine
of Step Functions says it: it runs in the Region whatever becomes of who started it (release.py), and needs no code of
ours. The stack makes versions and leaves the alias where it is; what moves it is this alone.
"""

import json

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_stepfunctions as stepfunctions

from . import watch
from .choices import Choices
from .release import MACHINE
from .shifting import definition

FIRST = "1"  # the version that a new deployment begins with


def hold(alias: lambda_.Alias) -> None:
    """Have the stack make the alias at the first version, and never move it after: nothing in it changes again."""
    made = alias.node.default_child
    assert isinstance(made, lambda_.CfnAlias)  # nosec B101
    made.add_property_override("FunctionVersion", FIRST)
    made.node.add_dependency(alias.version)


def make(stack: Stack, alias: lambda_.Alias, function: str, chosen: Choices) -> None:
    """The state machine that moves `alias` of the function of that name, and watches what people get: the rows of
    monitoring/alarms.py that say `turns_back`."""
    alarms = watch.make_turning_back(stack, chosen)
    role = iam.Role(
        stack,
        "Role-rollout",
        role_name=f"{MACHINE}-{stack.region}",
        assumed_by=iam.ServicePrincipal("states.amazonaws.com"),
    )
    stepfunctions.CfnStateMachine(
        stack,
        "Rollout",
        state_machine_name=MACHINE,
        role_arn=role.role_arn,
        definition_string=json.dumps(definition(function, alarms)),
    )
    iam.Policy(stack, "May-rollout", statements=_may(stack, alias), roles=[role])


def _may(stack: Stack, alias: lambda_.Alias) -> list[iam.PolicyStatement]:
    alarms = stack.format_arn(service="cloudwatch", resource="alarm:*")
    own = stack.format_arn(service="states", resource=f"stateMachine:{MACHINE}")
    return [
        iam.PolicyStatement(
            sid="Alias",
            actions=["lambda:GetAlias", "lambda:UpdateAlias"],
            resources=[alias.lambda_.function_arn],
        ),
        iam.PolicyStatement(sid="Alarms", actions=["cloudwatch:DescribeAlarms"], resources=[alarms]),
        iam.PolicyStatement(sid="Others", actions=["states:ListExecutions"], resources=[own]),
    ]
