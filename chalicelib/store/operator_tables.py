"""The tables of what an operator did and of teams that were erased, as PynamoDB models; tables.py says what holds for all of them."""

from __future__ import annotations

from pynamodb.attributes import ListAttribute, UnicodeAttribute
from pynamodb.models import Model

from .attributes import Sealed, number


class Switch(Model):
    """One of the operator's switches; the row is there only while it is on. Time in milliseconds since epoch."""

    class Meta:
        table_name = "switch"

    name = UnicodeAttribute(hash_key=True)
    since = number()


class Erased(Model):
    """That a team was erased, or (under its own id) an account: whatever is restored, its keys or rows are not. Time in
    milliseconds since epoch."""

    class Meta:
        table_name = "erased"

    team = UnicodeAttribute(hash_key=True)
    at = number()


class Erasure(Model):
    """A team that is to be erased (`queue` is always "due"), and all that its erasing needs: whoever does it holds no
    key that opens content. Times in milliseconds since epoch."""

    class Meta:
        table_name = "erasure"

    queue = UnicodeAttribute(hash_key=True)
    team = UnicodeAttribute(range_key=True)
    account = UnicodeAttribute()
    due_at = number()
    begun_at = number(null=True)
    told_at = number(null=True)
    seats: ListAttribute[str] = ListAttribute()
    projects: ListAttribute[str] = ListAttribute()


class Certificate(Model):
    """What the owner of an erased team keeps in hand; the body says what was deleted. Times in milliseconds."""

    class Meta:
        table_name = "certificate"

    account = UnicodeAttribute(hash_key=True)
    team = UnicodeAttribute(range_key=True)
    erased_at = number(null=True)
    cleared_at = number(null=True)
    body = Sealed()
