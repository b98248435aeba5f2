"""The tables of plans, as PynamoDB models; see tables.py for what is true of all."""

from __future__ import annotations

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

from .attributes import number


class Term(Model):
    """A stretch of time that a team is on a plan: so many months that were paid, or until a day that was granted."""

    class Meta:
        table_name = "term"

    team = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    plan = UnicodeAttribute()
    from_at = number()
    months = number(null=True)
    ends_at = number(null=True)


class Usage(Model):
    """How much a team stores, as it was last measured. Bytes; time in milliseconds since epoch."""

    class Meta:
        table_name = "usage"

    team = UnicodeAttribute(hash_key=True)
    bytes = number()
    measured_at = number()
