"""What is excepted from the rules of cdk-nag (nag.py) and of checkov (tests/test_checkov.py): dated, each with its reason.

A finding that is not here fails the build, and so does a row that no longer excepts anything.
"""

from typing import NamedTuple

from . import deployer


class Excepted(NamedTuple):
    """Rules that a construct need not keep; {region} and {account} stand for its stack's."""

    stack: str  # a pattern of stack names
    construct: str  # the id of the stack's child; for checkov a pattern
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


class Waived(NamedTuple):
    """One rule of checkov's that some constructs need not keep; `where`: patterns of "stack/construct"."""

    rule: str
    where: tuple[str, ...]
    since: str
    reason: str


FUNCTIONS = (
    "izwork-api-*/Function",
    "izwork-desk-*/Function",
    "izwork-jobs-*/Function",
    "izwork-watch-*/Checks",
    "izwork-watch-*/Health",
)
LOGS = (
    "izwork-api-*/Said",
    "izwork-api-*/Asked-log",
    "izwork-desk-*/Said",
    "izwork-desk-*/Asked-log",
    "izwork-jobs-*/Said",
    "izwork-watch-*/Said-*",
)
RESTS = ("izwork-api-*/Rest", "izwork-desk-*/Rest")
BUCKETS = ("izwork-api-*/Client", "izwork-watch-*/Calls", "izwork-watch-*/CheckMail")
DEPLOYMENT = ("izwork-deploy/Deployment",)
CHECKOV: tuple[Waived, ...] = (
    Waived("CKV_AWS_115", FUNCTIONS, "2026-11-23",
           "a limit of its own would turn people away while the account still has room; the quota has an alarm"),
    Waived("CKV_AWS_116", FUNCTIONS, "2026-11-23",
           "the API is asked and answers, the jobs run again in a minute, the checks' failures go to a destination"),
    Waived("CKV_AWS_117", FUNCTIONS, "2026-11-23",
           "they talk to AWS's own services by TLS and keep no network of their own: a VPC would add a way to fail"),
    Waived("CKV_AWS_173", FUNCTIONS, "2026-11-23",
           "encrypted by Lambda's own key; the one secret among them lies in Secrets Manager, which both ends read"),
    Waived("CKV_AWS_158", LOGS, "2026-11-23",
           "encrypted by CloudWatch's own key; they name nobody, and a key out of reach would silence them"),
    Waived("CKV_AWS_18", BUCKETS, "2026-11-23",
           "public files, a log, and mail that goes after a day; a log of readers would hold people's addresses"),
    Waived("CKV_AWS_21", ("izwork-watch-*/CheckMail",), "2026-11-23",
           "the checks' own mail, which goes after a day: an older version of one is of no use"),
    Waived("CKV_AWS_26", ("izwork-watch-*/Page", "izwork-watch-*/Ticket"), "2026-11-23",
           "CloudWatch cannot write to a topic under AWS's own key; what it says is which alarm rang"),
    Waived("CKV_AWS_27", ("izwork-watch-*/DeadLetters",), "2026-11-23",
           "encrypted by SQS's own key; what fails must not also need a key"),
    Waived("CKV_AWS_35", ("izwork-watch-*/Trail",), "2026-11-23",
           "encrypted by S3's own key; who used the keys must be readable when a key is the trouble"),
    Waived("CKV_AWS_67", ("izwork-watch-*/Trail",), "2026-11-23",
           "each Region has its own, so that either can be read while the other is lost"),
    Waived("CKV_AWS_7", ("izwork-keys-*/Key-lookup",), "2026-11-23",
           "KMS does not rotate HMAC keys; another key would find nobody who signed up before"),
    Waived("CKV_AWS_73", RESTS, "2026-11-23",
           "traces hold addresses and paths of people; the access log's measures say how it went"),
    Waived("CKV_AWS_86", ("izwork-site/Site", "izwork-desk-site/Site"), "2026-11-23",
           "CloudFront's access logs hold people's addresses, which we do not keep"),
    Waived("CKV_AWS_120", RESTS, "2026-11-23",
           "answers are each person's own; what all share is cached by CloudFront"),
    Waived("CKV_AWS_149", ("izwork-data/Edge",), "2026-11-23",
           "read by CloudFormation alone when something is deployed, and of use only together with our own origin"),
    Waived("CKV_AWS_111", ("izwork-deploy/Bounds",), "2026-11-23",
           "it grants nothing: what a role may do is what its own policy and these bounds both say"),
    *(
        Waived(rule, DEPLOYMENT, "2026-11-23",
               "it deploys: reading and writing data is denied by name, and what its roles may is bounded")
        for rule in ("CKV_AWS_108", "CKV_AWS_109", "CKV_AWS_110", "CKV_AWS_111")
    ),
)  # fmt: skip
