"""The API of a Region as it will stand."""

import json
import re
from typing import Any
from zipfile import ZipFile

import pytest

from infra import api, build, release
from infra.regions import REGIONS

from .conftest import Made

STACKS = [f"izwork-api-{region}" for region in REGIONS.serving]
PERSONAL = ("identity", "sourceIp", "userAgent", "path", "querystring", "authorizer", "header", "cookie")


@pytest.fixture(params=STACKS)
def stack(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def watching(made: Made, stack: str) -> set[str]:
    """The names of the alarms that the rollout asks about."""
    return set(rollout_of(made, stack)["Look"]["Arguments"]["AlarmNames"])


def rollout_of(made: Made, stack: str) -> dict[str, Any]:
    """The states of the rollout's machine."""
    return dict(json.loads(made.one(stack, "AWS::StepFunctions::StateMachine")["DefinitionString"])["States"])


def swagger(made: Made, stack: str) -> dict[str, Any]:
    return dict(made.one(stack, "AWS::ApiGateway::RestApi")["Body"])


def test_the_function_runs_what_was_packaged_with_every_setting_it_needs(made: Made, stack: str) -> None:
    function = made.one(stack, "AWS::Lambda::Function")
    assert (function["Runtime"], function["Architectures"]) == ("python3.14", ["arm64"])
    assert function["SnapStart"] == {"ApplyOn": "PublishedVersions"}
    config = build.stage()
    assert (function["MemorySize"], function["Timeout"]) == (
        config["lambda_memory_size"],
        config["lambda_timeout"],
    )
    settings = (build.ROOT / "chalicelib" / "settings.py").read_text()
    needed = set(re.findall(r'need\(\s*"(IZWORK_\w+)"', settings)) - {"IZWORK_ENGINE", "IZWORK_KEYS"}
    given = function["Environment"]["Variables"]
    assert needed <= set(given)
    assert given["IZWORK_SITE"] == "https://izwork.example"
    assert given["IZWORK_MAIL_FROM"] == "no-reply@izwork.example"


def test_what_was_packaged_is_made_for_lambda() -> None:
    with ZipFile(build.ZIP) as archive:
        names = archive.namelist()
        compiled = {name: archive.read(name)[:8] for name in names if name.endswith(".pyc")}
        machines = {name: archive.read(name)[18] for name in names if name.endswith(".so")}
    assert machines, "the encryption has compiled parts"
    assert set(machines.values()) == {183}, f"ELF machine 183 is arm64: {machines}"
    foreign = [name for name in machines if "cpython-" in name and "cpython-314-" not in name]
    assert not foreign, foreign
    assert {"app.py", "chalicelib/store/log.py", "chalice/app.py"} <= set(names)
    # Python 3.14's compiled files begin with 3627; then flags: by hash, and not to be checked.
    assert len(compiled) == len([name for name in names if name.endswith(".py")])
    assert set(compiled.values()) == {(3627).to_bytes(2, "little") + b"\r\n" + (1).to_bytes(4, "little")}
    assert not any(name.startswith(("chalicelib/local/", "infra/", "tests/")) for name in names)


def test_each_method_leads_to_the_live_alias_and_none_to_an_unpublished_function(
    made: Made, stack: str
) -> None:
    (alias,) = made.resources(stack, "AWS::Lambda::Alias")
    for path, methods in swagger(made, stack)["paths"].items():
        for method, declared in methods.items():
            uri = json.dumps(declared["x-amazon-apigateway-integration"]["uri"])
            assert f'"Ref": "{alias}"' in uri, (path, method)
    assert set(swagger(made, stack)["paths"]) == set(build.swagger()["paths"])


def test_bytes_pass_through_as_they_are(made: Made, stack: str) -> None:
    rest = made.one(stack, "AWS::ApiGateway::RestApi")
    assert swagger(made, stack)["x-amazon-apigateway-binary-media-types"] == ["*/*"]
    assert rest["BinaryMediaTypes"] == ["*/*"]
    assert rest["EndpointConfiguration"] == {"Types": ["REGIONAL"]}


def test_what_api_gateway_refuses_is_said_as_the_product_says_it(made: Made, stack: str) -> None:
    answers = swagger(made, stack)["x-amazon-apigateway-gateway-responses"]
    assert {"DEFAULT_4XX", "DEFAULT_5XX"} <= set(answers)
    for kind, answer in answers.items():
        headers = answer["responseParameters"]
        assert headers["gatewayresponse.header.Content-Type"] == "'application/problem+json'", kind
        assert headers["gatewayresponse.header.Cache-Control"] == "'no-store'", kind
        problem = json.loads(answer["responseTemplates"]["application/json"])
        assert {"type", "title", "status", "detail", "code", "request_id"} <= set(problem), kind
        assert problem["status"] == answer["statusCode"], kind
        assert problem["request_id"] == "$context.requestId", kind
        if answer["statusCode"] in (429, 503):
            assert "gatewayresponse.header.Retry-After" in headers, kind


def test_a_fault_asks_to_be_tried_again(made: Made, stack: str) -> None:
    answers = swagger(made, stack)["x-amazon-apigateway-gateway-responses"]
    for kind in ("DEFAULT_5XX", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT"):
        assert answers[kind]["statusCode"] == 503, kind


def test_logs_say_what_was_asked_and_not_by_whom_and_go_after_thirty_days(made: Made, stack: str) -> None:
    for log in made.resources(stack, "AWS::Logs::LogGroup").values():
        assert log["Properties"]["RetentionInDays"] == 30
    stage = made.one(stack, "AWS::ApiGateway::Stage")
    text = stage["AccessLogSetting"]["Format"]
    line = json.loads(re.sub(r":\s*(\$context\.[\w.]+)", r': "\1"', text))
    assert line == api.LINE
    for name in api.NUMBERS:
        assert f'"{name}": $context.' in text, "figures are compared as numbers (monitoring/measures.py)"
    for name in line.values():
        assert not any(word in name.replace("resourcePath", "") for word in PERSONAL), name
    settings = stage["MethodSettings"]
    assert all(one["LoggingLevel"] == "OFF" and not one["DataTraceEnabled"] for one in settings)
    # No trace is taken: it would hold addresses and paths.
    assert not stage.get("TracingEnabled")
    assert "TracingConfig" not in made.one(stack, "AWS::Lambda::Function")


def test_a_new_version_is_tried_on_a_few_and_taken_back_on_an_alarm(made: Made, stack: str) -> None:
    states = rollout_of(made, stack)
    assert states["Now"]["Assign"]["steps"] == [0.05, 0.5, 1]
    assert (states["Wait"]["Seconds"], states["Judge"]["Choices"][1]["Condition"]) == (
        60,
        "{% $minutes < 10 %}",
    )
    alarms = made.resources(stack, "AWS::CloudWatch::Alarm").values()
    assert watching(made, stack) == {one["Properties"]["AlarmName"] for one in alarms}
    assert all(states[one]["Catch"][0]["Next"] == "Back" for one in ("Shift", "Look"))
    # Any other change of it would put it back at the first version.
    (alias,) = made.resources(stack, "AWS::Lambda::Alias").values()
    assert {name: alias["Properties"][name] for name in ("FunctionVersion", "Name")} == {
        "FunctionVersion": "1",
        "Name": release.ALIAS,
    }
    assert set(alias["Properties"]) == {"FunctionName", "FunctionVersion", "Name"}
    assert "UpdatePolicy" not in alias


def test_the_api_is_guarded_by_a_rate(made: Made, stack: str) -> None:
    (acl,) = made.resources(stack, "AWS::WAFv2::WebACL").values()
    rate = acl["Properties"]["Rules"][0]
    assert "RateBasedStatement" in rate["Statement"]
    assert "Block" in rate["Action"]
    assert len(made.resources(stack, "AWS::WAFv2::WebACLAssociation")) == 1
    seen = [one["VisibilityConfig"] for one in (acl["Properties"], *acl["Properties"]["Rules"])]
    assert not any(one["SampledRequestsEnabled"] for one in seen), "a sample holds addresses and cookies"


def test_mail_leaves_from_each_region_signed_and_encrypted(made: Made, stack: str) -> None:
    assert made.one(stack, "AWS::SES::EmailIdentity")["EmailIdentity"] == "izwork.example"
    handling = made.one(stack, "AWS::SES::ConfigurationSet")
    assert handling["DeliveryOptions"] == {"TlsPolicy": "REQUIRE"}


def test_serving_needs_no_other_stack(made: Made, stack: str) -> None:
    """A Region whose sibling is gone must also be deployable: nothing in it is read from anywhere else."""
    text = json.dumps(made.templates[stack])
    assert "Fn::GetStackOutput" not in text
    assert "Fn::ImportValue" not in text


def test_no_template_brings_code_that_is_not_ours(made: Made) -> None:
    """Custom resources run functions of CDK's own with rights of their own; none is needed."""
    for name, template in made.templates.items():
        kinds = {one["Type"] for one in template["Resources"].values()}
        assert not any(one.startswith("Custom::") or "CustomResource" in one for one in kinds), name
        functions = [one for one in template["Resources"].values() if one["Type"] == "AWS::Lambda::Function"]
        owned = name.startswith(("izwork-api-", "izwork-jobs-", "izwork-desk-ap-"))
        assert len(functions) == (2 if "-watch-ap" in name else owned), name


def test_each_region_orders_what_is_done_every_minute(made: Made, stack: str) -> None:
    """Of the function that serves, by orders it knows; nobody but these rules of ours and API Gateway may call it."""
    rules = [one["Properties"] for one in made.resources(stack, "AWS::Events::Rule").values()]
    with ZipFile(build.ZIP) as archive:
        orders = archive.read("chalicelib/jobs/closing.py").decode().partition("ORDERS")[2]
        assert "closing.ORDERS" in archive.read("chalicelib/surfaces/product.py").decode()
    given = set()
    for rule in rules:
        assert (rule["ScheduleExpression"], rule["State"]) == ("rate(1 minute)", "ENABLED")
        (target,) = rule["Targets"]
        given.add(json.loads(target["Input"])["order"])
        assert target["RetryPolicy"]["MaximumRetryAttempts"] == 0
    assert given == set(re.findall(r'"([a-z-]+)": ', orders)), "each of them, and no other"
    callers = {
        one["Properties"]["Principal"] for one in made.resources(stack, "AWS::Lambda::Permission").values()
    }
    assert callers == {"apigateway.amazonaws.com", "events.amazonaws.com"}
