"""The tables of cases, as PynamoDB models; see tables.py for what is true of all."""

from __future__ import annotations

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

from .attributes import Sealed, number


class Case(Model):
    """Something handed to the desk. Its own key is wrapped twice: for the desk and for the account that opened it."""

    class Meta:
        table_name = "case"

    kind = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    account = UnicodeAttribute(null=True)
    team = UnicodeAttribute(null=True)
    state = UnicodeAttribute()
    proposed_by = UnicodeAttribute(null=True)
    topic = UnicodeAttribute(null=True)
    version = number()
    opened_at = number()
    changed_at = number()
    for_desk = Sealed()
    for_account = Sealed(null=True)
    body = Sealed()


class CaseEntry(Model):
    """One thing said or done in a case: written once, never changed."""

    class Meta:
        table_name = "case_entry"

    case = UnicodeAttribute(hash_key=True)
    by = UnicodeAttribute()
    at = number()
    number = number(range_key=True)
    body = Sealed()


class CaseFile(Model):
    """One part of a file handed in with a case."""

    class Meta:
        table_name = "case_file"

    case = UnicodeAttribute(hash_key=True)
    part = UnicodeAttribute(range_key=True)
    body = Sealed()


class OwnCase(Model):
    """From an account to the cases that it opened."""

    class Meta:
        table_name = "own_case"

    account = UnicodeAttribute(hash_key=True)
    case = UnicodeAttribute(range_key=True)
    kind = UnicodeAttribute()
    seen_at = number(null=True)


class CaseLook(Model):
    """When the minute's job looks at a case, which its id ends with: to tell its account, to end what waited too
    long, or to delete what was kept long enough."""

    class Meta:
        table_name = "case_look"

    queue = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
