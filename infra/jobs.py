"""What is done every minute in each Region: the packaged zip once more, as a function of its own with the role `jobs`.

It sends mails that nobody took before, and writes down how its Region is. For that it asks the deep health through
the Region's own API, as Route 53 does; that the other Region is silent it sees in the tables, which both share. So the
record goes on when either Region is lost.
"""

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs

from . import build
from .api import KEPT, STAGE, settings
from .choices import Choices
from .names import HEALTH
from .roles import PREFIX, named

NAME = f"{PREFIX}jobs"
EVERY = Duration.minutes(1)
# A run sends mails for 40 seconds at most and ends before the next one begins.
TIMEOUT = Duration.seconds(55)


def make(stack: Stack, chosen: Choices, rest: apigateway.IRestApi) -> lambda_.Function:
    """The function and its schedule. A run that failed is not repeated: the next one is a minute away."""
    made_for = build.product("runtime")
    health = f"https://{rest.rest_api_id}.execute-api.{stack.region}.{stack.url_suffix}/{STAGE}{HEALTH}"
    role = stack.format_arn(
        service="iam", region="", resource="role", resource_name=named("jobs", stack.region)
    )
    function = lambda_.Function(
        stack,
        "Function",
        function_name=NAME,
        description="Sends mails that wait, and writes down how the Region is",
        runtime=getattr(lambda_.Runtime, f"PYTHON_{made_for['python'].replace('.', '_')}"),
        architecture=lambda_.Architecture.custom(made_for["architecture"]),
        code=lambda_.Code.from_asset(str(build.ZIP)),
        handler="chalicelib.jobs.minute.handler",
        role=iam.Role.from_role_arn(stack, "Role", role, mutable=False),
        memory_size=512,
        timeout=TIMEOUT,
        environment=build.stage()["environment_variables"] | settings(chosen) | {"IZWORK_HEALTH": health},
        retry_attempts=0,
        max_event_age=EVERY,
        log_group=logs.LogGroup(
            stack,
            "Said",
            log_group_name=f"/aws/lambda/{NAME}",
            retention=KEPT,
            removal_policy=RemovalPolicy.DESTROY,
        ),
    )
    rule = events.Rule(stack, "Minutely", rule_name=NAME, schedule=events.Schedule.rate(EVERY))
    rule.add_target(targets.LambdaFunction(function, retry_attempts=0, max_event_age=EVERY))
    return function
