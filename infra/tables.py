"""The tables, with the keys that the product's models declare (build.py): what is decided here is how far apart
their copies may be, how long they can be taken back, and when a row goes by itself.

The leader's stack makes each table with its copy in the standby. Their bodies arrive sealed under team keys, so the
tables' own encryption is DynamoDB's: a KMS key there would only add one more thing that can be out of reach.
"""

from typing import NamedTuple

from aws_cdk import RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from . import build
from .choices import Choices
from .retention import DAYS, KEYS_DAYS


class Rule(NamedTuple):
    """How one table is kept. `expires` names the attribute (epoch seconds) by which DynamoDB drops rows."""

    strong: bool
    days: int  # it can be restored to any second of so many days
    expires: str | None
    why: str


FOREVER = "lost or taken back would be lost work"
TABLES: dict[str, Rule] = {
    "log": Rule(True, DAYS, None, "a put at head + 1 decides for both Regions; " + FOREVER),
    "page": Rule(True, DAYS, None, "a manifest must never point before the log's compacted tail"),
    "key": Rule(True, KEYS_DAYS, None, "an erased team's key must be gone everywhere, and from backups soon"),
    "pending": Rule(True, DAYS, None, "a writer in either Region carries what any other put down"),
    "account": Rule(True, DAYS, None, FOREVER),
    "lookup": Rule(True, DAYS, None, "one account an address: the condition must decide for both Regions"),
    "factor": Rule(True, DAYS, None, "a code is spent once in both Regions; a removed factor stays removed"),
    "recovery": Rule(True, DAYS, None, "stopped in one Region, it must not be finished in the other"),
    "seat": Rule(True, DAYS, None, "an account that lost a seat would not find its team"),
    "closing": Rule(True, DAYS, None, "either Region erases what is due, and one that was taken back stays"),
    "consent": Rule(True, DAYS, None, "what somebody agreed to or took back must not be lost or said twice"),
    "term": Rule(True, DAYS, None, "what was paid for must not be lost or counted twice"),
    "order": Rule(True, DAYS, None, "what was ordered and accepted must not be lost"),
    "reference": Rule(True, DAYS, None, "one order a reference: the condition must decide for both Regions"),
    "contract": Rule(True, DAYS, None, "what somebody accepted must be there to read"),
    "payment": Rule(True, DAYS, None, "money must not be lost or counted twice"),
    "reminder": Rule(True, DAYS, None, "what one Region planned, either may send, and only one of them does"),
    "case": Rule(True, DAYS, None, "of two agents who decide, the condition lets one; " + FOREVER),
    "case_entry": Rule(True, DAYS, None, "what was said must not be lost or change its place"),
    "case_file": Rule(
        True, KEYS_DAYS, None, "what was deleted after a decision must soon be gone from backups"
    ),
    "own_case": Rule(True, DAYS, None, "who opened a case must find it"),
    "agent": Rule(True, DAYS, None, "an agent who was let go must be out in both Regions at once"),
    "desk_log": Rule(True, DAYS, None, "what an agent did must not be lost or unsaid"),
    "approval": Rule(True, DAYS, None, "of two agents who decide, the condition lets one"),
    "errand": Rule(True, DAYS, None, "either Region does it, and its outcome stands once"),
    "usage": Rule(True, DAYS, None, "measured again within a day; strong because it does not expire"),
    "erased": Rule(True, DAYS, None, "a restored key of a team that was erased is taken out by it"),
    "erasure": Rule(True, DAYS, None, "of calling it off and carrying it out, a condition lets one happen"),
    "certificate": Rule(True, DAYS, None, "it must be there when the team is not"),
    "switch": Rule(True, DAYS, None, "what is switched through the Region that lives must hold for both"),
    "mail": Rule(True, DAYS, None, "what one Region could not send, either may, and only one of them does"),
    "look": Rule(True, DAYS, None, "the record of a lost Region is kept by the other"),
    # These expire, which strong tables cannot. What the last second before a lost Region wrote may be missing:
    "session": Rule(False, DAYS, "expires_at", "someone signs in again; a sign-out may need repeating"),
    "browser": Rule(False, DAYS, "expires_at", "its session is found missing at sign-in and not begun"),
    "agent_session": Rule(
        False, DAYS, "expires_at", "an agent signs in again; a sign-out may need repeating"
    ),
    "attempt": Rule(False, DAYS, "expires_at", "someone asks for another mail; addresses must not be kept"),
    "guardianship": Rule(False, DAYS, "expires_at", "a guardian opens the link again, or is asked again"),
    "alert": Rule(
        False, DAYS, "expires_at", "one notice's link does nothing; the account still knows what it was"
    ),
    "challenge": Rule(False, DAYS, "expires_at", "someone signs in or sets up a factor once more"),
    "counter": Rule(False, DAYS, "expires_at", "a limit counts a few less"),
}
TYPES = {
    "S": dynamodb.AttributeType.STRING,
    "N": dynamodb.AttributeType.NUMBER,
    "B": dynamodb.AttributeType.BINARY,
}


def make(scope: Construct, chosen: Choices) -> list[dynamodb.TableV2]:
    """Every table of the product; ValueError when the rules and the models do not name the same ones."""
    schemas = build.product("tables")
    if set(schemas) != set(TABLES):
        raise ValueError(f"tables.py and the models differ in {sorted(set(schemas) ^ set(TABLES))}")
    return [_table(scope, name, schemas[name], chosen) for name in sorted(TABLES)]


def _table(scope: Construct, name: str, schema: dict[str, list[str]], chosen: Choices) -> dynamodb.TableV2:
    rule, regions = TABLES[name], chosen.regions
    if rule.strong and rule.expires:
        raise ValueError(f"{name}: DynamoDB refuses expiry on a strongly consistent table")
    strong = rule.strong and regions.consistency == "strong"
    modes = dynamodb.MultiRegionConsistency
    return dynamodb.TableV2(
        scope,
        f"Table-{name}",
        table_name=chosen.table(name),
        partition_key=_attribute(schema["hash"]),
        sort_key=_attribute(schema["range"]) if schema["range"] else None,
        billing=dynamodb.Billing.on_demand(),
        encryption=dynamodb.TableEncryptionV2.dynamo_owned_key(),
        multi_region_consistency=modes.STRONG if strong else modes.EVENTUAL,
        replicas=[dynamodb.ReplicaTableProps(region=regions.standby)],
        witness_region=regions.witness if strong else None,
        time_to_live_attribute=rule.expires,
        point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
            point_in_time_recovery_enabled=True, recovery_period_in_days=rule.days
        ),
        deletion_protection=True,
        removal_policy=RemovalPolicy.RETAIN,
    )


def _attribute(declared: list[str]) -> dynamodb.Attribute:
    name, kind = declared
    return dynamodb.Attribute(name=name, type=TYPES[kind])
