"""A new version reaches people step by step, by the state machine that the deployment made, and goes back by itself.

Time alone is shorter: a machine with the deployed one's states and a second for a minute.
"""

import json
import time
from typing import Any

import pytest

from infra import release
from infra.emulator.deploy import Cloud
from infra.regions import REGIONS

WHERE = REGIONS.standby


class Quick:
    """The deployed machine with seconds for minutes, and the function's alias that it moves."""

    def __init__(self, cloud: Cloud) -> None:
        self.lambda_, self.states, self.alarms = (
            cloud.client(service, WHERE) for service in ("lambda", "stepfunctions", "cloudwatch")
        )
        listed = self.states.list_state_machines()["stateMachines"]
        made = next(one for one in listed if one["name"] == release.MACHINE)
        deployed = self.states.describe_state_machine(stateMachineArn=made["stateMachineArn"])
        told = json.loads(deployed["definition"])
        self.watched = told["States"]["Look"]["Arguments"]["AlarmNames"]
        assert told["States"]["Wait"]["Seconds"] == 60
        told["States"]["Wait"]["Seconds"] = 1
        condition = told["States"]["Judge"]["Choices"][1]
        condition["Condition"] = condition["Condition"].replace("10", "2")
        for state in told["States"].values():
            state.pop("Retry", None)
        self.role = deployed["roleArn"]
        self.machine = self.make(told)
        told["States"]["Look"]["Resource"] = "arn:aws:states:::aws-sdk:cloudwatch:askNobody"
        self.blind = self.make(told)

    def make(self, told: dict[str, Any]) -> str:
        name = f"quick-{time.time_ns()}"
        made = self.states.create_state_machine(name=name, definition=json.dumps(told), roleArn=self.role)
        return str(made["stateMachineArn"])

    def version(self) -> str:
        """Another version of the function, of the same code."""
        said = f"{time.time_ns()}"
        self.lambda_.update_function_configuration(FunctionName=release.FUNCTION, Description=said)
        return str(self.lambda_.publish_version(FunctionName=release.FUNCTION)["Version"])

    def alias(self) -> tuple[str, dict[str, float]]:
        told = self.lambda_.get_alias(FunctionName=release.FUNCTION, Name=release.ALIAS)
        return told["FunctionVersion"], (told.get("RoutingConfig") or {}).get(
            "AdditionalVersionWeights"
        ) or {}

    def begin(self, version: str, machine: str = "") -> str:
        given = json.dumps({"version": version})
        begun = self.states.start_execution(stateMachineArn=machine or self.machine, input=given)
        return str(begun["executionArn"])

    def follow(self, run: str) -> tuple[dict[str, Any], list[Any]]:
        """How it ended, and every place where the alias was seen on the way."""
        seen: list[Any] = []
        until = time.monotonic() + 60
        while time.monotonic() < until:
            told = self.states.describe_execution(executionArn=run)
            if (now := self.alias()) not in seen:
                seen.append(now)
            if told["status"] != "RUNNING":
                return dict(told), seen
            time.sleep(0.1)
        raise AssertionError(f"still running: {seen}")

    def ring(self, state: str) -> None:
        name = self.watched[0]
        self.alarms.put_metric_alarm(
            AlarmName=name, Namespace="n", MetricName="m", Statistic="Sum", Period=60, EvaluationPeriods=1,
            Threshold=1, ComparisonOperator="GreaterThanThreshold",
        )  # fmt: skip
        self.alarms.set_alarm_state(AlarmName=name, StateValue=state, StateReason="a test")


@pytest.fixture(scope="module")
def quick(cloud: Cloud) -> Quick:
    return Quick(cloud)


def test_five_in_a_hundred_then_half_then_all(quick: Quick) -> None:
    before, _ = quick.alias()
    version = quick.version()
    assert quick.alias() == (before, {}), "publishing moves nobody"
    told, seen = quick.follow(quick.begin(version))
    assert told["status"] == "SUCCEEDED", told
    assert [one for one in seen if one != (before, {})] == [
        (before, {version: 0.05}),
        (before, {version: 0.5}),
        (version, {}),
    ]
    again, _ = quick.follow(quick.begin(version))
    assert again["status"] == "SUCCEEDED", "the newest is there already: nothing to do"


def test_an_alarm_takes_it_back_from_wherever_it_is(quick: Quick) -> None:
    before, _ = quick.alias()
    version = quick.version()
    run = quick.begin(version)
    while quick.alias() != (before, {version: 0.5}):
        time.sleep(0.1)
    quick.ring("ALARM")
    told, _ = quick.follow(run)
    quick.ring("OK")
    assert told["status"] == "FAILED"
    assert quick.watched[0] in told["cause"]
    assert quick.alias() == (before, {})


def test_what_goes_wrong_on_the_way_takes_it_back_too_and_two_do_not_run_at_once(quick: Quick) -> None:
    before, _ = quick.alias()
    version = quick.version()
    told, seen = quick.follow(quick.begin(version, quick.blind))
    assert told["status"] == "FAILED", "whoever cannot look at the alarms goes back"
    assert (before, {version: 0.05}) in seen
    assert quick.alias() == (before, {})
    first = quick.begin(version)
    while quick.alias() == (before, {}):
        time.sleep(0.1)
    second, _ = quick.follow(quick.begin(version))
    assert "another version" in second["cause"]
    assert quick.follow(first)[0]["status"] == "SUCCEEDED"


def test_the_command_releases_the_newest_and_says_how_it_goes(
    quick: Quick, cloud: Cloud, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = quick.machine.rpartition(":")[2]
    monkeypatch.setattr(release, "MACHINE", name)
    version = quick.version()
    assert release.newest(quick.lambda_) == version
    assert release.release(cloud.client, WHERE, every=0.2) == ""
    assert quick.alias() == (version, {})
    assert f"all have version {version}" in capsys.readouterr().out.splitlines()[-1]
