"""Who may use the keys: evaluated on the policies as they will stand, in both Regions."""

from typing import Any

import pytest

from infra.keys import KEYS, USES
from infra.regions import REGIONS
from infra.roles import DUTIES, named

from .conftest import ACCOUNT, Made
from .policies import Call, key_says, listed, statements_of

ADMINISTRATOR = f"arn:aws:iam::{ACCOUNT}:role/Administrator"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"
STRANGER = "arn:aws:iam::999988887777:role/anyone"
PURPOSE = "kms:EncryptionContext:purpose"
SEALED = {
    "content": {PURPOSE: "content"},
    "account": {PURPOSE: "account"},
    "desk": {PURPOSE: "desk"},
    "lookup": {},
    "receipt": {},
}
# (key, duty, action): everything that is allowed, and so nothing else is.
MAY = {
    ("content", "api", "kms:Encrypt"),
    ("content", "api", "kms:Decrypt"),
    ("account", "api", "kms:Encrypt"),
    ("account", "api", "kms:Decrypt"),
    ("account", "jobs", "kms:Decrypt"),
    ("lookup", "api", "kms:GenerateMac"),
    ("lookup", "desk", "kms:GenerateMac"),
    ("desk", "api", "kms:Encrypt"),
    ("desk", "desk", "kms:Encrypt"),
    ("desk", "desk", "kms:Decrypt"),
    ("receipt", "api", "kms:Sign"),
}
ACTIONS = [one.replace("*", "From") for one in USES]


def keys(made: Made, region: str) -> dict[str, dict[str, Any]]:
    stack = f"izwork-keys-{region}"
    kind = "AWS::KMS::Key" if region == REGIONS.leader else "AWS::KMS::ReplicaKey"
    found = made.resources(stack, kind).values()
    return {one["Properties"]["Description"].removeprefix("IZwork "): one for one in found}


def may(made: Made, region: str, name: str, call: Call) -> bool:
    policy = keys(made, region)[name]["Properties"]["KeyPolicy"]
    return key_says(policy, call, made.templates[f"izwork-keys-{region}"]["Resources"])


def role(duty: str, region: str) -> str:
    return f"arn:aws:iam::{ACCOUNT}:role/{named(duty, region)}"


@pytest.mark.parametrize("region", REGIONS.serving)
@pytest.mark.parametrize("name", KEYS)
def test_each_duty_does_with_a_key_what_the_table_says_and_no_more(
    plain: Made, region: str, name: str
) -> None:
    for duty in DUTIES:
        for action in ACTIONS:
            call = Call(role(duty, region), action, SEALED[name])
            assert may(plain, region, name, call) == ((name, duty, action) in MAY), call


@pytest.mark.parametrize("region", REGIONS.serving)
@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("who", [ADMINISTRATOR, ROOT, STRANGER, f"arn:aws:iam::{ACCOUNT}:role/izwork-deploy"])
def test_nobody_else_uses_a_key_administrators_included(
    plain: Made, region: str, name: str, who: str
) -> None:
    for action in ACTIONS:
        assert not may(plain, region, name, Call(who, action, SEALED[name])), action


@pytest.mark.parametrize("name", KEYS)
def test_the_denial_outweighs_whatever_else_is_allowed(plain: Made, name: str) -> None:
    """As if someone had added an allow for everything: only the denials are left to refuse."""
    for region in REGIONS.serving:
        policy = keys(plain, region)[name]["Properties"]["KeyPolicy"]
        generous = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:*", "Resource": "*"}
        wider = {"Statement": [*policy["Statement"], generous]}
        resources = plain.templates[f"izwork-keys-{region}"]["Resources"]
        for who in (ADMINISTRATOR, ROOT, role("health", region)):
            for action in ACTIONS:
                assert not key_says(wider, Call(who, action, SEALED[name]), resources), (who, action)
        for context in ({}, {PURPOSE: "other"}) if SEALED[name] else ():
            for action in ("kms:Encrypt", "kms:Decrypt"):
                assert not key_says(wider, Call(role("api", region), action, context), resources), context
        granted = Call(role("api", region), "kms:CreateGrant", SEALED[name])
        assert not key_says(wider, granted, resources), "a grant would hand the key on"
        assert key_says(wider, Call(ADMINISTRATOR, "kms:DescribeKey"), resources), (
            "this evaluation can say yes"
        )


