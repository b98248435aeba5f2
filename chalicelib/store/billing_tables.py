"""The tables of plans, as PynamoDB models; see tables.py for what is true of all."""

from __future__ import annotations

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

from .attributes import Sealed, number


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


class Order(Model):
    """An order of a plan by a team; the body holds who buys what for how much, and the hashes of its documents."""

    class Meta:
        table_name = "order"

    team = UnicodeAttribute(hash_key=True)
    reference = UnicodeAttribute(range_key=True)
    created_at = number()
    accepted_at = number(null=True)
    paid_at = number(null=True)
    body = Sealed()


class Reference(Model):
    """From the text of a bank transfer to the team that it is for."""

    class Meta:
        table_name = "reference"

    reference = UnicodeAttribute(hash_key=True)
    team = UnicodeAttribute()


class Contract(Model):
    """One document of an order, sealed with the team's key."""

    class Meta:
        table_name = "contract"

    team = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    body = Sealed()


class Payment(Model):
    """A line of a bank statement, under the reference it names or "none"; the body, sealed for the desk, holds the
    bank's number, day and text. The amount is in đồng."""

    class Meta:
        table_name = "payment"

    reference = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    amount = number()
    entered_at = number()
    assigned = UnicodeAttribute(null=True)
    body = Sealed()


class Reminder(Model):
    """A mail about a plan that is due at a time, which its id begins with; the body holds whom to tell what."""

    class Meta:
        table_name = "reminder"

    queue = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    tried_at = number(null=True)
    body = Sealed()


class Usage(Model):
    """How much a team stores, as it was last measured. Bytes; time in milliseconds since epoch."""

    class Meta:
        table_name = "usage"

    team = UnicodeAttribute(hash_key=True)
    bytes = number()
    measured_at = number()
