"""The tables of consents, as PynamoDB models; see tables.py for what is true of all."""

from __future__ import annotations

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

from .attributes import Sealed, number


class Consent(Model):
    """One entry of a person's consent ledger: written once, never changed; the body holds the hash of the one before."""

    class Meta:
        table_name = "consent"

    account = UnicodeAttribute(hash_key=True)
    number = number(range_key=True)
    body = Sealed()


class Guardianship(Model):
    """That a guardian was asked about a child's place in a team; the body holds whom, whose and where."""

    class Meta:
        table_name = "guardianship"

    id = UnicodeAttribute(hash_key=True)
    token_hash = UnicodeAttribute()
    seen_at = number(null=True)
    expires_at = number(null=True)
    body = Sealed()
