"""The boundary that every role carries: what who deploys may not pass on to a role that it makes."""

from fnmatch import fnmatchcase
from typing import Any

import pytest

from infra import deployer
from infra.keys import USES
from infra.regions import REGIONS
from infra.roles import DUTIES, named

from .conftest import ACCOUNT, Made
from .policies import Call, acts, holds, listed, plain_text, statements_of

DEPLOY = "izwork-deploy"
BOUNDS = f"arn:aws:iam::{ACCOUNT}:policy/izwork-bounds"
READS = ("dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:BatchGetItem", "kms:Decrypt")
Statements = list[dict[str, Any]]


def arn(role: str) -> str:
    return f"arn:aws:iam::{ACCOUNT}:role/{role}"


def allowed(statements: Statements, call: Call, resource: str, resources: dict[str, Any]) -> bool:
    """Whether these statements allow the call on the resource, as IAM weighs them."""
    meant = [
        one
        for one in statements
        if acts(one, call.action)
        and any(fnmatchcase(resource, plain_text(where, resources)) for where in listed(one["Resource"]))
        and holds(one, call, resources)
    ]
    return bool(meant) and all(one["Effect"] == "Allow" for one in meant)


@pytest.fixture
def people(made: Made) -> dict[str, Any]:
    return dict(made.templates[DEPLOY]["Resources"])


@pytest.fixture
def bounds(people: dict[str, Any]) -> Statements:
    (found,) = (
        one["Properties"]["PolicyDocument"]["Statement"]
        for one in people.values()
        if one["Properties"].get("ManagedPolicyName") == "izwork-bounds"
    )
    return list(found)


def test_every_role_but_the_deployers_carries_the_bounds(made: Made) -> None:
    carried = [
        (one["Properties"].get("RoleName", name), one["Properties"].get("PermissionsBoundary"))
        for template in made.templates.values()
        for name, one in template["Resources"].items()
        if one["Type"] == "AWS::IAM::Role"
    ]
    assert len(carried) > 2 * len(DUTIES)
    bare = [name for name, bound in carried if bound is None]
    assert bare == [DEPLOY]
    assert {plain_text(bound, {}) for _, bound in carried if bound} == {BOUNDS}


def test_the_bounds_take_nothing_from_what_a_role_is_there_for(
    made: Made, people: dict[str, Any], bounds: Statements
) -> None:
    roles = [(f"izwork-keys-{region}", named(duty, region)) for region in REGIONS.serving for duty in DUTIES]
    for stack, role in [*roles, (DEPLOY, "izwork-operator")]:
        for one in statements_of(role, made.templates[stack]["Resources"]):
            for action in listed(one["Action"]) if one["Effect"] == "Allow" else []:
                where = (
                    f"arn:aws:s3:::izwork-check-mail-{ACCOUNT}-{REGIONS.leader}/m"
                    if action[:3] == "s3:"
                    else "*"
                )
                assert allowed(bounds, Call(arn(role), action), where, people), (
                    f"{role} may no longer {action}"
                )


def test_a_role_that_the_deployer_makes_reaches_no_data_and_no_key(
    people: dict[str, Any], bounds: Statements
) -> None:
    """Whatever it is called, and whatever its policy says."""
    for role in ("izwork-evil", "izwork-api", f"izwork-api-{REGIONS.leader}-2", "izwork-deploy"):
        for action in (*deployer.NEVER, *READS, *USES, "iam:CreateRole", "sts:AssumeRole", "s3:GetObject"):
            concrete = action.replace("*", "X")
            assert not allowed(bounds, Call(arn(role), concrete), "*", people), (role, action)


@pytest.mark.parametrize("action", sorted(deployer.ENABLES))
def test_the_deployer_enables_only_roles_that_carry_the_bounds(people: dict[str, Any], action: str) -> None:
    may = statements_of(DEPLOY, people)
    for context, passes in (
        ({"iam:PermissionsBoundary": BOUNDS}, True),
        ({"iam:PermissionsBoundary": BOUNDS + "-wider"}, False),
        ({}, False),
    ):
        assert allowed(may, Call(arn(DEPLOY), action, context), arn("izwork-new"), people) is passes, context
    bound = {"iam:PermissionsBoundary": BOUNDS}
    assert not allowed(may, Call(arn(DEPLOY), action, bound), arn("someone-elses"), people)
    assert not allowed(may, Call(arn(DEPLOY), action, bound), arn(DEPLOY), people), "nor itself"


def test_the_deployer_neither_unbinds_nor_takes_over_a_role_nor_changes_the_bounds(
    people: dict[str, Any],
) -> None:
    may = statements_of(DEPLOY, people)

    def can(action: str, resource: str) -> bool:
        return allowed(may, Call(arn(DEPLOY), action), resource, people)

    assert not can("iam:DeleteRolePermissionsBoundary", arn("izwork-new"))
    for region in REGIONS.serving:
        for duty in DUTIES:
            for action in ("iam:UpdateAssumeRolePolicy", "iam:DeleteRole"):
                assert not can(action, arn(named(duty, region))), (action, duty)
    assert not can("iam:UpdateAssumeRolePolicy", arn("izwork-operator"))
    assert not can("iam:DetachRolePolicy", arn(DEPLOY)), "or the denials would be gone"
    for policy in ("izwork-bounds", "izwork-deployment"):
        for action in ("iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:SetDefaultPolicyVersion"):
            assert not can(action, f"arn:aws:iam::{ACCOUNT}:policy/{policy}")
    assert can("iam:GetRole", arn(named("api", REGIONS.leader))), "it goes on tending them"
    assert can("iam:DeleteRole", arn("izwork-new"))


def test_the_bounds_fit_into_one_policy(people: dict[str, Any]) -> None:
    for one in people.values():
        if one["Type"] == "AWS::IAM::ManagedPolicy":
            statements = one["Properties"]["PolicyDocument"]["Statement"]
            assert len(str(statements)) < 6144, "what IAM takes, spaces not counted"
