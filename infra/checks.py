"""What looks at the site from outside and at its state from inside (monitoring/checks), in each Region.

izwork-checks  asks through the public door only: a pulse every ten seconds; with a domain, where the Region can be
               written to, also a person's journeys every minute, with sign-in mail that reaches a bucket like anyone's
izwork-health  every quarter of an hour: how old the newest backup is, and how much of SES's daily mails is used

Both run the same few files on the SDK that Lambda's runtime brings, apart from the product: what watches must not
fall with what it watches.
"""

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_destinations as destinations
from aws_cdk import aws_logs as logs
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_ses as ses
from aws_cdk import aws_ses_actions as ses_actions
from aws_cdk import aws_sqs as sqs

from . import build
from .api import KEPT
from .choices import Choices
from .roles import PREFIX, check_mail_bucket, named

MINUTE = Duration.minutes(1)
RULES = f"{PREFIX}checks"


def make(stack: Stack, chosen: Choices, door: str, dead: sqs.Queue) -> None:
    """The checks of the Region of `stack`; `door` is the address that people's browsers ask, or the API's own."""
    told = {"IZWORK_DOOR": door}
    if chosen.domain:
        told |= _mail(stack, chosen) | {"IZWORK_NAMES": f"{chosen.domain},{chosen.api_name}"}
    # It begins within the minute, beats for one, and a beat takes up to five seconds.
    checks = _function(stack, "checks", told, Duration.seconds(90), dead)
    _each(stack, "Pulse", MINUTE, checks, "pulse", dead)
    if chosen.domain:
        _each(stack, "Journeys", MINUTE, checks, "journeys", dead)
    tables = {"IZWORK_TABLES": ",".join(chosen.table(name) for name in ("log", "key"))}
    health = _function(stack, "health", tables, Duration.seconds(30), dead)
    _each(stack, "State", Duration.minutes(15), health, "state", dead)


def _function(
    stack: Stack, duty: str, settings: dict[str, str], timeout: Duration, dead: sqs.Queue
) -> lambda_.Function:
    role = stack.format_arn(
        service="iam", region="", resource="role", resource_name=named(duty, stack.region)
    )
    made_for = build.product("runtime")
    return lambda_.Function(
        stack,
        duty.capitalize(),
        function_name=PREFIX + duty,
        description="Looks whether IZwork works (monitoring/checks)",
        runtime=getattr(lambda_.Runtime, f"PYTHON_{made_for['python'].replace('.', '_')}"),
        architecture=lambda_.Architecture.custom(made_for["architecture"]),
        code=lambda_.Code.from_asset(str(build.checks())),
        handler="monitoring.checks.on_lambda.answer",
        role=iam.Role.from_role_arn(stack, f"Role-{duty}", role, mutable=False),
        memory_size=256,
        timeout=timeout,
        environment=settings,
        # A check that is late tells of a moment that is over.
        retry_attempts=0,
        max_event_age=MINUTE,
        on_failure=destinations.SqsDestination(dead),
        log_group=logs.LogGroup(
            stack,
            f"Said-{duty}",
            log_group_name=f"/aws/lambda/{PREFIX}{duty}",
            retention=KEPT,
            removal_policy=RemovalPolicy.DESTROY,
        ),
    )


def _each(
    stack: Stack, name: str, every: Duration, function: lambda_.Function, check: str, dead: sqs.Queue
) -> None:
    rule = events.Rule(
        stack, f"{name}-due", rule_name=f"{PREFIX}{check}-due", schedule=events.Schedule.rate(every)
    )
    rule.add_target(
        targets.LambdaFunction(
            function,
            event=events.RuleTargetInput.from_object({"check": check}),
            retry_attempts=0,
            max_event_age=MINUTE,
            dead_letter_queue=dead,
        )
    )


def _mail(stack: Stack, chosen: Choices) -> dict[str, str]:
    """Mail to check-<region>.<domain> falls into a bucket, for a day. (Which set of rules is in force, an account
    says by a call, not by a resource: docs/deploy.md.)"""
    receives = f"check-{stack.region}.{chosen.domain}"
    bucket = s3.Bucket(
        stack,
        "CheckMail",
        bucket_name=check_mail_bucket(stack),
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        encryption=s3.BucketEncryption.S3_MANAGED,
        enforce_ssl=True,
        minimum_tls_version=1.2,
        lifecycle_rules=[s3.LifecycleRule(expiration=Duration.days(1))],
        removal_policy=RemovalPolicy.RETAIN,
    )
    rules = ses.ReceiptRuleSet(stack, "Received", receipt_rule_set_name=RULES)
    rules.add_rule(
        "CheckMail",
        receipt_rule_name="check-mail",
        recipients=[receives],
        tls_policy=ses.TlsPolicy.REQUIRE,
        actions=[ses_actions.S3(bucket=bucket)],
    )
    route53.CfnRecordSet(
        stack,
        "CheckMailRecord",
        hosted_zone_id=str(chosen.zone),
        name=f"{receives}.",
        type="MX",
        ttl="300",
        resource_records=[f"10 inbound-smtp.{stack.region}.amazonaws.com"],
    )
    return {"IZWORK_CHECK_MAIL": receives, "IZWORK_CHECK_BUCKET": bucket.bucket_name}
