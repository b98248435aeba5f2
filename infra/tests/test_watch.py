"""The alarms as CloudWatch will have them: all of the table, in both Regions, and nothing else."""

import json
from typing import Any

import pytest

from infra import build
from infra.regions import REGIONS
from monitoring.alarm import Alarm, Window
from monitoring.alarms import ALARMS
from monitoring.dashboards import DASHBOARDS
from monitoring.measures import LOG_MEASURES, OURS

from .conftest import ACCOUNT, NAMED, PLAIN, Made, synthesize
from .test_api import watching

TABLES = {name: f"izwork-{name}" for name in build.product("tables")}
EDGE = "izwork-watch-edge"
KIND, WHOLE = "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"
RUNBOOKS = build.ROOT / "monitoring" / "runbooks"
BOTH = [row for row in ALARMS if row.where == "both"]
AT_EDGE = [row for row in ALARMS if row.where == "edge"]


def stacks(region: str) -> tuple[str, str]:
    return f"izwork-api-{region}", f"izwork-watch-{region}"


def standing(made: Made, kind: str, *names: str) -> dict[str, dict[str, Any]]:
    """The alarms of some stacks by their names, without the product's."""
    found = [one["Properties"] for name in names for one in made.resources(name, kind).values()]
    return {one.get("AlarmName", "").removeprefix("izwork-"): one for one in found}


def label(row: Alarm, window: Window) -> str:
    return row.name + (window.label and f"-{window.label}")


def other(region: str) -> str:
    return next(one for one in REGIONS.serving if one != region)


def topics(actions: list[Any]) -> list[str]:
    return [json.dumps(one).rpartition(":")[2].partition('"')[0] for one in actions]


@pytest.mark.parametrize("region", REGIONS.serving)
@pytest.mark.parametrize("row", BOTH, ids=lambda row: row.name)
def test_every_row_stands_in_both_regions_as_the_table_says(domain: Made, region: str, row: Alarm) -> None:
    alarms = standing(domain, KIND, *stacks(region))
    for window in row.windows:
        one = alarms[label(row, window)]
        assert one["Threshold"] == window.threshold
        assert (one["EvaluationPeriods"], one["DatapointsToAlarm"]) == (window.of, window.needed)
        assert one["TreatMissingData"] == row.missing
        assert one["ComparisonOperator"].startswith("LessThanOrEqual" if row.below else "GreaterThanOrEqual")
        formula = window.formula or row.formula
        if formula:
            (whole,) = (each for each in one["Metrics"] if "Expression" in each)
            assert whole["Expression"] == formula
            read = {each["Id"]: each["MetricStat"] for each in one["Metrics"] if "MetricStat" in each}
        else:
            read = {next(iter(row.metrics)): {"Stat": one.get("Statistic") or one.get("ExtendedStatistic"),
                                              "Period": one["Period"], "Metric": one}}  # fmt: skip
        assert set(read) == set(row.metrics)
        for name, metric in row.metrics.items():
            said = read[name]
            assert (said["Stat"], said["Period"]) == (metric.statistic, window.period), name
            assert (said["Metric"]["Namespace"], said["Metric"]["MetricName"]) == (
                metric.namespace,
                metric.name,
            )
            dimensions = {each["Name"]: each["Value"] for each in said["Metric"].get("Dimensions", [])}
            places = {"here": region, "other": other(region), "table": TABLES}
            assert dimensions == {key: value.format(**places) for key, value in metric.dimensions}


@pytest.mark.parametrize("region", REGIONS.serving)
@pytest.mark.parametrize("row", BOTH, ids=lambda row: row.name)
def test_each_row_tells_once_and_whom_the_table_says(domain: Made, region: str, row: Alarm) -> None:
    parts = standing(domain, KIND, *stacks(region))
    wholes = standing(domain, WHOLE, *stacks(region))
    telling = wholes[row.name] if len(row.windows) > 1 else parts[row.name]
    assert topics(telling["AlarmActions"]) == [f"izwork-{row.tells}"]
    assert row.says in telling["AlarmDescription"]
    assert f"monitoring/runbooks/{row.name}.md" in telling["AlarmDescription"]
    if len(row.windows) > 1:
        names = [f'ALARM("izwork-{label(row, one)}")' for one in row.windows]
        assert telling["AlarmRule"] == " AND ".join(names)
        assert not any("AlarmActions" in parts[label(row, one)] for one in row.windows)


