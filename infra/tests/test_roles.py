"""What each role may do, and above all what it may not."""

import re
from fnmatch import fnmatchcase
from typing import Any

import pytest

from infra import build, deployer
from infra.regions import REGIONS
from infra.roles import DUTIES, named

from .conftest import ACCOUNT, Made
from .policies import acts, listed, plain_text, role_may, statements_of

DATA = ("GetItem", "Query", "Scan", "PutItem", "UpdateItem", "DeleteItem", "BatchGetItem", "BatchWriteItem")
LEADER_KEYS = f"izwork-keys-{REGIONS.leader}"


@pytest.mark.parametrize(
    "action",
    [*(f"dynamodb:{one}" for one in DATA), "dynamodb:DeleteTable", "dynamodb:PartiQLDelete",
     "dynamodb:ExportTableToPointInTime", "dynamodb:RestoreTableToPointInTime", "dynamodb:ImportTable",
     "kms:Decrypt", "kms:GenerateDataKey", "kms:CreateGrant", "kms:ScheduleKeyDeletion"],
)  # fmt: skip
def test_who_deploys_neither_reads_nor_deletes_nor_writes_what_people_stored(
    plain: Made, action: str
) -> None:
    resources = plain.templates["izwork-deploy"]["Resources"]
    assert not role_may("izwork-deploy", action, resources)


def test_who_deploys_can_deploy(plain: Made) -> None:
    resources = plain.templates["izwork-deploy"]["Resources"]
    for action in ("dynamodb:UpdateTable", "lambda:UpdateFunctionCode", "kms:PutKeyPolicy", "iam:CreateRole"):
        assert role_may("izwork-deploy", action, resources), action


def test_the_denies_are_unconditional_and_total(plain: Made) -> None:
    denies = [
        one
        for one in statements_of("izwork-deploy", plain.templates["izwork-deploy"]["Resources"])
        if one["Effect"] == "Deny" and one["Sid"] == "NeverData"
    ]
    assert [(set(one["Action"]), one["Resource"], one.get("Condition")) for one in denies] == [
        (set(deployer.NEVER), "*", None)
    ]


def test_the_operator_turns_switches_and_touches_nothing_people_stored(plain: Made) -> None:
    resources = plain.templates["izwork-deploy"]["Resources"]
    allowed = {one["Sid"]: one for one in statements_of("izwork-operator", resources)}
    data = {
        (sid, action)
        for sid, one in allowed.items()
        for action in one["Action"]
        if isinstance(one["Action"], list) and action.removeprefix("dynamodb:") in DATA
    }
    assert {sid for sid, _ in data} == {"Turn"}
    assert [str(one).count(":table/izwork-switch") for one in allowed["Turn"]["Resource"]] == [1, 1]
    source = (build.ROOT / "infra/failover/places.py").read_text()
    calls = re.findall(r"self\.line\.dynamodb\.(\w+)\(", source)
    assert set(allowed["Turn"]["Action"]) == {f"dynamodb:{one.title().replace('_', '')}" for one in calls}
    assert not role_may("izwork-operator", "kms:Decrypt", resources)
    assert not role_may("izwork-operator", "lambda:UpdateFunctionCode", resources)
    for region in REGIONS.serving:
        assert region in str(allowed["Order"]["Resource"])
        assert region in str(allowed["Turn"]["Resource"])


# Everything else that the duties may do on data; keys are test_keys.py's.
MAY = {
    "jobs": {"GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"},
    "desk": {"GetItem", "Query", "BatchGetItem", "PutItem", "UpdateItem", "DeleteItem"},
    "health": set(),
    "checks": set(),
}


# What jobs write to; whatever they delete of a team, no key of theirs opens (test_keys.py).
WRITTEN = {
    "Work": {"mail", "look", "reminder"},
    "Erasing": {"erasure", "certificate", "erased", "key", "log", "page", "pending", "seat"},
}


@pytest.mark.parametrize("duty", MAY)
def test_the_other_duties_do_little_with_data(plain: Made, duty: str) -> None:
    for region in REGIONS.serving:
        resources = plain.templates[f"izwork-keys-{region}"]["Resources"]
        may = {one for one in DATA if role_may(named(duty, region), f"dynamodb:{one}", resources)}
        assert may == MAY[duty]


def test_jobs_write_to_the_mails_the_record_and_what_erasing_deletes_alone(plain: Made) -> None:
    for region in REGIONS.serving:
        resources = plain.templates[f"izwork-keys-{region}"]["Resources"]
        for statement in statements_of(named("jobs", region), resources):
            writes = [
                one for one in statement["Action"] if one.endswith(("PutItem", "UpdateItem", "DeleteItem"))
            ]
            tables = str(statement["Resource"]).split(":table/izwork-")[1:]
            if writes and statement["Effect"] == "Allow":
                assert {one.split("'")[0] for one in tables} == WRITTEN[statement["Sid"]]


def test_the_api_may_what_its_own_policy_says_on_the_products_tables_alone(plain: Made) -> None:
    resources = plain.templates[LEADER_KEYS]["Resources"]
    api = {one["Sid"]: one for one in statements_of(named("api", REGIONS.leader), resources)}
    assert api["Tables"]["Action"] == build.actions("Tables")
    tables = [str(one).rpartition(":table/izwork-")[2].split("'")[0] for one in api["Tables"]["Resource"]]
    assert sorted([*tables, "switch"]) == sorted(build.product("tables"))
    assert str(api["Switches"]["Resource"]).count(":table/izwork-switch") == 1
    assert set(api["Switches"]["Action"]) == {"dynamodb:BatchGetItem", "dynamodb:GetItem"}, (
        "only the operator turns a switch"
    )
    assert {action for one in api.values() for action in (
        one["Action"] if isinstance(one["Action"], list) else [one["Action"]]
    ) if action.startswith("kms:")} == {
        *build.actions("SealingKeys"), *build.actions("LookupKey"), *build.actions("ReceiptKey")
    }  # fmt: skip
    assert not role_may(named("api", REGIONS.leader), "dynamodb:TransactWriteItems", resources)
    assert not role_may(named("api", REGIONS.leader), "dynamodb:Scan", resources)


