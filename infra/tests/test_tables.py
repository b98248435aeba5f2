"""The tables as DynamoDB will have them."""

from typing import Any

import pytest

from infra import build
from infra.regions import REGIONS, Regions
from infra.tables import TABLES

from .conftest import PLAIN, Made, synthesize

KIND, STACK = "AWS::DynamoDB::GlobalTable", "izwork-data"


def tables(made: Made) -> dict[str, dict[str, Any]]:
    found = made.resources(STACK, KIND).values()
    return {one["Properties"]["TableName"].removeprefix("izwork-"): one for one in found}


def test_every_model_has_its_table_with_its_own_keys(plain: Made) -> None:
    declared = build.product("tables")
    assert set(tables(plain)) == set(declared) == set(TABLES)
    for name, one in tables(plain).items():
        keys = [(key["AttributeName"], key["KeyType"]) for key in one["Properties"]["KeySchema"]]
        schema = declared[name]
        wanted = [(schema["hash"][0], "HASH")] + ([(schema["range"][0], "RANGE")] if schema["range"] else [])
        assert keys == wanted, name
        types = {a["AttributeName"]: a["AttributeType"] for a in one["Properties"]["AttributeDefinitions"]}
        assert types == dict(pair for pair in (schema["hash"], schema["range"]) if pair), name


@pytest.mark.parametrize("name", sorted(name for name, rule in TABLES.items() if rule.strong))
def test_a_strong_table_is_in_both_regions_with_a_witness_and_nothing_that_forbids_it(
    plain: Made, name: str
) -> None:
    table = tables(plain)[name]["Properties"]
    assert table["MultiRegionConsistency"] == "STRONG"
    assert table["GlobalTableWitnesses"] == [{"Region": REGIONS.witness}]
    assert {one["Region"] for one in table["Replicas"]} == set(REGIONS.serving)
    assert not {"TimeToLiveSpecification", "LocalSecondaryIndexes", "GlobalSecondaryIndexes"} & set(table)


def test_the_log_its_pages_its_keys_and_who_people_are_stand_strong() -> None:
    strong = {name for name, rule in TABLES.items() if rule.strong}
    assert {"log", "page", "key", "pending", "account", "lookup", "seat"} <= strong


@pytest.mark.parametrize("name", sorted(name for name, rule in TABLES.items() if not rule.strong))
def test_an_eventual_table_drops_its_rows_by_an_attribute_its_model_has(plain: Made, name: str) -> None:
    table = tables(plain)[name]["Properties"]
    assert table["MultiRegionConsistency"] == "EVENTUAL"
    assert "GlobalTableWitnesses" not in table
    assert table["TimeToLiveSpecification"] == {"AttributeName": TABLES[name].expires, "Enabled": True}
    assert TABLES[name].expires in build.product("tables")[name]["others"]


def test_every_copy_can_be_taken_back_and_none_deleted_by_a_slip(plain: Made) -> None:
    for name, one in tables(plain).items():
        assert one["DeletionPolicy"] == one["UpdateReplacePolicy"] == "Retain", name
        for copy in one["Properties"]["Replicas"]:
            assert copy["DeletionProtectionEnabled"] is True, name
            assert copy["PointInTimeRecoverySpecification"] == {
                "PointInTimeRecoveryEnabled": True,
                # Erasing a team is deleting its keys: from backups they must be gone within a week. So must papers that
                # were handed in, after the decision.
                "RecoveryPeriodInDays": 7 if name in ("key", "case_file") else 35,
            }, name


def test_eventual_regions_build_tables_without_a_witness(tmp_path: Any) -> None:
    far = Regions("ap-southeast-1", "ap-southeast-3", None, "eventual")
    for table in tables(synthesize(tmp_path, PLAIN, far)).values():
        assert table["Properties"]["MultiRegionConsistency"] == "EVENTUAL"
        assert "GlobalTableWitnesses" not in table["Properties"]


def test_after_a_restore_the_chosen_tables_are_used_and_the_standing_ones_stand(tmp_path: Any) -> None:
    made = synthesize(tmp_path, PLAIN | {"tables": "izwork-r1-"})
    named = {one["Properties"]["TableName"] for one in made.resources(STACK, KIND).values()}
    assert named == {f"izwork-{'' if name in build.product('standing') else 'r1-'}{name}" for name in TABLES}
    for region in REGIONS.serving:
        settings = made.one(f"izwork-api-{region}", "AWS::Lambda::Function")["Environment"]["Variables"]
        assert (settings["IZWORK_TABLES"], settings["IZWORK_STANDING"]) == ("izwork-r1-", "izwork-")
        granted = str(made.templates[f"izwork-keys-{region}"])
        assert "table/izwork-r1-log" in granted
        assert "table/izwork-log" in granted, "functions that still run on the old tables go on"
        assert "table/izwork-r1-switch" not in granted
