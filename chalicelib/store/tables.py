"""The tables, as PynamoDB models. Only single-item conditional writes are used on them: no transactions, no local
indexes, and nothing depends on the engine dropping expired items (a test keeps this).

Whatever a person typed is in a `Sealed` attribute; every other attribute is listed with its reason in inventory.py.
"""

from __future__ import annotations

import time
from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

from . import engine, inventory
from .attributes import Sealed
from .attributes import number as _number
from .consent_tables import Consent, Guardianship
from .failures import Misconfigured


class Log(Model):
    """One entry of a space's log."""

    class Meta:
        table_name = "log"

    space = UnicodeAttribute(hash_key=True)
    seq = _number(range_key=True)
    body = Sealed()


class Page(Model):
    """One page of a page set, or (page "!head") the set's manifest, which alone has a version."""

    class Meta:
        table_name = "page"

    set = UnicodeAttribute(hash_key=True)
    page = UnicodeAttribute(range_key=True)
    version = _number(null=True)
    body = Sealed()


class Key(Model):
    """One wrapped key of a team."""

    class Meta:
        table_name = "key"

    team = UnicodeAttribute(hash_key=True)
    version = _number(range_key=True)
    wrapped = Sealed()


class Pending(Model):
    """What each process last put down to be carried into a contended space's log."""

    class Meta:
        table_name = "pending"

    space = UnicodeAttribute(hash_key=True)
    writer = UnicodeAttribute(range_key=True)
    body = Sealed()


class Account(Model):
    """A person's account; the body holds the address and the accepted terms."""

    class Meta:
        table_name = "account"

    id = UnicodeAttribute(hash_key=True)
    body = Sealed()
    created_at = _number()


class Lookup(Model):
    """From the keyed hash of an address to its account."""

    class Meta:
        table_name = "lookup"

    mac = UnicodeAttribute(hash_key=True)
    account = UnicodeAttribute()


class Session(Model):
    """A signed-in browser."""

    class Meta:
        table_name = "session"

    hash = UnicodeAttribute(hash_key=True)
    account = UnicodeAttribute()
    browser = UnicodeAttribute(null=True)
    created_at = _number()
    seen_at = _number()
    proven_at = _number(null=True)
    expires_at = _number()


class Browser(Model):
    """Where an account is signed in: leads to the session; the body says which device it is."""

    class Meta:
        table_name = "browser"

    account = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    session = UnicodeAttribute()
    before = UnicodeAttribute(null=True)
    created_at = _number()
    expires_at = _number()
    body = Sealed()


class Attempt(Model):
    """A sign-in under way; the body holds the address and the language."""

    class Meta:
        table_name = "attempt"

    id = UnicodeAttribute(hash_key=True)
    token_hash = UnicodeAttribute()
    code_mac = UnicodeAttribute()
    browser_hash = UnicodeAttribute()
    tries = _number(default=0)
    expires_at = _number()
    spent_at = _number(null=True)
    body = Sealed()


class Seat(Model):
    """That an account sits in a team; the team's own record of the member is content, in its space."""

    class Meta:
        table_name = "seat"

    account = UnicodeAttribute(hash_key=True)
    team = UnicodeAttribute(range_key=True)


class Counter(Model):
    """How often something limited happened in a stretch of time."""

    class Meta:
        table_name = "counter"

    key = UnicodeAttribute(hash_key=True)
    window = _number(range_key=True)
    used = _number(default=0)
    expires_at = _number()


MODELS: tuple[type[Model], ...] = (
    Log, Page, Key, Pending, Account, Lookup, Session, Browser, Attempt, Seat, Consent, Guardianship,
    Counter,
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
) -> engine.Line:
    """Point every table at one engine. `endpoint` None means AWS; `background` False compacts inline (Lambda).

    Returns the line whose session KMS shares. May be called again: caches of what was read before are dropped.
    """
    global _line
    _line = engine.Line(endpoint, region)
    globals()["background"] = background
    for model, name in _NAMES.items():
        meta: Any = model.Meta
        meta.table_name, meta.region, meta.host = prefix + name, region, endpoint
        meta.max_retry_attempts = engine.TRIES - 1
        meta.connect_timeout_seconds, meta.read_timeout_seconds = engine.CONNECT_SECONDS, engine.READ_SECONDS
        model._connection = None
        # PynamoDB makes a session and a client per table; one of each for all tables saves 90 ms a cold start.
        model._get_connection().connection._client = _line.dynamodb
    from . import cache, keys, pending

    cache.drop()
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
