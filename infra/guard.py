"""Who touches the content key: CloudTrail keeps every call of KMS, and EventBridge tells at once of those that are
not the API's own work.

Told is of a use for content by anyone but the API's role, of any refusal of a key to anyone, and of every change of
a key or its policy. A deployment that changes a key's policy tells too: that is meant.
"""

from typing import Any

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_cloudtrail as cloudtrail
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs

from . import build
from .roles import PREFIX, named

KEPT = Duration.days(90)
CHANGES = (
    "CreateGrant", "DeleteImportedKeyMaterial", "DisableKey", "DisableKeyRotation", "PutKeyPolicy", "ReplicateKey",
    "RevokeGrant", "ScheduleKeyDeletion", "UpdateAlias", "UpdatePrimaryRegion",
)  # fmt: skip


def make(stack: Stack, page: sns.Topic, dead: sqs.Queue) -> None:
    """The Region's trail, and the rule on it; what is told names the caller's role, never a person of a team."""
    _trail(stack)
    rule = events.Rule(
        stack,
        "KeyTouched",
        rule_name=f"{PREFIX}key-touched",
        description="Someone other than the API used the content key, was refused a key, or changed one",
        event_pattern=events.EventPattern(
            source=["aws.kms"], detail_type=["AWS API Call via CloudTrail"], detail=pattern(stack)
        ),
    )
    declared: Any = rule.node.default_child
    # Decrypt counts as a reading call; plain "ENABLED" hears only of writing ones.
    declared.add_property_override("State", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS")
    said = events.EventField.from_path
    rule.add_target(
        targets.SnsTopic(
            # Known by its name, CDK adds no statement to its policy: telling.py's says from which account.
            sns.Topic.from_topic_arn(stack, "Paged", page.topic_arn),
            dead_letter_queue=dead,
            message=events.RuleTargetInput.from_text(
                f"key-touched in {said('$.region')} at {said('$.time')}: {said('$.detail.eventName')} by "
                f"{said('$.detail.userIdentity.arn')} (error: {said('$.detail.errorCode')}, event "
                f"{said('$.detail.eventID')}). monitoring/runbooks/key-touched.md"
            ),
        )
    )


def pattern(stack: Stack) -> dict[str, Any]:
    """The calls that are told of, in EventBridge's words."""
    role = stack.format_arn(
        service="iam", region="", resource="role", resource_name=named("api", stack.region)
    )
    # Users and the root have no issuer: they are not the API either.
    others = {"sessionContext": {"sessionIssuer": {"arn": [{"anything-but": [role]}, {"exists": False}]}}}
    content = {"encryptionContext": {"purpose": [build.product("purposes")["content"]]}}
    return {
        "$or": [
            {"requestParameters": content, "userIdentity": others},
            {"errorCode": [{"prefix": "AccessDenied"}]},
            {"eventName": list(CHANGES)},
        ]
    }


def _trail(stack: Stack) -> None:
    bucket = s3.Bucket(
        stack,
        "Calls",
        bucket_name=f"{PREFIX}calls-{stack.account}-{stack.region}",
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        encryption=s3.BucketEncryption.S3_MANAGED,
        enforce_ssl=True,
        minimum_tls_version=1.2,
        # What is deleted or written over is there for a while yet.
        versioned=True,
        lifecycle_rules=[s3.LifecycleRule(expiration=KEPT, noncurrent_version_expiration=KEPT)],
        removal_policy=RemovalPolicy.RETAIN,
    )
    cloudtrail.Trail(
        stack,
        "Trail",
        trail_name=f"{PREFIX}calls",
        bucket=bucket,
        is_multi_region_trail=False,
        include_global_service_events=False,
        management_events=cloudtrail.ReadWriteType.ALL,
        enable_file_validation=True,
    )
