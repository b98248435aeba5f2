"""What is excepted from the rules of cdk-nag (nag.py): dated, each with its reason. checkov's are in waived.py.

A finding that is not here fails the build, and so does a row that no longer excepts anything.
"""

from typing import NamedTuple

from . import deployer


class Excepted(NamedTuple):
    """Rules that a construct need not keep; {region} and {account} stand for its stack's."""

    stack: str  # a pattern of stack names
    construct: str  # the id of the stack's child
    rules: tuple[str, ...]
    since: str
    reason: str


IAM, ARN = "AwsSolutions-IAM5", "arn:<AWS::Partition>"


def log_streams(duty: str) -> Excepted:
    group = f"{ARN}:logs:{{region}}:{{account}}:log-group:/aws/lambda/izwork-{duty}:*"
    return Excepted(
        "izwork-keys-*", f"May-{duty}", (f"{IAM}[Resource::{group}]",), "2026-11-22",
        "Lambda names a log's streams as it runs; the group is this duty's own",
    )  # fmt: skip


# What stands in two stacks, the product's and the desk's, and since when.
SERVING = (("izwork-api-*", "2026-11-22"), ("izwork-desk-ap-*", "2026-11-23"))
SITES = (("izwork-site", "2026-11-22"), ("izwork-desk-site", "2026-11-23"))
NAG: tuple[Excepted, ...] = (
    *(log_streams(duty) for duty in ("api", "jobs", "desk", "health", "checks")),
    *(
        Excepted(
            "izwork-keys-*",
            f"May-{duty}",
            (f"{IAM}[Resource::*]",),
            "2026-11-22",
            "figures are told to, and SES's daily mails asked of, no resource; the namespace is a condition",
        )
        for duty in ("health", "checks")
    ),
    Excepted(
        "izwork-keys-*",
        "May-checks",
        (f"{IAM}[Resource::{ARN}:s3:::izwork-check-mail-{{account}}-{{region}}/*]",),
        "2026-11-22",
        "SES names each mail as it comes; the bucket holds only the checks' own, for a day",
    ),
    *(
        Excepted(
            "izwork-watch-*",
            bucket,
            ("AwsSolutions-S1",),
            "2026-11-22",
            "what would be logged is a log itself, or mail of the checks that goes after a day",
        )
        for bucket in ("Calls", "CheckMail")
    ),
    Excepted(
        "izwork-watch-*",
        "DeadLetters",
        ("AwsSolutions-SQS3",),
        "2026-11-22",
        "it is the dead-letter queue itself, named by what fails and not by another queue",
    ),
    Excepted(
        "izwork-data",
        "Edge",
        ("AwsSolutions-SMG4",),
        "2026-11-22",
        "both ends read it when they are deployed; changed by itself in between, they would not know each other",
    ),
    *(
        Excepted(
            surface,
            "Rest",
            ("AwsSolutions-APIG2",),
            since,
            "the product checks every body against its declared shape, and says what is wrong with it",
        )
        for surface, since in SERVING
    ),
    *(
        Excepted(
            surface,
            "Rest",
            ("AwsSolutions-APIG6",),
            since,
            "execution logs hold addresses and cookies; the access log has a line for every request",
        )
        for surface, since in SERVING
    ),
    Excepted(
        "izwork-api-*",
        "Rollout",
        ("AwsSolutions-SF1", "AwsSolutions-SF2"),
        "2026-11-23",
        "Step Functions keeps each rollout's history for 90 days, which holds a version, shares and names of alarms",
    ),
    Excepted(
        "izwork-api-*",
        "May-rollout",
        (f"{IAM}[Resource::{ARN}:cloudwatch:{{region}}:{{account}}:alarm:*]",),
        "2026-11-23",
        "states of alarms, which are no data; their names are told in the call",
    ),
    Excepted(
        "izwork-api-*",
        "Client",
        ("AwsSolutions-S1",),
        "2026-11-22",
        "built files that anyone may read through CloudFront; a log of readers would hold their addresses",
    ),
    *(
        Excepted(
            site,
            "Site",
            ("AwsSolutions-CFR3",),
            since,
            "CloudFront's access logs hold people's addresses, which we do not keep",
        )
        for site, since in SITES
    ),
    Excepted(
        "izwork-site",
        "Site",
        ("AwsSolutions-CFR1",),
        "2026-11-22",
        "people work with IZwork wherever they are",
    ),
    Excepted(
        "izwork-desk-site",
        "Site",
        ("AwsSolutions-CFR1",),
        "2026-11-23",
        "its web ACL lets in the offices' networks alone, which is narrower than a country",
    ),
    Excepted(
        "izwork-deploy",
        "May-operator",
        (f"{IAM}[Resource::*]",),
        "2026-11-22",
        "states of keys, names and health checks: none of them is data, and some take no resource",
    ),
    Excepted(
        "izwork-backup",
        "Role-backup",
        (
            f"AwsSolutions-IAM4[Policy::{ARN}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup]",
        ),
        "2026-11-23",
        "AWS's own policy for AWS Backup; the bounds leave of it what a copy of a table takes",
    ),
    Excepted(
        "izwork-deploy",
        "Bounds",
        (f"{IAM}[Resource::*]", f"{IAM}[Resource::{ARN}:s3:::izwork-check-mail-{{account}}-*]"),
        "2026-11-23",
        "it grants nothing: what a role may do is what its own policy and these bounds both say",
    ),
    Excepted(
        "izwork-deploy",
        "Deployment",
        (
            f"{IAM}[Resource::*]",
            *(f"{IAM}[Action::{service}:*]" for service in deployer.SERVICES),
            f"{IAM}[Action::s3:*]",
            f"{IAM}[Resource::{ARN}:iam::{{account}}:role/izwork-*]",
            f"{IAM}[Resource::{ARN}:iam::{{account}}:role/cdk-*]",
            f"{IAM}[Resource::{ARN}:ssm:*:{{account}}:parameter/cdk-bootstrap/*]",
            f"{IAM}[Resource::{ARN}:s3:::izwork-*]",
            f"{IAM}[Resource::{ARN}:s3:::cdk-*-assets-{{account}}-*]",
        ),
        "2026-11-22",
        "what is deployed has names that CloudFormation makes up; data is denied by name in the same policy",
    ),
)
