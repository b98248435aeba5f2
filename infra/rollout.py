"""How a new version reaches people: 5 % of requests first, all after ten quiet minutes, and back by itself on an alarm.

CodeDeploy shifts a function's traffic in two steps or in equal ones, so 5 → 50 → 100 cannot be said to it; of what
can, this is the one whose first step is the smallest.
"""

from aws_cdk import Duration
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

FIRST, QUIET = 5, Duration.minutes(10)
SLOW = Duration.seconds(1)


def make(scope: Construct, alias: lambda_.Alias, api: apigateway.IRestApi) -> None:
    """Shift `alias` to each new version step by step, and watch what people get."""
    steps = codedeploy.LambdaDeploymentConfig(
        scope,
        "Steps",
        traffic_routing=codedeploy.TimeBasedCanaryTrafficRouting(interval=QUIET, percentage=FIRST),
    )
    codedeploy.LambdaDeploymentGroup(
        scope,
        "Rollout",
        application=codedeploy.LambdaApplication(scope, "Application"),
        alias=alias,
        deployment_config=steps,
        alarms=alarms(scope, alias, api),
        auto_rollback=codedeploy.AutoRollbackConfig(
            deployment_in_alarm=True, failed_deployment=True, stopped_deployment=True
        ),
    )


def alarms(scope: Construct, alias: lambda_.Alias, api: apigateway.IRestApi) -> list[cloudwatch.IAlarm]:
    """What stops a rollout within a minute: faults of the function, answers of 5xx, slowness."""
    minute = Duration.minutes(1)
    return [
        _alarm(scope, "Faults", alias.metric_errors(period=minute, statistic="Sum"), 1),
        _alarm(scope, "Refusals", _of(api, "5XXError", "Sum"), 5),
        _alarm(scope, "Slowness", _of(api, "Latency", "p99"), SLOW.to_milliseconds(), minutes=3),
    ]


def _of(api: apigateway.IRestApi, metric: str, statistic: str) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace="AWS/ApiGateway",
        metric_name=metric,
        dimensions_map={"ApiName": api.rest_api_name, "Stage": "api"},
        period=Duration.minutes(1),
        statistic=statistic,
    )


def _alarm(
    scope: Construct, name: str, metric: cloudwatch.IMetric, threshold: float, minutes: int = 1
) -> cloudwatch.Alarm:
    return cloudwatch.Alarm(
        scope,
        name,
        alarm_name=f"izwork-rollout-{name.lower()}",
        alarm_description="Rolls a new version back while it is being rolled out",
        metric=metric,
        threshold=threshold,
        evaluation_periods=minutes,
        comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
    )
