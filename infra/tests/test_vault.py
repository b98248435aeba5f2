"""Backups in another account: what is copied there, for how long, and that nobody here can take it away."""

import json
from pathlib import Path
from typing import Any

import aws_cdk
import pytest
from cfnlint import api

from infra import build, choices, deployer, nag, vault
from infra.regions import REGIONS
from infra.tables import DAYS, KEYS_DAYS, TABLES

from .conftest import ACCOUNT, PLAIN, Made, synthesize

THERE = "444455556666"
ARN = f"arn:aws:backup:{REGIONS.leader}:{THERE}:backup-vault:izwork-vault"
BACKUP = "izwork-backup"


@pytest.fixture(scope="module")
def backed(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return synthesize(tmp_path_factory.mktemp("backed"), PLAIN | {"vault": ARN})


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The resources of the other account's stack."""
    folder = tmp_path_factory.mktemp("there")
    app = aws_cdk.App(outdir=str(folder))
    nag.watch(app, [vault.make_vault(app, ACCOUNT, THERE)])
    app.synth()
    template = json.loads((folder / "izwork-vault.template.json").read_text())
    return {one["Type"]: one["Properties"] for one in template["Resources"].values()}


def test_without_a_vault_there_are_no_backups_but_the_tables_own(plain: Made) -> None:
    assert BACKUP not in plain.templates


def test_every_table_that_does_not_expire_is_copied_for_as_long_as_it_may_be_kept(backed: Made) -> None:
    """An erased team's keys are gone from every copy within a week."""
    plans = {
        name: one["Properties"]["BackupPlan"]["BackupPlanRule"]
        for name, one in backed.resources(BACKUP, "AWS::Backup::BackupPlan").items()
    }
    copied: dict[str, int] = {}
    for one in backed.resources(BACKUP, "AWS::Backup::BackupSelection").values():
        (rule,) = plans[one["Properties"]["BackupPlanId"]["Fn::GetAtt"][0]]
        (copy,) = rule["CopyActions"]
        assert copy["DestinationBackupVaultArn"] == ARN
        assert rule["ScheduleExpression"].startswith("cron(")
        for table in one["Properties"]["BackupSelection"]["Resources"]:
            copied[json.dumps(table).rpartition(":table/izwork-")[2].partition('"')[0]] = copy["Lifecycle"][
                "DeleteAfterDays"
            ]
    assert copied == {name: rule.days for name, rule in TABLES.items() if not rule.expires}
    assert (copied["log"], copied["key"]) == (DAYS, KEYS_DAYS)
    assert set(copied) <= set(build.product("tables"))


def test_the_vault_there_is_locked_for_good_and_only_we_copy_into_it(there: dict[str, Any]) -> None:
    found = there["AWS::Backup::BackupVault"]
    assert found["LockConfiguration"] == {
        "MinRetentionDays": KEYS_DAYS, "MaxRetentionDays": DAYS, "ChangeableForDays": 3,
    }  # fmt: skip
    (may,) = found["AccessPolicy"]["Statement"]
    assert may["Action"] == "backup:CopyIntoBackupVault"
    assert f"iam::{ACCOUNT}:root" in json.dumps(may["Principal"])


def test_each_key_is_shared_with_the_other_accounts_backup_alone(backed: Made, there: dict[str, Any]) -> None:
    for key, other in ((backed.one(BACKUP, "AWS::KMS::Key"), THERE), (there["AWS::KMS::Key"], ACCOUNT)):
        (shared,) = (one for one in key["KeyPolicy"]["Statement"] if one.get("Sid") == "OtherAccountsBackup")
        assert f"iam::{other}:root" in json.dumps(shared["Principal"])
        assert "backup." in json.dumps(shared["Condition"]["StringEquals"]["kms:ViaService"])


def test_cloudformation_would_accept_both(backed: Made, tmp_path: Path) -> None:
    app = aws_cdk.App(outdir=str(tmp_path))
    vault.make_vault(app, ACCOUNT, THERE)
    app.synth()
    for path in (tmp_path / "izwork-vault.template.json", backed.directory / f"{BACKUP}.template.json"):
        found = api.lint(path.read_text(), config=api.ManualArgs(regions=[REGIONS.leader]))
        assert not found, [str(one) for one in found]


def test_who_deploys_takes_no_backup_away() -> None:
    for action in ("DeleteRecoveryPoint", "DeleteBackupVault*", "StartRestoreJob", "StartCopyJob"):
        assert f"backup:{action}" in deployer.NEVER


def test_a_choice_that_is_no_vault_is_refused(tmp_path: Path) -> None:
    with pytest.raises(choices.NotChosen, match="is no vault"):
        synthesize(tmp_path, PLAIN | {"vault": "izwork-vault"})
