"""The tables, as PynamoDB models. Only single-item conditional writes are used on them: no transactions, no local
indexes, and nothing depends on the engine dropping expired items (a test keeps this).

Whatever a person typed is in a `Sealed` attribute; every other attribute is listed with its reason in inventory.py.
"""

from __future__ import annotations

import time
from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

from chalicelib import clock

from . import engine, inventory
from .account_tables import (
    Account,
    Alert,
    Attempt,
    Browser,
    Challenge,
    Closing,
    Counter,
    Factor,
    Lookup,
    Recovery,
    Seat,
    Session,
)
from .attributes import Sealed, number
from .billing_tables import Contract, Order, Payment, Reference, Reminder, Term, Usage
from .case_tables import Case, CaseEntry, CaseFile, OwnCase
from .consent_tables import Consent, Guardianship
from .desk_tables import Agent, AgentSession, Approval, DeskLog, Errand
from .failures import Misconfigured
from .operator_tables import Certificate, Erased, Erasure, Switch

__all__ = [
    "MODELS", "Account", "Agent", "AgentSession", "Alert", "Approval", "Attempt", "Browser", "Case", "CaseEntry",
    "CaseFile", "Certificate", "Challenge", "Closing", "Consent", "Counter", "DeskLog", "Erased", "Erasure",
    "Errand", "Factor", "Guardianship", "Key", "Log", "Look", "Lookup", "Mail", "OwnCase", "Page",
    "Pending", "Recovery", "Sealed", "Seat", "Session", "Switch", "attributes", "connect", "create_all",
    "line",
]  # fmt: skip


class Log(Model):
    """One entry of a space's log."""

    class Meta:
        table_name = "log"

    space = UnicodeAttribute(hash_key=True)
    seq = number(range_key=True)
    body = Sealed(null=True)  # none where a restore left a number out


class Page(Model):
    """One page of a page set, or (page "!head") the set's manifest, which alone has a version."""

    class Meta:
        table_name = "page"

    set = UnicodeAttribute(hash_key=True)
    page = UnicodeAttribute(range_key=True)
    version = number(null=True)
    body = Sealed()


class Key(Model):
    """One wrapped key of a team."""

    class Meta:
        table_name = "key"

    team = UnicodeAttribute(hash_key=True)
    version = number(range_key=True)
    wrapped = Sealed()


class Pending(Model):
    """What each process last put down to be carried into a contended space's log."""

    class Meta:
        table_name = "pending"

    space = UnicodeAttribute(hash_key=True)
    writer = UnicodeAttribute(range_key=True)
    body = Sealed()


class Mail(Model):
    """A mail that nobody took yet (`queue` "waiting") or that was given up ("dead"); the body holds whom and what."""

    class Meta:
        table_name = "mail"

    queue = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    to_mac = UnicodeAttribute(null=True)
    due_at = number()
    tries = number(default=1)
    ends_at = number()
    body = Sealed()
    for_desk = Sealed(null=True)


class Look(Model):
    """How a Region was: a day's minutes (`kind` "<region>/day") or a time of unfitness ("<region>/incident")."""

    class Meta:
        table_name = "look"

    kind = UnicodeAttribute(hash_key=True)
    at = UnicodeAttribute(range_key=True)
    minute = number(null=True)
    silence = number(null=True)
    fit = number(null=True)
    unfit = number(null=True)
    silent = number(null=True)
    part = UnicodeAttribute(null=True)


MODELS: tuple[type[Model], ...] = (
    Log,
    Page,
    Key,
    Pending,
    Switch,
    Account,
    Lookup,
    Session,
    Browser,
    Factor,
    Challenge,
    Attempt,
    Alert,
    Recovery,
    Seat,
    Closing,
    Consent,
    Guardianship,
    Term,
    Usage,
    Order,
    Reference,
    Contract,
    Payment,
    Reminder,
    Case,
    CaseEntry,
    CaseFile,
    OwnCase,
    Agent,
    AgentSession,
    DeskLog,
    Errand,
    Approval,
    Counter,
    Mail,
    Look,
    Erased,
    Erasure,
    Certificate,
)
# These stand while the others are restored to other names; infra/failover/fates.py says of each table why.
STANDING: tuple[type[Model], ...] = (
    Key, Switch, Erased, Erasure, Certificate, Factor, Recovery, Consent, Guardianship, Alert, Mail, Look,
    CaseFile,
    Agent, DeskLog, Errand, Approval,
)  # fmt: skip
_NAMES = {model: str(model.Meta.table_name) for model in MODELS}


def attributes() -> list[inventory.Attribute]:
    """Every attribute of every table, as the inventory lists them."""
    return [
        inventory.Attribute(table, name, isinstance(attribute, Sealed))
        for model, table in _NAMES.items()
        for name, attribute in model.get_attributes().items()
    ]


inventory.check(attributes())

_line: engine.Line | None = None
background = True


def connect(
    endpoint: str | None = None,
    prefix: str = "izwork-",
    region: str = "ap-southeast-1",
    background: bool = True,
    standing: str | None = None,
) -> engine.Line:
    """Point every table at one engine. `endpoint` None means AWS; `background` False compacts inline (Lambda);
    `standing` is the prefix of the tables that are not restored with the others, None for the same.

    Returns the line whose session KMS shares. May be called again: caches of what was read before are dropped.
    """
    global _line
    clock.forget()
    _line = engine.Line(endpoint, region)
    globals()["background"] = background
    for model, name in _NAMES.items():
        meta: Any = model.Meta
        begins = prefix if standing is None or model not in STANDING else standing
        meta.table_name, meta.region, meta.host = begins + name, region, endpoint
        meta.max_retry_attempts = engine.TRIES - 1
        meta.connect_timeout_seconds, meta.read_timeout_seconds = engine.CONNECT_SECONDS, engine.READ_SECONDS
        model._connection = None
        # PynamoDB makes a session and a client per table; one of each for all tables saves 90 ms a cold start.
        model._get_connection().connection._client = _line.dynamodb
    from . import cache, keys, pending, switches

    cache.drop()
    switches.forget()
    keys.forget()
    pending.become_another()
    return _line


def line() -> engine.Line:
    """The connected line; Misconfigured before connect()."""
    if _line is None:
        raise Misconfigured("the store is not connected: call tables.connect() first")
    return _line


def create_all() -> list[str]:
    """Make the tables that are missing (billed on demand); their names."""
    made = []
    with engine.reaching():
        for model in MODELS:
            if not model.exists():
                model.create_table(billing_mode="PAY_PER_REQUEST")
                made.append(model)
        # PynamoDB's own wait looks every two seconds; an engine on this machine needs a few milliseconds.
        for model in made:
            while model.describe_table()["TableStatus"] != "ACTIVE":
                time.sleep(0.02)
    return [str(model.Meta.table_name) for model in made]
