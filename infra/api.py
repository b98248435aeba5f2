"""The API of one Region: the packaged zip as a function, and Chalice's swagger before it.

Keys and tables are called by names that are the same in both Regions, so nothing here waits for another stack's
answer, and the two Regions' templates are one.
"""

import json
from typing import NamedTuple

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_wafv2 as wafv2

from . import build, edge, gateway, release, rollout, waf, watch
from .choices import Choices
from .roles import PREFIX, named

NAME, STAGE = f"{PREFIX}api", "api"
KEPT = logs.RetentionDays.ONE_MONTH
# What one line of the access log says: what was asked of which route and how it went, never who asked.
LINE = {
    "at": "$context.requestTimeEpoch",
    "request_id": "$context.requestId",
    "method": "$context.httpMethod",
    "route": "$context.resourcePath",
    "status": "$context.status",
    "bytes": "$context.responseLength",
    "ms": "$context.responseLatency",
    "function_ms": "$context.integrationLatency",
    "fault": "$context.error.responseType",
}
# Compared with numbers by what reads the lines, so written without quotes; both are there in every line.
NUMBERS = ("status", "ms")
# The name of an order in chalicelib/jobs/closing.py; a test holds the two together.
ERASE_CLOSED = "erase-closed-accounts"
# Requests a second for the whole Region, and at once: a ceiling on cost, far above what people do.
RATE, BURST = 1_000, 2_000


class Api(NamedTuple):
    """What other parts of the Region's stack point at."""

    rest: apigateway.SpecRestApi
    alias: lambda_.Alias


def make(stack: Stack, chosen: Choices) -> Api:
    """The function, its API, and what guards and rolls them out."""
    alias = _function(stack, chosen)
    rest = _rest(stack, alias)
    alias.add_permission(
        "Asked",
        principal=iam.ServicePrincipal("apigateway.amazonaws.com"),
        source_arn=rest.arn_for_execute_api("*", "/*", STAGE),
    )
    wafv2.CfnWebACLAssociation(
        stack,
        "Guarded",
        resource_arn=rest.deployment_stage.stage_arn,
        web_acl_arn=waf.make(stack, edge=False).attr_arn,
    )
    rollout.make(stack, alias, NAME, chosen)
    _ordered(stack, alias)
    return Api(rest, alias)


def _ordered(stack: Stack, alias: lambda_.Alias) -> None:
    """What is ordered each minute of this function and not of the jobs', because it needs the keys that only the API may
    use: erasing accounts that were closed (chalicelib/jobs/closing.py). One that failed is not repeated: the next is a
    minute away."""
    every = Duration.minutes(1)
    rule = events.Rule(
        stack, "Closed", rule_name=f"{PREFIX}closed-accounts", schedule=events.Schedule.rate(every)
    )
    order = events.RuleTargetInput.from_object({"order": ERASE_CLOSED})
    rule.add_target(targets.LambdaFunction(alias, event=order, retry_attempts=0, max_event_age=every))


def settings(chosen: Choices) -> dict[str, str]:
    """What the operator's choices say to the product."""
    return {
        "IZWORK_SITE": chosen.site,
        "IZWORK_MAIL_FROM": chosen.mail_from,
        "IZWORK_TABLES": chosen.tables,
        "IZWORK_STANDING": chosen.standing,
        "IZWORK_BANK": chosen.bank,
        "IZWORK_SELLER": chosen.seller,
        "IZWORK_REGIONS": ",".join(chosen.regions.serving),
    }


def _function(stack: Stack, chosen: Choices) -> lambda_.Alias:
    config, made_for = build.stage(), build.product("runtime")
    role = stack.format_arn(
        service="iam", region="", resource="role", resource_name=named("api", stack.region)
    )
    function = lambda_.Function(
        stack,
        "Function",
        function_name=NAME,
        runtime=getattr(lambda_.Runtime, f"PYTHON_{made_for['python'].replace('.', '_')}"),
        architecture=lambda_.Architecture.custom(made_for["architecture"]),
        code=lambda_.Code.from_asset(str(build.ZIP)),
        handler="app.app",
        role=iam.Role.from_role_arn(stack, "Role", role, mutable=False),
        memory_size=config["lambda_memory_size"],
        timeout=Duration.seconds(config["lambda_timeout"]),
        environment=config["environment_variables"]
        | settings(chosen)
        | ({"IZWORK_EDGE": edge.secret()} if chosen.domain else {}),
        snap_start=lambda_.SnapStartConf.ON_PUBLISHED_VERSIONS,
        log_group=_log(stack, "Said", f"/aws/lambda/{NAME}"),
        current_version_options=lambda_.VersionOptions(removal_policy=RemovalPolicy.RETAIN),
    )
    alias = lambda_.Alias(stack, "Live", alias_name=release.ALIAS, version=function.current_version)
    rollout.hold(alias, function.current_version)
    return alias


def _rest(stack: Stack, alias: lambda_.Alias) -> apigateway.SpecRestApi:
    asked = _log(stack, "Asked-log", f"/izwork/{NAME}")
    watch.measure(asked)
    return apigateway.SpecRestApi(
        stack,
        "Rest",
        rest_api_name=NAME,
        api_definition=apigateway.ApiDefinition.from_inline(_swagger(stack, alias)),
        binary_media_types=["*/*"],
        endpoint_types=[apigateway.EndpointType.REGIONAL],
        cloud_watch_role=False,
        fail_on_warnings=True,
        deploy_options=apigateway.StageOptions(
            stage_name=STAGE,
            access_log_destination=apigateway.LogGroupLogDestination(asked),
            access_log_format=apigateway.AccessLogFormat.custom(line()),
            # Figures a method each would cost a hundred dollars a month; the access log tells them too (watch.py).
            metrics_enabled=False,
            # Executions are not logged: they would hold bodies, cookies and addresses.
            logging_level=apigateway.MethodLoggingLevel.OFF,
            data_trace_enabled=False,
            throttling_rate_limit=RATE,
            throttling_burst_limit=BURST,
        ),
    )


def _swagger(stack: Stack, alias: lambda_.Alias) -> dict[str, object]:
    """Chalice's description, each method led to the alias instead of to the function it would have made."""
    described = build.swagger()
    described["info"]["title"] = NAME
    described["x-amazon-apigateway-binary-media-types"] = ["*/*"]
    described["x-amazon-apigateway-gateway-responses"] = gateway.answers()
    called = (
        f"arn:{stack.partition}:apigateway:{stack.region}:lambda:path/2015-03-31/functions/"
        f"{alias.function_arn}/invocations"
    )
    for methods in described["paths"].values():
        for method in methods.values():
            method["x-amazon-apigateway-integration"]["uri"] = called
    return described


def line() -> str:
    """The access log's line, as API Gateway fills it in."""
    text = json.dumps(LINE)
    for name in NUMBERS:
        text = text.replace(f'"{LINE[name]}"', LINE[name])
    return text


def _log(stack: Stack, id: str, name: str) -> logs.LogGroup:
    return logs.LogGroup(stack, id, log_group_name=name, retention=KEPT, removal_policy=RemovalPolicy.DESTROY)
