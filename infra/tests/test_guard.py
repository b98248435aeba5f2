"""Who touches the content key is told at once: the rule, tried on calls as CloudTrail keeps them."""

import json
from typing import Any

import pytest

from infra.regions import REGIONS

from .conftest import ACCOUNT, Made

API = f"arn:aws:iam::{ACCOUNT}:role/izwork-api-{REGIONS.leader}"
ADMINISTRATOR = f"arn:aws:iam::{ACCOUNT}:role/Administrator"
CONTENT = {"encryptionContext": {"team": "t", "version": "1", "purpose": "content"}}
ADDRESS = {"encryptionContext": {"attempt": "a", "purpose": "account"}}


def matches(pattern: dict[str, Any], event: dict[str, Any]) -> bool:
    """EventBridge's own rules, as far as ours uses them; what is not known here fails."""
    for name, wanted in pattern.items():
        if name == "$or":
            if not any(matches(one, event) for one in wanted):
                return False
        elif isinstance(wanted, dict):
            if not matches(wanted, event.get(name) or {}):
                return False
        elif not any(
            _fits(one, name in event and event[name] is not None, event.get(name)) for one in wanted
        ):
            return False
    return True


def _fits(one: Any, there: bool, value: Any) -> bool:
    if not isinstance(one, dict):
        return bool(there and value == one)
    ((how, what),) = one.items()
    if how == "exists":
        return bool(there is what)
    if how == "anything-but":
        return there and value not in what
    if how == "prefix":
        return there and str(value).startswith(what)
    raise NotImplementedError(how)


def call(name: str, issuer: str | None, parameters: Any = None, error: str | None = None) -> dict[str, Any]:
    identity: dict[str, Any] = {"type": "Root", "arn": f"arn:aws:iam::{ACCOUNT}:root"}
    if issuer:
        identity = {"type": "AssumedRole", "sessionContext": {"sessionIssuer": {"arn": issuer}}}
    detail = {"eventName": name, "userIdentity": identity, "requestParameters": parameters}
    if error:
        detail["errorCode"] = error
    return {"source": "aws.kms", "detail-type": "AWS API Call via CloudTrail", "detail": detail}


TOLD = [
    call("Decrypt", ADMINISTRATOR, CONTENT),
    call("Decrypt", f"arn:aws:iam::{ACCOUNT}:role/izwork-jobs-{REGIONS.leader}", CONTENT),
    call("Encrypt", None, CONTENT),
    call("Decrypt", ADMINISTRATOR, None, "AccessDenied"),
    call("Decrypt", API, ADDRESS, "AccessDeniedException"),
    call("PutKeyPolicy", ADMINISTRATOR, {"keyId": "k"}),
    call("ScheduleKeyDeletion", ADMINISTRATOR, {"keyId": "k"}),
    call("CreateGrant", None, {"keyId": "k"}),
]
QUIET = [
    call("Decrypt", API, CONTENT),
    call("Encrypt", API, CONTENT),
    call("Decrypt", API, ADDRESS),
    call("GenerateMac", API, None),
    call("DescribeKey", ADMINISTRATOR, {"keyId": "k"}),
]


def rule(made: Made, region: str) -> dict[str, Any]:
    found = made.resources(f"izwork-watch-{region}", "AWS::Events::Rule").values()
    (one,) = (each["Properties"] for each in found if each["Properties"]["Name"] == "izwork-key-touched")
    text = json.dumps(one).replace('{"Ref": "AWS::Partition"}', '"aws"')
    plain: dict[str, Any] = json.loads(text)
    return plain


def joined(value: Any) -> Any:
    """The pattern with its Fn::Joins done."""
    if isinstance(value, dict):
        if "Fn::Join" in value:
            return value["Fn::Join"][0].join(value["Fn::Join"][1])
        return {name: joined(one) for name, one in value.items()}
    return [joined(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("event", TOLD)
def test_what_is_not_the_apis_own_work_is_told(plain: Made, event: dict[str, Any]) -> None:
    assert matches(joined(rule(plain, REGIONS.leader)["EventPattern"]), event)


@pytest.mark.parametrize("event", QUIET)
def test_the_apis_own_work_is_not(plain: Made, event: dict[str, Any]) -> None:
    assert not matches(joined(rule(plain, REGIONS.leader)["EventPattern"]), event)


@pytest.mark.parametrize("region", REGIONS.serving)
def test_the_rule_hears_of_decrypting_and_pages(made: Made, region: str) -> None:
    one = rule(made, region)
    assert one["State"] == "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", "Decrypt is a reading call"
    (target,) = one["Targets"]
    topic = target["Arn"]["Ref"]
    topics = made.resources(f"izwork-watch-{region}", "AWS::SNS::Topic")
    assert topics[topic]["Properties"]["TopicName"] == "izwork-page"
    assert "key-touched.md" in json.dumps(target["InputTransformer"])
    assert target["DeadLetterConfig"]


@pytest.mark.parametrize("region", REGIONS.serving)
def test_every_call_of_the_region_is_kept(made: Made, region: str) -> None:
    trail = made.one(f"izwork-watch-{region}", "AWS::CloudTrail::Trail")
    assert trail["IsLogging"] is True
    assert trail["EnableLogFileValidation"] is True
    (events,) = trail["EventSelectors"]
    assert events["ReadWriteType"] == "All"
    assert events["IncludeManagementEvents"] is True
    assert not events.get("ExcludeManagementEventSources"), "KMS's must not be left out"
