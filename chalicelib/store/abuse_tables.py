"""The table of what was decided about teams that were reported, as a PynamoDB model; see tables.py for what is true of
all."""

from __future__ import annotations

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

from .attributes import number


class Restriction(Model):
    """What the desk decided about one team, decision after decision; no row while there was none."""

    class Meta:
        table_name = "restriction"

    team = UnicodeAttribute(hash_key=True)
    version = number()
    level = UnicodeAttribute()
    asked_by = UnicodeAttribute(null=True)
    history = UnicodeAttribute()
