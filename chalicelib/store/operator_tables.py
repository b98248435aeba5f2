"""The tables of what an operator did, as PynamoDB models; tables.py says what holds for all of them."""

from __future__ import annotations

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

from .attributes import number


class Switch(Model):
    """One of the operator's switches; the row is there only while it is on. Time in milliseconds since epoch."""

    class Meta:
        table_name = "switch"

    name = UnicodeAttribute(hash_key=True)
    since = number()


class Erased(Model):
    """That a team was erased: whatever is restored, its keys are not. Time in milliseconds since epoch."""

    class Meta:
        table_name = "erased"

    team = UnicodeAttribute(hash_key=True)
    at = number()
