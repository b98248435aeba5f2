"""The site under its domain: the client's files, the API on the same origin, and the name that fails over."""

import json
from typing import Any

import pytest

from infra import build, choices
from infra.regions import EDGE, REGIONS

from .conftest import ACCOUNT, NAMED, Made, synthesize

SITE = "izwork-site"


def distribution(made: Made) -> dict[str, Any]:
    return dict(made.one(SITE, "AWS::CloudFront::Distribution")["DistributionConfig"])


def origin(made: Made, id: str) -> dict[str, Any]:
    return next(one for one in distribution(made)["Origins"] if one["Id"] == id)


def test_with_the_apis_ids_chosen_the_site_reads_no_other_stack(tmp_path: Any) -> None:
    """Nothing then keeps it from being deployed while a Region is lost."""
    ids = {region: f"abc{number}" for number, region in enumerate(REGIONS.serving)}
    made = synthesize(tmp_path, NAMED | {"apis": json.dumps(ids)})
    site = json.dumps(made.templates["izwork-site"])
    assert "GetStackOutput" not in site
    for region, id in ids.items():
        assert f"{id}.execute-api.{region}." in site
    with pytest.raises(choices.NotChosen, match="each of"):
        synthesize(tmp_path / "half", NAMED | {"apis": json.dumps({REGIONS.leader: "abc0"})})


def test_without_a_domain_there_are_no_names_and_no_site(plain: Made) -> None:
    assert SITE not in plain.templates
    for template in plain.templates.values():
        kinds = {one["Type"] for one in template["Resources"].values()}
        assert not any(one.startswith(("AWS::Route53", "AWS::CertificateManager")) for one in kinds)


