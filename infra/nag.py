"""cdk-nag's AWS Solutions rules over every stack, and what is excepted from them: dated, each with its reason.

A finding that is not in the table stops the synthesis, so it stops a deployment too. A row that no longer excepts
anything fails the tests.
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

from aws_cdk import Acknowledgment, App, Stack, Validations
from cdk_nag import AwsSolutionsChecks

from . import deployer

PACK = "AwsSolutions"


class Excepted(NamedTuple):
    """One rule that one construct need not keep; {region} and {account} stand for its stack's."""

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


EXCEPTIONS: tuple[Excepted, ...] = (
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
    Excepted(
        "izwork-api-*",
        "Rest",
        ("AwsSolutions-APIG2",),
        "2026-11-22",
        "the product checks every body against its declared shape, and says what is wrong with it",
    ),
    Excepted(
        "izwork-api-*",
        "Rest",
        ("AwsSolutions-APIG6",),
        "2026-11-22",
        "execution logs hold addresses and cookies; the access log has a line for every request",
    ),
    Excepted(
        "izwork-api-*",
        "Rollout",
        (f"AwsSolutions-IAM4[Policy::{ARN}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]",),
        "2026-11-22",
        "AWS's own limited policy for CodeDeploy with Lambda; CDK attaches it",
    ),
    Excepted(
        "izwork-api-*",
        "Client",
        ("AwsSolutions-S1",),
        "2026-11-22",
        "built files that anyone may read through CloudFront; a log of readers would hold their addresses",
    ),
    Excepted(
        "izwork-site",
        "Site",
        ("AwsSolutions-CFR3",),
        "2026-11-22",
        "CloudFront's access logs hold people's addresses, which we do not keep",
    ),
    Excepted(
        "izwork-site",
        "Site",
        ("AwsSolutions-CFR1",),
        "2026-11-22",
        "people work with IZwork wherever they are",
    ),
    Excepted(
        "izwork-deploy",
        "May-operator",
        (f"{IAM}[Resource::*]",),
        "2026-11-22",
        "states of keys, names and health checks: none of them is data, and some take no resource",
    ),
    Excepted(
        "izwork-deploy",
        "Deployment",
        (
            f"{IAM}[Resource::*]",
            *(f"{IAM}[Action::{service}:*]" for service in deployer.SERVICES),
            f"{IAM}[Action::iam:*Role]",
            f"{IAM}[Action::iam:*RolePolicy]",
            f"{IAM}[Action::iam:*RolePolicies]",
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


def exceptions(stack: Stack) -> Iterator[tuple[Excepted, str]]:
    """The exceptions of one stack, each rule written out."""
    for one in EXCEPTIONS:
        if fnmatchcase(stack.stack_name, one.stack) and stack.node.try_find_child(one.construct):
            for rule in one.rules:
                yield one, rule.format(region=stack.region, account=stack.account)


def watch(app: App, stacks: list[Stack], excepting: bool = True) -> None:
    """Have the rules checked when `app` is synthesized; without its exceptions only for counting them."""
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    for stack in stacks if excepting else ():
        for one, rule in exceptions(stack):
            construct = stack.node.find_child(one.construct)
            reason = f"{one.since}: {one.reason}"
            Validations.of(construct).acknowledge(Acknowledgment(id=f"{PACK}::{rule}", reason=reason))
