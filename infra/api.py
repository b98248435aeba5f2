"""The API of one Region: the packaged zip as a function, and Chalice's swagger before it. The desk (desk_api.py) is made
of the same parts, under its own name and with its own role.

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

from . import build, edge, gateway, release, rollout, surfaces, waf, watch
from .choices import Choices
from .roles import PREFIX, named

NAME, STAGE = PREFIX + surfaces.API, surfaces.API
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
EVERY_MINUTE = "erase-closed-accounts"
# Requests a second for the whole Region, and at once: a ceiling on cost, far above what people do.
RATES = {surfaces.API: (1_000, 2_000), surfaces.DESK: (50, 100)}


class Api(NamedTuple):
    """What other parts of the Region's stack point at."""

    rest: apigateway.SpecRestApi
    alias: lambda_.Alias


class Rest(NamedTuple):
    """A REST API, and the log of what is asked of it."""

    api: apigateway.SpecRestApi
    asked: logs.LogGroup


def make(stack: Stack, chosen: Choices) -> Api:
    """The function, its API, and what guards and rolls them out."""
    alias = function(stack, surfaces.API, edge_settings(chosen) | settings(chosen))
    rest = rest_api(stack, surfaces.API, alias)
    watch.measure(rest.asked)
    guard(stack, rest.api, waf.make(stack, "api", edge=False))
    rollout.hold(alias)
    rollout.make(stack, alias, NAME, chosen)
    _ordered(stack, alias)
    return Api(rest.api, alias)


def _ordered(stack: Stack, alias: lambda_.Alias) -> None:
    """What is ordered each minute of this function and not of the jobs', because it needs the keys that only the API may
    use: erasing accounts that were closed, and the desk's errands (chalicelib/jobs/closing.py). One that failed is
    not repeated: the next is a minute away."""
    every = Duration.minutes(1)
    rule = events.Rule(
        stack, "Closed", rule_name=f"{PREFIX}closed-accounts", schedule=events.Schedule.rate(every)
    )
    order = events.RuleTargetInput.from_object({"order": EVERY_MINUTE})
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


def edge_settings(chosen: Choices) -> dict[str, str]:
    """By what the function knows our CloudFront, where there is one."""
    return {"IZWORK_EDGE": edge.secret()} if chosen.domain else {}


def function(stack: Stack, surface: str, told: dict[str, str]) -> lambda_.Alias:
    """The packaged zip as the surface's function, with its stage's settings and those that are `told`."""
    config, made_for = build.stage(surface), build.product("runtime")
    role = stack.format_arn(
        service="iam", region="", resource="role", resource_name=named(surface, stack.region)
    )
    made = lambda_.Function(
        stack,
        "Function",
        function_name=PREFIX + surface,
        runtime=getattr(lambda_.Runtime, f"PYTHON_{made_for['python'].replace('.', '_')}"),
        architecture=lambda_.Architecture.custom(made_for["architecture"]),
        code=lambda_.Code.from_asset(str(build.ZIP)),
        handler="app.app",
        role=iam.Role.from_role_arn(stack, "Role", role, mutable=False),
        memory_size=config["lambda_memory_size"],
        timeout=Duration.seconds(config["lambda_timeout"]),
        environment=config["environment_variables"] | told,
        snap_start=lambda_.SnapStartConf.ON_PUBLISHED_VERSIONS,
        log_group=_log(stack, "Said", f"/aws/lambda/{PREFIX}{surface}"),
        current_version_options=lambda_.VersionOptions(removal_policy=RemovalPolicy.RETAIN),
    )
    return lambda_.Alias(stack, "Live", alias_name=release.ALIAS, version=made.current_version)


def rest_api(stack: Stack, surface: str, alias: lambda_.Alias, named_only: bool = False) -> Rest:
    """The surface's REST API before its function, which it may call. `named_only`: it answers under its own name and
    not under API Gateway's."""
    asked = _log(stack, "Asked-log", f"/izwork/{PREFIX}{surface}")
    api = apigateway.SpecRestApi(
        stack,
        "Rest",
        rest_api_name=PREFIX + surface,
        api_definition=apigateway.ApiDefinition.from_inline(_swagger(stack, surface, alias)),
        binary_media_types=["*/*"],
        endpoint_types=[apigateway.EndpointType.REGIONAL],
        disable_execute_api_endpoint=named_only or None,
        cloud_watch_role=False,
        fail_on_warnings=True,
        deploy_options=apigateway.StageOptions(
            stage_name=surface,
            access_log_destination=apigateway.LogGroupLogDestination(asked),
            access_log_format=apigateway.AccessLogFormat.custom(line()),
            # Figures a method each would cost a hundred dollars a month; the access log tells them too (watch.py).
            metrics_enabled=False,
            # Executions are not logged: they would hold bodies, cookies and addresses.
            logging_level=apigateway.MethodLoggingLevel.OFF,
            data_trace_enabled=False,
            throttling_rate_limit=RATES[surface][0],
            throttling_burst_limit=RATES[surface][1],
        ),
    )
    alias.add_permission(
        "Asked",
        principal=iam.ServicePrincipal("apigateway.amazonaws.com"),
        source_arn=api.arn_for_execute_api("*", "/*", surface),
    )
    return Rest(api, asked)


def guard(stack: Stack, rest: apigateway.SpecRestApi, acl: wafv2.CfnWebACL) -> None:
    """Put the web ACL before the API."""
    wafv2.CfnWebACLAssociation(
        stack, "Guarded", resource_arn=rest.deployment_stage.stage_arn, web_acl_arn=acl.attr_arn
    )


def _swagger(stack: Stack, surface: str, alias: lambda_.Alias) -> dict[str, object]:
    """Chalice's description, each method led to the alias instead of to the function it would have made."""
    described = build.swagger(surface)
    described["info"]["title"] = PREFIX + surface
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
