"""The tables of IZwork's own people at the desk, as PynamoDB models; tables.py says what holds for all of them."""

from __future__ import annotations

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

from .attributes import Sealed, number


class Agent(Model):
    """Somebody who works at the desk (`queue` is always "agents"); the body holds the address and the passkeys. What the
    agent was given at `appointed_at` holds until another time stands there. Times in milliseconds since epoch."""

    class Meta:
        table_name = "agent"

    queue = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    roles = UnicodeAttribute()
    version = number()
    appointed_at = number()
    enrolled_at = number(null=True)
    ended_at = number(null=True)
    link_hash = UnicodeAttribute(null=True)
    link_ends_at = number(null=True)
    body = Sealed()


class AgentSession(Model):
    """A browser where an agent is signed in."""

    class Meta:
        table_name = "agent_session"

    agent = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    token_hash = UnicodeAttribute()
    appointed_at = number()
    created_at = number()
    seen_at = number()
    proven_at = number(null=True)
    expires_at = number()
    device = Sealed()


class DeskLog(Model):
    """One thing that an agent did, under what it was about: written once, never changed."""

    class Meta:
        table_name = "desk_log"
        stands = True

    about = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    at = number()
    agent = UnicodeAttribute()
    roles = UnicodeAttribute()
    act = UnicodeAttribute()
    account = UnicodeAttribute(null=True)
    team = UnicodeAttribute(null=True)
    case = UnicodeAttribute(null=True)
    errand = UnicodeAttribute(null=True)
    note = UnicodeAttribute(null=True)


class Errand(Model):
    """What the desk wants done that needs keys it has not: under "waiting" until it is done, then under what it was
    about (an account, a team, an order's reference) with what came of it. The note is a word of the program's own; the body
    holds what the agent gave as the reason."""

    class Meta:
        table_name = "errand"

    queue = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    what = UnicodeAttribute()
    about = UnicodeAttribute()
    account = UnicodeAttribute(null=True)
    agent = UnicodeAttribute()
    note = UnicodeAttribute(null=True)
    asked_at = number()
    done_at = number(null=True)
    outcome = UnicodeAttribute(null=True)
    many = number(null=True)
    body = Sealed(null=True)


class Approval(Model):
    """What one agent asks for and another confirms (`queue` is always "approvals")."""

    class Meta:
        table_name = "approval"

    queue = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    what = UnicodeAttribute()
    team = UnicodeAttribute()
    note = UnicodeAttribute(null=True)
    asked_by = UnicodeAttribute()
    asked_at = number()
    decided_by = UnicodeAttribute(null=True)
    decided_at = number(null=True)
    decision = UnicodeAttribute(null=True)


class Fault(Model):
    """That a request of an account failed on our side: by its id the operator finds it in the log."""

    class Meta:
        table_name = "fault"

    account = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    at = number()
    method = UnicodeAttribute()
    route = UnicodeAttribute()
    request = UnicodeAttribute()
    expires_at = number()