def test_the_api_is_on_the_clients_origin_uncached_and_unchanged(domain: Made) -> None:
    status, behavior, published = distribution(domain)["CacheBehaviors"]
    assert published == behavior | {"PathPattern": "/.well-known/*"}
    assert (status["PathPattern"], behavior["PathPattern"]) == ("/api/v1/status", "/api/*"), (
        "the first that fits"
    )
    assert set(behavior["AllowedMethods"]) >= {"GET", "PUT", "POST", "PATCH", "DELETE"}
    assert behavior["ViewerProtocolPolicy"] == "https-only"
    assert behavior["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"  # AWS's CachingDisabled
    there = origin(domain, behavior["TargetOriginId"])
    assert there["DomainName"] == "api.izwork.example"
    assert there["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"
    assert there["CustomOriginConfig"]["OriginSSLProtocols"] == ["TLSv1.2"]


def test_only_our_cloudfront_says_who_asks(domain: Made, plain: Made) -> None:
    """It replaces the viewer's own word, and proves itself by a secret that no template shows."""
    wanted = build.product("edge")
    (_, behavior, _) = distribution(domain)["CacheBehaviors"]
    (associated,) = behavior["FunctionAssociations"]
    assert associated["EventType"] == "viewer-request"
    function = domain.templates[SITE]["Resources"][associated["FunctionARN"]["Fn::GetAtt"][0]]["Properties"]
    assert f"request.headers['{wanted['viewer']}'] = {{ value: event.viewer.ip }}" in function["FunctionCode"]
    secret = "{{resolve:secretsmanager:izwork-edge:SecretString:::}}"
    headers = origin(domain, behavior["TargetOriginId"])["OriginCustomHeaders"]
    assert headers == [{"HeaderName": wanted["secret"], "HeaderValue": secret}]
    for region in REGIONS.serving:
        environment = domain.one(f"izwork-api-{region}", "AWS::Lambda::Function")["Environment"]["Variables"]
        assert environment["IZWORK_EDGE"] == secret
        without = plain.one(f"izwork-api-{region}", "AWS::Lambda::Function")["Environment"]["Variables"]
        assert "IZWORK_EDGE" not in without, "without CloudFront nobody's word is taken"
    made = domain.one("izwork-data", "AWS::SecretsManager::Secret")
    assert made["GenerateSecretString"]["PasswordLength"] >= 32
    copies = {one["Region"] for one in made["ReplicaRegions"]}
    assert copies | {REGIONS.leader} == {EDGE, *REGIONS.serving}


def group(made: Made, id: str) -> dict[str, Any]:
    return next(one for one in distribution(made)["OriginGroups"]["Items"] if one["Id"] == id)


def test_what_the_status_page_reads_comes_from_either_region_at_once(domain: Made) -> None:
    (status, *_) = distribution(domain)["CacheBehaviors"]
    either = group(domain, status["TargetOriginId"])
    assert {500, 502, 503, 504} <= set(either["FailoverCriteria"]["StatusCodes"]["Items"])
    for one, region in zip(either["Members"]["Items"], REGIONS.serving, strict=True):
        there = origin(domain, one["OriginId"])
        assert f".execute-api.{region}." in str(there["DomainName"]), (
            "by its own address, not the name that turns"
        )
        assert f"izwork-api-{region}" in str(there["DomainName"])
        assert there["OriginPath"] == "/api"
        assert there["ConnectionAttempts"] * there["ConnectionTimeout"] <= 3
    kept = domain.one(SITE, "AWS::CloudFront::CachePolicy")["CachePolicyConfig"]
    assert (kept["MinTTL"], kept["DefaultTTL"], kept["MaxTTL"]) == (0, 0, 60)
    asked = kept["ParametersInCacheKeyAndForwardedToOrigin"]
    assert asked["CookiesConfig"]["CookieBehavior"] == "none", "nobody's session goes along"


def test_the_status_page_is_one_of_the_clients_files(domain: Made) -> None:
    functions = domain.resources(SITE, "AWS::CloudFront::Function").values()
    (code,) = (
        made["Properties"]["FunctionCode"]
        for made in functions
        if "uri" in made["Properties"]["FunctionCode"]
    )
    assert "if (request.uri === '/status') request.uri = '/status.html';" in code


def test_the_client_is_served_from_either_region(domain: Made) -> None:
    files = group(domain, distribution(domain)["DefaultCacheBehavior"]["TargetOriginId"])
    assert {500, 503, 504} <= set(files["FailoverCriteria"]["StatusCodes"]["Items"])
    members = [one["OriginId"] for one in files["Members"]["Items"]]
    for id, region in zip(members, REGIONS.serving, strict=True):
        assert f"izwork-client-{ACCOUNT}-{region}" in str(origin(domain, id)["DomainName"])
        assert origin(domain, id)["OriginAccessControlId"]


@pytest.mark.parametrize("region", REGIONS.serving)
def test_only_our_cloudfront_reads_a_clients_bucket(made: Made, region: str) -> None:
    stack = f"izwork-api-{region}"
    bucket = made.one(stack, "AWS::S3::Bucket")
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    statements = made.one(stack, "AWS::S3::BucketPolicy")["PolicyDocument"]["Statement"]
    (allowed,) = (one for one in statements if one["Effect"] == "Allow")
    assert allowed["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert allowed["Action"] == "s3:GetObject"
    assert allowed["Condition"] == {"StringEquals": {"aws:SourceAccount": ACCOUNT}}


@pytest.mark.parametrize(
    ("behavior", "said"), [("DefaultCacheBehavior", "client_headers"), ("CacheBehaviors", "api_headers")]
)
def test_answers_carry_the_headers_that_one_machine_gives_them(
    domain: Made, behavior: str, said: str
) -> None:
    """Those of the API as well, for CloudFront has answers of its own."""
    found = distribution(domain)[behavior]
    (id,) = {one["ResponseHeadersPolicyId"]["Ref"] for one in (found if isinstance(found, list) else [found])}
    policy = domain.templates[SITE]["Resources"][id]["Properties"]["ResponseHeadersPolicyConfig"]
    wanted = build.product(said)
    security = policy["SecurityHeadersConfig"]
    assert {"Permissions-Policy", "Cross-Origin-Opener-Policy", "Strict-Transport-Security"} <= set(wanted)
    assert security["ContentSecurityPolicy"]["ContentSecurityPolicy"] == (wanted["Content-Security-Policy"])
    assert security["ReferrerPolicy"]["ReferrerPolicy"] == wanted["Referrer-Policy"]
    lasts = security["StrictTransportSecurity"]
    assert (lasts["AccessControlMaxAgeSec"], lasts["IncludeSubdomains"]) == (63072000, True)
    assert wanted["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    custom = {one["Header"]: one["Value"] for one in policy["CustomHeadersConfig"]["Items"]}
    named = {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"} | set(custom)
    assert named | {"Strict-Transport-Security"} == set(wanted)
    assert all(wanted[name] == value for name, value in custom.items())


def test_the_api_name_turns_to_the_standby_by_itself(domain: Made) -> None:
    for region in REGIONS.serving:
        stack = f"izwork-api-{region}"
        (record,) = (
            one["Properties"]
            for one in domain.resources(stack, "AWS::Route53::RecordSet").values()
            if one["Properties"]["Type"] == "A"
        )
        assert record["Name"] == "api.izwork.example."
        assert record["Failover"] == ("PRIMARY" if region == REGIONS.leader else "SECONDARY")
        (check_id,) = domain.resources(stack, "AWS::Route53::HealthCheck")
        assert check_id in str(record["HealthCheckId"])
        check = domain.one(stack, "AWS::Route53::HealthCheck")["HealthCheckConfig"]
        assert check["ResourcePath"] == "/api/api/v1/health/deep"
        assert (check["RequestInterval"], check["FailureThreshold"]) == (10, 3)
        assert region in str(check["FullyQualifiedDomainName"]), "a check asks its own Region"


def test_the_checked_path_is_a_route_that_needs_no_one(domain: Made) -> None:
    assert "/api/v1/health/deep" in build.swagger()["paths"]


def test_everything_people_reach_speaks_tls_of_today(domain: Made) -> None:
    assert distribution(domain)["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    for region in REGIONS.serving:
        name = domain.one(f"izwork-api-{region}", "AWS::ApiGateway::DomainName")
        assert name["SecurityPolicy"] == "TLS_1_2"
    acl = domain.one(SITE, "AWS::WAFv2::WebACL")
    assert acl["Scope"] == "CLOUDFRONT"
    assert domain.regions[SITE] == EDGE


def test_a_customers_own_certificate_takes_the_place_of_acms(tmp_path: Any) -> None:
    own = {region: f"arn:aws:acm:{region}:{ACCOUNT}:certificate/own" for region in (EDGE, *REGIONS.serving)}
    made = synthesize(tmp_path, NAMED | {"certificates": own})
    for region, stack in ((EDGE, SITE), *((one, f"izwork-api-{one}") for one in REGIONS.serving)):
        assert not made.resources(stack, "AWS::CertificateManager::Certificate")
        assert own[region] in str(made.templates[stack])
