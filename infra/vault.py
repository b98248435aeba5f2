"""Backups in another account, which nobody of this one can delete: not who deploys, not its administrators, and not
whoever has taken it over. Chosen by `-c vault=…`; the vault itself is deployed there, first:

    npx cdk deploy -c vault_for=<this account>    as an administrator of the other account, in the leader's Region

izwork-vault   there  the vault, locked in compliance mode: after three days of grace not even AWS can shorten it
izwork-backup  here   once a day a backup of each table, copied to it; what is kept here lasts a week

Bodies in it are sealed as everywhere; the keys that open them stay in KMS. `key` is kept for days, as its point-in-time
recovery is: an erased team's keys must go from every copy.
"""

from aws_cdk import App, ArnFormat, Duration, Environment, RemovalPolicy, Stack
from aws_cdk import aws_backup as backup
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms

from . import build
from .bounds import BACKUP_ROLE
from .choices import PREFIX, Choices
from .regions import REGIONS
from .tables import DAYS, KEYS_DAYS, TABLES

NAME = f"{PREFIX}vault"
HERE = BACKUP_ROLE
HERE_DAYS = 7
GRACE = Duration.days(3)
# What AWS Backup does with a key on the way from one vault to the other.
COPIES = (
    "kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*",
)  # fmt: skip
BACKS_UP = "service-role/AWSBackupServiceRolePolicyForBackup"


def make_vault(app: App, source: str, account: str | None) -> Stack:
    """The stack of the other account: the locked vault, into which only the account `source` copies."""
    stack = Stack(
        app, NAME, env=Environment(account=account, region=REGIONS.leader), termination_protection=True
    )
    sender = iam.AccountPrincipal(source)
    backup.BackupVault(
        stack,
        "Vault",
        backup_vault_name=NAME,
        encryption_key=_key(stack, sender),
        lock_configuration=backup.LockConfiguration(
            min_retention=Duration.days(KEYS_DAYS), max_retention=Duration.days(DAYS), changeable_for=GRACE
        ),
        access_policy=iam.PolicyDocument(
            statements=[
                iam.PolicyStatement(
                    sid="Copied",
                    principals=[sender],
                    actions=["backup:CopyIntoBackupVault"],
                    resources=["*"],
                )
            ]
        ),
        removal_policy=RemovalPolicy.RETAIN,
    )
    return stack


def make_backups(stack: Stack, chosen: Choices) -> None:
    """The plans that copy to the chosen vault, in the leader's `stack`."""
    there = str(chosen.vault)
    receiver = iam.AccountPrincipal(there.split(":")[4])
    here = backup.BackupVault(
        stack,
        "Here",
        backup_vault_name=HERE,
        encryption_key=_key(stack, receiver),
        block_recovery_point_deletion=True,
        removal_policy=RemovalPolicy.RETAIN,
    )
    role = iam.Role(
        stack,
        "Role-backup",
        role_name=HERE,
        description="IZwork's backups",
        assumed_by=iam.ServicePrincipal(
            "backup.amazonaws.com", conditions={"StringEquals": {"aws:SourceAccount": stack.account}}
        ),
        managed_policies=[iam.ManagedPolicy.from_aws_managed_policy_name(BACKS_UP)],
    )
    target = backup.BackupVault.from_backup_vault_arn(stack, "There", there)
    for name, days in (("work", DAYS), ("keys", KEYS_DAYS)):
        rules = [_daily(name, here, target, days)]
        plan = backup.BackupPlan(
            stack, f"Plan-{name}", backup_plan_name=PREFIX + name, backup_plan_rules=rules
        )
        plan.add_selection(
            "Tables",
            backup_selection_name=PREFIX + name,
            role=role,
            resources=[backup.BackupResource.from_arn(arn) for arn in _tables(stack, chosen, days)],
        )


def _daily(
    name: str, here: backup.IBackupVault, there: backup.IBackupVault, days: int
) -> backup.BackupPlanRule:
    """A copy each night, kept here for HERE_DAYS and there for `days`."""
    copied = backup.BackupPlanCopyActionProps(
        destination_backup_vault=there, delete_after=Duration.days(days)
    )
    return backup.BackupPlanRule(
        rule_name=name,
        backup_vault=here,
        schedule_expression=events.Schedule.cron(hour="18", minute="0"),
        start_window=Duration.hours(1),
        completion_window=Duration.hours(12),
        delete_after=Duration.days(HERE_DAYS),
        copy_actions=[copied],
    )


def _tables(stack: Stack, chosen: Choices, days: int) -> list[str]:
    """The tables that are kept so long and do not expire: sessions, attempts and counters are nobody's work."""
    kept = [
        name for name in build.product("tables") if TABLES[name].days == days and not TABLES[name].expires
    ]
    return [
        stack.format_arn(
            service="dynamodb",
            resource="table",
            resource_name=chosen.table(name),
            arn_format=ArnFormat.SLASH_RESOURCE_NAME,
        )
        for name in sorted(kept)
    ]


def _key(stack: Stack, other: iam.AccountPrincipal) -> kms.Key:
    """A key that both accounts' AWS Backup may copy with: the service's own keys cannot be shared."""
    key = kms.Key(
        stack,
        "Key",
        description="IZwork backups",
        alias=stack.stack_name,
        enable_key_rotation=True,
        removal_policy=RemovalPolicy.RETAIN,
    )
    key.add_to_resource_policy(
        iam.PolicyStatement(
            sid="OtherAccountsBackup",
            principals=[other],
            actions=list(COPIES),
            resources=["*"],
            conditions={"StringEquals": {"kms:ViaService": f"backup.{stack.region}.{stack.url_suffix}"}},
        )
    )
    return key