def test_the_roles_of_one_region_do_not_use_the_keys_of_the_other(plain: Made) -> None:
    leader, standby = REGIONS.serving
    for here, there in ((leader, standby), (standby, leader)):
        assert not may(plain, here, "content", Call(role("api", there), "kms:Decrypt", SEALED["content"]))


@pytest.mark.parametrize(("name", "duty"), [("content", "api"), ("account", "api"), ("desk", "desk")])
@pytest.mark.parametrize("context", [{}, {PURPOSE: "other"}, {"kms:EncryptionContext:team": "t"}])
def test_a_key_opens_only_what_names_its_purpose(
    plain: Made, name: str, duty: str, context: dict[str, str]
) -> None:
    for region in REGIONS.serving:
        for action in ("kms:Encrypt", "kms:Decrypt"):
            assert not may(plain, region, name, Call(role(duty, region), action, context))


@pytest.mark.parametrize("region", REGIONS.serving)
def test_the_desk_opens_what_was_handed_to_it_and_is_refused_every_other_key(
    plain: Made, region: str
) -> None:
    """By the keys' policies, and by its own role's as well, which names the one key alone."""
    resources = plain.templates[f"izwork-keys-{region}"]["Resources"]
    asked = {one: Call(role("desk", region), "kms:Decrypt", {PURPOSE: one}) for one in SEALED}
    assert {name for name in KEYS if may(plain, region, name, asked[name])} == {"desk"}
    for purpose in ("content", "account"):
        assert not may(plain, region, "desk", asked[purpose]), (
            "nor does its key open a team's or an account's body"
        )
    opens = [
        one
        for one in statements_of(named("desk", region), resources)
        if "kms:Decrypt" in listed(one["Action"])
    ]
    (only,) = opens
    told = resources[only["Resource"]["Fn::GetAtt"][0]]["Properties"]["Description"]
    assert told == "IZwork desk"


@pytest.mark.parametrize("region", REGIONS.serving)
@pytest.mark.parametrize("name", KEYS)
def test_administrators_can_still_manage_a_key(plain: Made, region: str, name: str) -> None:
    for action in ("kms:PutKeyPolicy", "kms:DescribeKey", "kms:ScheduleKeyDeletion", "kms:ReplicateKey"):
        assert may(plain, region, name, Call(ADMINISTRATOR, action)), action


def test_the_standby_has_replicas_of_the_leaders_keys_under_the_same_names(plain: Made) -> None:
    leader, standby = (keys(plain, region) for region in REGIONS.serving)
    assert set(leader) == set(standby) == set(KEYS)
    for name, primary in leader.items():
        assert primary["Properties"]["MultiRegion"] is True
        source = standby[name]["Properties"]["PrimaryKeyArn"]["Fn::GetStackOutput"]
        assert source["Region"] == REGIONS.leader
        for key in (primary, standby[name]):
            assert key["DeletionPolicy"] == "Retain"
            assert key["Properties"]["PendingWindowInDays"] == 30
        same = "ForNothingElse" if SEALED[name] else "Use"
        assert same in str(primary["Properties"]["KeyPolicy"]), name
    for region in REGIONS.serving:
        aliases = plain.resources(f"izwork-keys-{region}", "AWS::KMS::Alias").values()
        assert {one["Properties"]["AliasName"] for one in aliases} == {f"alias/izwork-{n}" for n in KEYS}


def test_the_receipt_key_signs_by_the_api_alone_and_is_never_rotated(plain: Made) -> None:
    receipt = keys(plain, REGIONS.leader)["receipt"]["Properties"]
    assert (receipt["KeySpec"], receipt["KeyUsage"]) == ("ECC_NIST_P256", "SIGN_VERIFY")
    assert not receipt.get("EnableKeyRotation")
    for region in REGIONS.serving:
        for duty in DUTIES:
            call = Call(role(duty, region), "kms:GetPublicKey", {})
            assert may(plain, region, "receipt", call) == (duty in ("api", "desk")), "the desk checks proofs"


def test_the_lookup_key_hashes_and_is_never_rotated(plain: Made) -> None:
    lookup = keys(plain, REGIONS.leader)["lookup"]["Properties"]
    assert (lookup["KeySpec"], lookup["KeyUsage"]) == ("HMAC_256", "GENERATE_VERIFY_MAC")
    assert not lookup.get("EnableKeyRotation")
