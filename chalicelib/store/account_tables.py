"""The tables about accounts, as PynamoDB models; tables.py says what holds for all of them."""

from __future__ import annotations

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

from .attributes import Sealed, number


class Account(Model):
    """A person's account; the body holds the address, the number and the accepted terms."""

    class Meta:
        table_name = "account"

    id = UnicodeAttribute(hash_key=True)
    body = Sealed()
    created_at = number()
    version = number(null=True)
    protected_until = number(null=True)
    trusted = UnicodeAttribute(null=True)
    closes_at = number(null=True)
    erasing = number(null=True)


class Closing(Model):
    """That an account closes: found by when it is due, the soonest first."""

    class Meta:
        table_name = "closing"

    queue = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    account = UnicodeAttribute()


class Lookup(Model):
    """From the keyed hash of an address or number to its account."""

    class Meta:
        table_name = "lookup"

    mac = UnicodeAttribute(hash_key=True)
    account = UnicodeAttribute()
    version = number(null=True)


class Session(Model):
    """A signed-in browser."""

    class Meta:
        table_name = "session"

    hash = UnicodeAttribute(hash_key=True)
    account = UnicodeAttribute()
    browser = UnicodeAttribute(null=True)
    created_at = number()
    seen_at = number()
    proven_at = number(null=True)
    closes_at = number(null=True)
    expires_at = number()


class Browser(Model):
    """Where an account is signed in: leads to the session; the body says which device it is."""

    class Meta:
        table_name = "browser"

    account = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    session = UnicodeAttribute()
    before = UnicodeAttribute(null=True)
    created_at = number()
    expires_at = number()
    body = Sealed()


class Factor(Model):
    """One way an account proves itself; the body holds what it is checked against."""

    class Meta:
        table_name = "factor"

    account = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    version = number()
    created_at = number()
    used_at = number(null=True)
    body = Sealed()
    before = Sealed(null=True)
    before_at = number(null=True)


class Challenge(Model):
    """Something one browser was asked and may answer once; the body says what and of whom."""

    class Meta:
        table_name = "challenge"

    id = UnicodeAttribute(hash_key=True)
    browser_hash = UnicodeAttribute()
    tries = number(default=0)
    expires_at = number()
    spent_at = number(null=True)
    region = UnicodeAttribute(null=True)
    body = Sealed()


class Attempt(Model):
    """A sign-in under way; the body holds the address and the language."""

    class Meta:
        table_name = "attempt"

    id = UnicodeAttribute(hash_key=True)
    token_hash = UnicodeAttribute()
    code_mac = UnicodeAttribute()
    browser_hash = UnicodeAttribute()
    tries = number(default=0)
    expires_at = number()
    spent_at = number(null=True)
    region = UnicodeAttribute(null=True)
    body = Sealed()


class Alert(Model):
    """The link in a notice by which its reader says "this was not me"; the body holds whom it was sent to."""

    class Meta:
        table_name = "alert"

    id = UnicodeAttribute(hash_key=True)
    account = UnicodeAttribute()
    token_hash = UnicodeAttribute()
    at = number()
    expires_at = number()
    spent_at = number(null=True)
    body = Sealed()


class Recovery(Model):
    """The recovery of an account: the body says of what, by which contacts, and what was stopped before."""

    class Meta:
        table_name = "recovery"

    account = UnicodeAttribute(hash_key=True)
    version = number()
    state = UnicodeAttribute()
    due_at = number()
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
    window = number(range_key=True)
    used = number(default=0)
    last_at = number(default=0)
    expires_at = number()
