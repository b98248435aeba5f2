"""How a new version reaches people: 5 % of requests first, all after ten quiet minutes, and back by itself on an alarm.

CodeDeploy shifts a function's traffic in two steps or in equal ones, so 5 → 50 → 100 cannot be said to it; of what
can, this is the one whose first step is the smallest.
"""

from aws_cdk import Duration, Stack
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_lambda as lambda_

from . import watch
from .choices import Choices

FIRST, QUIET = 5, Duration.minutes(10)


def make(stack: Stack, alias: lambda_.Alias, chosen: Choices) -> None:
    """Shift `alias` to each new version step by step, and watch what people get: the rows of monitoring/alarms.py
    that say `turns_back`."""
    steps = codedeploy.LambdaDeploymentConfig(
        stack,
        "Steps",
        traffic_routing=codedeploy.TimeBasedCanaryTrafficRouting(interval=QUIET, percentage=FIRST),
    )
    codedeploy.LambdaDeploymentGroup(
        stack,
        "Rollout",
        application=codedeploy.LambdaApplication(stack, "Application"),
        alias=alias,
        deployment_config=steps,
        alarms=watch.make_turning_back(stack, chosen),
        auto_rollback=codedeploy.AutoRollbackConfig(
            deployment_in_alarm=True, failed_deployment=True, stopped_deployment=True
        ),
    )
