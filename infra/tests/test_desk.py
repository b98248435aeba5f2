"""The desk on AWS: its own function, doors, role and origin, and nothing of the product's in any of them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from infra import build, choices
from infra.regions import EDGE, REGIONS

from .conftest import NAMED, PLAIN, Made, synthesize

STACKS = [f"izwork-desk-{region}" for region in REGIONS.serving]
SITE = "izwork-desk-site"
SECRET = "{{resolve:secretsmanager:izwork-edge:SecretString:::}}"
OFFICES = {"desk_networks": "203.0.113.0/24, 2001:db8:1::/48"}
KEYS = re.compile(r"alias/izwork-(\w+)")


@pytest.fixture(params=STACKS)
def stack(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Under a domain, with two networks chosen."""
    return synthesize(tmp_path_factory.mktemp("offices"), NAMED | OFFICES)


def acl(made: Made, stack: str) -> dict[str, Any]:
    return made.one(stack, "AWS::WAFv2::WebACL")


def admitting(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The statements of the rules that let somebody in."""
    return [one["Statement"] for one in found["Rules"] if "Allow" in one.get("Action", {})]


def test_the_function_is_the_same_archive_with_the_desks_settings_and_role(made: Made, stack: str) -> None:
    desk = made.one(stack, "AWS::Lambda::Function")
    api = made.one(stack.replace("desk", "api"), "AWS::Lambda::Function")
    assert desk["Code"] == api["Code"]
    assert (desk["FunctionName"], desk["Handler"]) == ("izwork-desk", api["Handler"])
    assert f"role/{stack}" in json.dumps(desk["Role"])
    told = desk["Environment"]["Variables"]
    assert told["IZWORK_SURFACE"] == "desk"
    assert told["IZWORK_SITE"] == "https://desk.izwork.example"
    assert {found[1] for found in KEYS.finditer(json.dumps(told))} == {"lookup", "desk", "receipt"}
    assert not set(told) & {"IZWORK_MAIL_FROM", "IZWORK_SMS", "IZWORK_KMS_CONTENT", "IZWORK_KMS_ACCOUNT"}
    assert "kms" not in json.dumps(desk).lower().replace("izwork_kms_", "")


def test_its_doors_are_the_desks_alone_and_lead_to_its_own_alias(made: Made, stack: str) -> None:
    body = made.one(stack, "AWS::ApiGateway::RestApi")["Body"]
    (alias,) = made.resources(stack, "AWS::Lambda::Alias")
    assert body["paths"]
    assert all(path.startswith("/api/v1/desk/") for path in body["paths"])
    assert not [path for path in build.swagger()["paths"] if "/desk/" in path and "/me/" not in path]
    for methods in body["paths"].values():
        for declared in methods.values():
            uri = json.dumps(declared["x-amazon-apigateway-integration"]["uri"])
            assert f'"Ref": "{alias}"' in uri
    (permission,) = made.resources(stack, "AWS::Lambda::Permission").values()
    assert permission["Properties"]["Principal"] == "apigateway.amazonaws.com"


def test_it_is_as_hardened_as_the_api(made: Made, stack: str) -> None:
    for kind in ("AWS::ApiGateway::Stage", "AWS::ApiGateway::RestApi"):
        desk, api = made.one(stack, kind), made.one(stack.replace("desk", "api"), kind)
        if "AccessLogSetting" in desk:
            assert desk["AccessLogSetting"]["Format"] == api["AccessLogSetting"]["Format"]
            (mine,), (theirs,) = desk["MethodSettings"], api["MethodSettings"]
            assert mine["ThrottlingRateLimit"] <= theirs["ThrottlingRateLimit"]
            limits = ("ThrottlingRateLimit", "ThrottlingBurstLimit")
            assert [{k: v for k, v in one.items() if k not in limits} for one in (mine,)] == [
                {k: v for k, v in theirs.items() if k not in limits}
            ]
        else:
            answers = "x-amazon-apigateway-gateway-responses"
            assert desk["Body"][answers] == api["Body"][answers]
            assert desk["EndpointConfiguration"] == {"Types": ["REGIONAL"]}
    assert [
        one["Properties"]["RetentionInDays"] for one in made.resources(stack, "AWS::Logs::LogGroup").values()
    ] == [30, 30]
    assert len(made.resources(stack, "AWS::WAFv2::WebACLAssociation")) == 1
    blocks = {json.dumps(one["Statement"]) for one in acl(made, stack)["Rules"] if "OverrideAction" in one}
    assert blocks == {
        json.dumps(one["Statement"])
        for one in acl(made, stack.replace("desk", "api"))["Rules"]
        if "OverrideAction" in one
    }


def test_without_chosen_networks_nobody_is_let_in(made: Made, stack: str) -> None:
    """Not even from the edge, for the edge lets nobody through."""
    outer = SITE if SITE in made.templates else stack
    assert admitting(acl(made, outer)) == []
    for name in {outer, stack}:
        assert acl(made, name)["DefaultAction"] == {"Block": {}}


def test_under_a_domain_the_edge_lets_the_offices_in_and_the_region_our_cloudfront(
    offices: Made, stack: str
) -> None:
    edge = acl(offices, SITE)
    assert (edge["Scope"], edge["DefaultAction"], offices.regions[SITE]) == (
        "CLOUDFRONT",
        {"Block": {}},
        EDGE,
    )
    sets = offices.resources(SITE, "AWS::WAFv2::IPSet")
    assert sorted(address for one in sets.values() for address in one["Properties"]["Addresses"]) == [
        "2001:db8:1::/48", "203.0.113.0/24"
    ]  # fmt: skip
    assert {one["IPSetReferenceStatement"]["Arn"]["Fn::GetAtt"][0] for one in admitting(edge)} == set(sets)
    assert [one["Properties"]["Scope"] for one in sets.values()] == ["CLOUDFRONT"] * 2
    region = acl(offices, stack)
    assert region["DefaultAction"] == {"Block": {}}
    (only,) = admitting(region)
    assert only["ByteMatchStatement"] == {
        "FieldToMatch": {"SingleHeader": {"Name": build.product("edge")["secret"].lower()}},
        "PositionalConstraint": "EXACTLY",
        "SearchString": SECRET,
        "TextTransformations": [{"Priority": 0, "Type": "NONE"}],
    }
    assert offices.one(stack, "AWS::ApiGateway::RestApi")["DisableExecuteApiEndpoint"] is True


def test_rules_that_let_somebody_in_come_after_those_that_block(offices: Made) -> None:
    """A rule that allows ends the reading of an ACL: an office's address is still held to the rate and the lists."""
    for name in (SITE, *STACKS):
        rules = sorted(acl(offices, name)["Rules"], key=lambda one: one["Priority"])
        kinds = ["Allow" in one.get("Action", {}) for one in rules]
        assert kinds == sorted(kinds), name
        assert kinds.count(False) == 3


def test_without_a_domain_the_region_looks_for_the_offices_itself(tmp_path: Path) -> None:
    made = synthesize(tmp_path, PLAIN | OFFICES)
    assert SITE not in made.templates
    for stack in STACKS:
        sets = made.resources(stack, "AWS::WAFv2::IPSet")
        assert len(admitting(acl(made, stack))) == len(sets) == 2
        # Who connects, and not who a header says: nothing of ours stands in between.
        assert "ForwardedIPConfig" not in json.dumps(acl(made, stack))
        assert "DisableExecuteApiEndpoint" not in made.one(stack, "AWS::ApiGateway::RestApi")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("203.0.113.7/24", "host bits"),
        ("0.0.0.0/0", "half the world"),
        ("::/0", "half the world"),
        ("office", "does not"),
    ],
)
def test_what_is_no_network_of_an_office_is_refused(wrong: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(choices.NotChosen, match=why):
        synthesize(tmp_path, PLAIN | {"desk_networks": wrong})


def test_the_desk_is_no_page_of_the_site(tmp_path: Path) -> None:
    """Two surfaces on one origin would share cookies and storage."""
    with pytest.raises(choices.NotChosen, match="origin of its own"):
        synthesize(tmp_path, PLAIN | {"desk_site": PLAIN["site"]})


def test_its_origin_shows_its_page_and_leads_to_its_api_alone(offices: Made) -> None:
    config = offices.one(SITE, "AWS::CloudFront::Distribution")["DistributionConfig"]
    assert (config["Aliases"], config["DefaultRootObject"]) == (["desk.izwork.example"], "desk.html")
    (only,) = config["CacheBehaviors"]
    assert only["PathPattern"] == "/api/*"
    (there,) = (one for one in config["Origins"] if one["Id"] == only["TargetOriginId"])
    assert there["DomainName"] == "desk-api.izwork.example"
    assert there["OriginCustomHeaders"][0]["HeaderValue"] == SECRET
    named = {one["DomainName"] for one in config["Origins"] if isinstance(one["DomainName"], str)}
    assert "api.izwork.example" not in named
    (site,) = offices.resources("izwork-site", "AWS::CloudFront::Distribution").values()
    assert "desk" not in json.dumps(site)
    # The same files, and the same headers with them.
    policies = [
        sorted(json.dumps({k: v for k, v in one["Properties"]["ResponseHeadersPolicyConfig"].items() if k != "Name"}, sort_keys=True)
               for one in offices.resources(name, "AWS::CloudFront::ResponseHeadersPolicy").values())
        for name in (SITE, "izwork-site")
    ]  # fmt: skip
    assert policies[0] == policies[1]


def test_its_name_turns_with_the_apis(offices: Made) -> None:
    for region in REGIONS.serving:
        records = offices.resources(f"izwork-desk-{region}", "AWS::Route53::RecordSet").values()
        (record,) = (one["Properties"] for one in records)
        assert record["Name"] == "desk-api.izwork.example."
        assert record["Failover"] == ("PRIMARY" if region == REGIONS.leader else "SECONDARY")
        read = record["HealthCheckId"]["Fn::GetStackOutput"]
        assert read["StackName"] == f"izwork-api-{region}", (
            "its own Region's, which stands when the other is lost"
        )


def test_an_errand_and_an_erasing_are_ordered_of_the_api_and_nothing_of_the_desk(
    made: Made, stack: str
) -> None:
    assert not made.resources(stack, "AWS::Events::Rule")
    operator = json.dumps(made.templates["izwork-deploy"]["Resources"])
    assert "function:izwork-desk" not in operator, "nobody gives the desk's function an order"