def test_what_is_watched_stands_in_the_templates(domain: Made) -> None:
    """No alarm reads the figures of a table, function, queue or rule that nobody made."""
    named = {
        "TableName": ("AWS::DynamoDB::GlobalTable", "TableName"),
        "FunctionName": ("AWS::Lambda::Function", "FunctionName"),
        "QueueName": ("AWS::SQS::Queue", "QueueName"),
        "RuleName": ("AWS::Events::Rule", "Name"),
        "ApiName": ("AWS::ApiGateway::RestApi", "Name"),
    }
    there = {
        (key, one["Properties"].get(by))
        for template in domain.templates.values()
        for one in template["Resources"].values()
        for key, (kind, by) in named.items()
        if one["Type"] == kind
    }
    read = {
        (key, value.format(table=TABLES))
        for row in ALARMS
        for metric in row.metrics.values()
        for key, value in metric.dimensions
        if key in named
    }
    assert len(read) > 5
    assert read <= there, read - there


def test_after_a_restore_the_new_tables_are_watched(tmp_path: Any) -> None:
    made = synthesize(tmp_path, PLAIN | {"tables": "izwork-r1-"})
    stack = f"izwork-watch-{REGIONS.leader}"
    shown = json.dumps([made.resources(stack, kind) for kind in (KIND, "AWS::CloudWatch::Dashboard")])
    assert "izwork-r1-log" in shown
    assert "izwork-log" not in shown
    assert "izwork-key" in shown, "keys stand as they are"


@pytest.mark.parametrize("row", AT_EDGE, ids=lambda row: row.name)
def test_what_route_53_sees_is_told_where_it_says_it_for_each_region(domain: Made, row: Alarm) -> None:
    assert domain.regions[EDGE] == "us-east-1", "Route 53 tells its figures there only"
    alarms = standing(domain, KIND, EDGE)
    for region in REGIONS.serving:
        one = alarms[f"{row.name}-{region}"]
        ((dimension),) = one["Dimensions"]
        assert region in json.dumps(dimension["Value"]), "each by its own Region's check"
        assert topics(one["AlarmActions"]) == [f"izwork-{row.tells}"]


def test_no_alarm_stands_beside_the_table(made: Made) -> None:
    for region in REGIONS.serving:
        found = {*standing(made, KIND, *stacks(region)), *standing(made, WHOLE, *stacks(region))}
        rows = [row for row in BOTH if made.regions.get(EDGE) or not row.domain]
        parts = {label(row, one) for row in rows for one in row.windows}
        assert found == parts | {row.name for row in rows if len(row.windows) > 1}
    elsewhere = [
        name for name in made.templates if name not in {s for r in REGIONS.serving for s in stacks(r)}
    ]
    for name in elsewhere:
        assert bool(standing(made, KIND, name)) == (name == EDGE), name


def test_every_alarm_has_its_runbook_and_every_runbook_its_alarm(domain: Made) -> None:
    described = {
        one["Properties"]["AlarmDescription"].rpartition("runbooks/")[2]
        for template in domain.templates.values()
        for one in template["Resources"].values()
        if one["Type"] in (KIND, WHOLE)
    }
    assert described == {path.name for path in RUNBOOKS.glob("*.md")}


@pytest.mark.parametrize("region", REGIONS.serving)
def test_pages_about_requests_take_a_new_version_back(made: Made, region: str) -> None:
    assert watching(made, f"izwork-api-{region}") == {
        f"izwork-{name}"
        for name in (
            "site-down",
            "budget-burning-fast-5m",
            "requests-failing",
            "answers-slow",
            "function-errors",
        )
    }


@pytest.mark.parametrize("region", REGIONS.serving)
def test_our_figures_come_from_lines_that_name_nobody_and_routes_that_exist(made: Made, region: str) -> None:
    filters = [
        one["Properties"]
        for one in made.resources(f"izwork-api-{region}", "AWS::Logs::MetricFilter").values()
    ]
    told = {one["MetricTransformations"][0]["MetricName"]: one for one in filters}
    assert set(told) == {one.name for one in LOG_MEASURES}
    paths = list(build.swagger()["paths"])
    for one in LOG_MEASURES:
        assert told[one.name]["FilterPattern"] == one.pattern
        assert told[one.name]["MetricTransformations"][0]["MetricNamespace"] == OURS
        assert "Dimensions" not in told[one.name]["MetricTransformations"][0]
        for quoted in one.pattern.split('"')[1::2]:
            start = quoted.removesuffix("*")
            assert any(path.startswith(start) for path in paths) or quoted == "GET", quoted


