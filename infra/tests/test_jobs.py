"""What is done every minute, in each Region."""

from zipfile import ZipFile

import pytest

from infra import build
from infra.regions import REGIONS

from .conftest import Made

STACKS = [f"izwork-jobs-{region}" for region in REGIONS.serving]


@pytest.mark.parametrize("stack", STACKS)
def test_each_region_runs_its_job_every_minute_and_no_run_meets_the_next(made: Made, stack: str) -> None:
    rule = made.one(stack, "AWS::Events::Rule")
    assert rule["ScheduleExpression"] == "rate(1 minute)"
    assert rule["State"] == "ENABLED"
    (function,) = made.resources(stack, "AWS::Lambda::Function")
    assert function in str(rule["Targets"][0]["Arn"])
    permission = made.one(stack, "AWS::Lambda::Permission")
    assert permission["Principal"] == "events.amazonaws.com"
    told = made.one(stack, "AWS::Lambda::Function")
    assert told["Timeout"] < 60
    once = made.one(stack, "AWS::Lambda::EventInvokeConfig")
    assert once["MaximumRetryAttempts"] == 0
    assert f"izwork-jobs-{made.regions[stack]}" in str(told["Role"])


@pytest.mark.parametrize("stack", STACKS)
def test_it_runs_what_was_packaged_with_every_setting_it_reads(made: Made, stack: str) -> None:
    told = made.one(stack, "AWS::Lambda::Function")
    module, _, name = told["Handler"].rpartition(".")
    with ZipFile(build.ZIP) as archive:
        assert f"def {name}(" in archive.read(f"{module.replace('.', '/')}.py").decode()
    given = told["Environment"]["Variables"]
    assert set(build.stage()["environment_variables"]) <= set(given)
    assert given["IZWORK_REGIONS"] == ",".join(REGIONS.serving)
    assert given["IZWORK_SITE"] == "https://izwork.example"


@pytest.mark.parametrize("stack", STACKS)
def test_it_looks_at_its_own_region_through_the_api(made: Made, stack: str) -> None:
    address = str(made.one(stack, "AWS::Lambda::Function")["Environment"]["Variables"]["IZWORK_HEALTH"])
    region = made.regions[stack]
    assert f".execute-api.{region}." in address
    assert f"izwork-api-{region}" in address
    assert "/api/api/v1/health/deep" in address