CHANGES = ("UpdateItem", "DeleteItem", "BatchWriteItem", "PartiQLUpdate", "PartiQLDelete", "PartiQLInsert")
# Who does what with a table that is only added to; every other duty does nothing with it.
ADDED = {
    "consent": {"api": {"GetItem", "Query", "PutItem", "BatchGetItem"}},
    "desk_log": {
        "api": {"GetItem", "Query", "PutItem", "BatchGetItem"},
        "desk": {"GetItem", "Query", "PutItem"},
    },
}
# What the desk gives the product to do is the product's from then on.
AT_DESK = {"errand": {"GetItem", "Query", "PutItem"}}


def table_of(name: str, region: str) -> str:
    return f"arn:aws:dynamodb:{region}:{ACCOUNT}:table/izwork-{name}"


@pytest.mark.parametrize(
    ("duty", "name", "wanted"),
    [
        *((duty, name, who.get(duty, set())) for name, who in ADDED.items() for duty in DUTIES),
        *(("desk", name, wanted) for name, wanted in AT_DESK.items()),
    ],
)
def test_what_stands_is_added_to_and_never_changed(
    plain: Made, duty: str, name: str, wanted: set[str]
) -> None:
    """An explicit deny on these tables alone: reading and putting is all that is left."""
    for region in REGIONS.serving:
        resources = plain.templates[f"izwork-keys-{region}"]["Resources"]
        own = statements_of(named(duty, region), resources)
        table = table_of(name, region)
        assert {one for one in (*DATA, *CHANGES) if may(own, one, table, resources)} == wanted
        generous = [*own, {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"}]
        for action in CHANGES:
            assert not may(generous, action, table, resources), "the denial stands by itself"
        assert may(generous, "UpdateItem", table_of("session", region), resources)


@pytest.mark.parametrize("name", ["log", "page", "key", "pending", "contract"])
def test_the_desk_does_nothing_with_a_table_that_holds_content(plain: Made, name: str) -> None:
    """Nor would it if somebody allowed it everything."""
    for region in REGIONS.serving:
        resources = plain.templates[f"izwork-keys-{region}"]["Resources"]
        own = statements_of(named("desk", region), resources)
        generous = [*own, {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"}]
        for action in (*DATA, *CHANGES, "ExportTableToPointInTime"):
            for one in (own, generous):
                assert not may(one, action, table_of(name, region), resources), action
        assert may(own, "Query", table_of("case", region), resources), "this evaluation can say yes"


def test_the_desk_only_looks_at_what_is_somebodys(plain: Made) -> None:
    for region in REGIONS.serving:
        resources = plain.templates[f"izwork-keys-{region}"]["Resources"]
        own = statements_of(named("desk", region), resources)
        for name in ("account", "lookup", "seat", "browser", "factor", "mail", "recovery", "term", "order"):
            left = {one for one in (*DATA, *CHANGES) if may(own, one, table_of(name, region), resources)}
            assert left == {"GetItem", "Query"}, name
        session = table_of("session", region)
        assert {one for one in (*DATA, *CHANGES) if may(own, one, session, resources)} == {"BatchGetItem"}
        for name in ("consent", "closing", "own_case", "attempt", "reminder"):
            assert not {one for one in DATA if may(own, one, table_of(name, region), resources)}, name


def may(statements: list[dict[str, Any]], action: str, table: str, resources: dict[str, Any]) -> bool:
    meant = [
        one for one in statements
        if acts(one, f"dynamodb:{action}")
        and any(fnmatchcase(table, located(place, table, resources)) for place in listed(one["Resource"]))
    ]  # fmt: skip
    return bool(meant) and all(one["Effect"] == "Allow" for one in meant)


def located(place: Any, table: str, resources: dict[str, Any]) -> str:
    """An ARN of the template as it reads in the table's Region and account."""
    if isinstance(place, str):
        return place
    parts = place["Fn::Join"][1]
    return "".join(part if isinstance(part, str) else "aws" for part in parts)


def test_no_role_is_for_anyone_but_our_own_functions(plain: Made) -> None:
    for region in REGIONS.serving:
        for role in plain.resources(f"izwork-keys-{region}", "AWS::IAM::Role").values():
            (trust,) = role["Properties"]["AssumeRolePolicyDocument"]["Statement"]
            assert trust["Principal"] == {"Service": "lambda.amazonaws.com"}
            assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "111122223333"}}


def test_text_messages_go_to_numbers_alone_and_only_from_the_api(plain: Made) -> None:
    for region in REGIONS.serving:
        resources = plain.templates[f"izwork-keys-{region}"]["Resources"]
        may = {duty: role_may(named(duty, region), "sns:Publish", resources) for duty in ("api", *MAY)}
        assert may == {"api": True, "jobs": False, "desk": False, "health": False, "checks": False}
        (sends,) = (
            one for one in statements_of(named("api", region), resources) if one.get("Sid") == "TextMessages"
        )
        assert sends["Action"] == "sns:Publish"
        # A number is no resource; whatever has a name, such as a topic, is left out.
        assert "Resource" not in sends
        assert plain_text(sends["NotResource"], resources) == "arn:aws:sns:*:*:*"