@pytest.mark.parametrize("region", REGIONS.serving)
def test_those_who_were_chosen_are_told(domain: Made, region: str) -> None:
    for stack in (f"izwork-watch-{region}", EDGE):
        found = [one["Properties"] for one in domain.resources(stack, "AWS::SNS::Subscription").values()]
        assert {(one["Protocol"], one["Endpoint"]) for one in found} == {("sms", NAMED["page"])}
        assert len(found) == 2, "without others for tickets, the same"


def test_tickets_can_go_elsewhere(tmp_path: Any) -> None:
    chosen = PLAIN | {"page": "https://wake.example/up", "ticket": "a@izwork.example,b@izwork.example"}
    made = synthesize(tmp_path, chosen)
    found = made.resources(f"izwork-watch-{REGIONS.leader}", "AWS::SNS::Subscription").values()
    assert {(one["Properties"]["Protocol"], one["Properties"]["Endpoint"]) for one in found} == {
        ("https", "https://wake.example/up"), ("email", "a@izwork.example"), ("email", "b@izwork.example"),
    }  # fmt: skip


@pytest.mark.parametrize("region", REGIONS.serving)
def test_both_dashboards_stand_and_show_their_rows(domain: Made, region: str) -> None:
    found = [
        one["Properties"]
        for one in domain.resources(f"izwork-watch-{region}", "AWS::CloudWatch::Dashboard").values()
    ]
    shown = {one["DashboardName"]: json.dumps(one["DashboardBody"]) for one in found}
    assert set(shown) == {f"izwork-{name}-{region}" for name in DASHBOARDS}
    for name, pictures in DASHBOARDS.items():
        body = shown[f"izwork-{name}-{region}"]
        for picture in pictures:
            assert json.dumps(picture.title)[1:-1].replace("\\", "\\\\") in body or picture.title in body
    both = "".join(shown.values())
    for row in BOTH:
        assert f":alarm:izwork-{row.name}" in both, row.name


@pytest.mark.parametrize("region", REGIONS.serving)
def test_the_checks_run_what_lies_in_their_folder_as_their_own_roles(domain: Made, region: str) -> None:
    stack = f"izwork-watch-{region}"
    functions = {
        one["Properties"]["FunctionName"]: one["Properties"]
        for one in domain.resources(stack, "AWS::Lambda::Function").values()
    }
    assert set(functions) == {"izwork-checks", "izwork-health"}
    for name, one in functions.items():
        assert f"{name}-{region}" in json.dumps(one["Role"])
        module, _, function = one["Handler"].rpartition(".")
        source = build.checks() / f"{module.replace('.', '/')}.py"
        assert f"def {function}(" in source.read_text()
    settings = functions["izwork-checks"]["Environment"]["Variables"]
    assert settings["IZWORK_DOOR"] == "https://izwork.example", "people's own door"
    assert settings["IZWORK_CHECK_MAIL"] == f"check-{region}.izwork.example"
    (record,) = (
        one["Properties"]
        for one in domain.resources(stack, "AWS::Route53::RecordSet").values()
        if one["Properties"]["Type"] == "MX"
    )
    assert record["Name"] == f"check-{region}.izwork.example."
    rule = domain.one(stack, "AWS::SES::ReceiptRule")["Rule"]
    assert rule["Recipients"] == [settings["IZWORK_CHECK_MAIL"]]
    due = {
        one["Properties"]["Name"]: one["Properties"]["ScheduleExpression"]
        for one in domain.resources(stack, "AWS::Events::Rule").values()
        if "ScheduleExpression" in one["Properties"]
    }
    assert due == {
        "izwork-pulse-due": "rate(1 minute)",
        "izwork-journeys-due": "rate(1 minute)",
        "izwork-state-due": "rate(15 minutes)",
    }


def test_without_a_domain_the_regions_own_door_is_watched(plain: Made) -> None:
    for region in REGIONS.serving:
        functions = plain.resources(f"izwork-watch-{region}", "AWS::Lambda::Function").values()
        (checks,) = (one for one in functions if one["Properties"]["FunctionName"] == "izwork-checks")
        door = json.dumps(checks["Properties"]["Environment"]["Variables"]["IZWORK_DOOR"])
        assert f"execute-api.{region}." in door or f"izwork-api-{region}" in door
        assert not plain.resources(f"izwork-watch-{region}", "AWS::SES::ReceiptRule")


def test_what_is_watched_is_kept_to_ourselves(made: Made) -> None:
    for region in REGIONS.serving:
        for policy in made.resources(f"izwork-watch-{region}", "AWS::SNS::TopicPolicy").values():
            for one in policy["Properties"]["PolicyDocument"]["Statement"]:
                if one["Effect"] == "Allow":
                    assert one["Condition"] == {"StringEquals": {"aws:SourceAccount": ACCOUNT}}, one
