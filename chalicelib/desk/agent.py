"""Agents: IZwork's own people. The operator appoints them, and they are let in by a passkey alone.

An agent's row says what holds now. The first passkey is set up once, over a link that the operator hands over; appointed
again, an agent begins anew: the roles are those given now, and what stood before (passkeys, sessions, link) is over.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Any, Literal, get_args

import msgspec

from chalicelib.accounts.session import digest
from chalicelib.clock import now
from chalicelib.factors import passkey
from chalicelib.ids import long_id_from, short_id_from
from chalicelib.refusals import Refused
from chalicelib.store import desk_key, lookup, rows
from chalicelib.store.busy import Busy
from chalicelib.store.tables import Agent as Row

Role = Literal["support", "finance", "reviewer", "abuse"]
ROLES: tuple[Role, ...] = get_args(Role)
QUEUE = "agents"
LINK = 24 * 3600 * 1000  # milliseconds in which the one-time link is used
TRIES = 5


class Agent(msgspec.Struct, frozen=True):
    """An agent who is signed in, by the session that proves it; a passkey was last used for it at `proven_at`."""

    id: str
    roles: tuple[str, ...]
    session: str
    proven_at: int


class Held(msgspec.Struct):
    """One passkey of an agent's. Times in milliseconds."""

    key: passkey.Kept
    created_at: int
    used_at: int | None = None

    @property
    def id(self) -> str:
        """It follows from the credential's, as a person's does."""
        return short_id_from("passkey", passkey.text(self.key.credential))


class Kept(msgspec.Struct):
    """What is sealed: the address the operator knows the agent by, and the passkeys once one is set up. `passkey` is
    where a row has it that was written when there was one at most."""

    email: str
    passkey: passkey.Kept | None = None
    passkeys: list[Held] = []


class Link(msgspec.Struct):
    """The one-time link: whose, its secret, and until when in milliseconds."""

    agent: str
    token: str
    ends_at: int


def appoint(email: str, roles: list[Role]) -> Link:
    """Appoint somebody, or anew who is an agent already."""
    address = email.strip().lower()
    id, token = id_of(address), secrets.token_urlsafe(32)
    body, given = seal(id, Kept(address)), " ".join(sorted(set(roles)))
    for _ in range(TRIES):
        at = now()
        link = Link(id, token, at + LINK)
        row = find(id)
        if row is None:
            made = Row(
                QUEUE, id, roles=given, version=1, appointed_at=at, link_hash=digest(token), link_ends_at=link.ends_at,
                body=body,
            )  # fmt: skip
            if rows.insert(made):
                return link
            continue
        # Never the time it had: sessions of an appointment end with it.
        actions = [
            Row.roles.set(given), Row.version.add(1), Row.appointed_at.set(max(at, int(row.appointed_at) + 1)),
            Row.enrolled_at.remove(), Row.ended_at.remove(), Row.link_hash.set(digest(token)),
            Row.link_ends_at.set(link.ends_at), Row.body.set(body),
        ]  # fmt: skip
        if rows.change(row, actions, Row.version == row.version):
            return link
    raise Busy(1.0, "many changes to one agent at once")


def end(id: str) -> bool:
    """Let an agent go: from the very next request nothing is answered any more. False when there is no such agent."""
    row = find(id)
    if row is None:
        return False
    actions = [Row.ended_at.set(now()), Row.version.add(1), Row.link_hash.remove(), Row.enrolled_at.remove()]
    return rows.change(row, actions, Row.id.exists())


def find(id: str) -> Row | None:
    return rows.find(Row, QUEUE, id)


def every() -> list[Row]:
    """All who ever were agents."""
    return rows.under(Row, QUEUE)


def id_of(email: str) -> str:
    """The id of the agent with this address, whether or not there is one."""
    return long_id_from("agent", lookup.mac("agent", email.strip().lower()))


def in_office(id: str) -> Row | None:
    """The agent's row if it has a passkey and was not let go."""
    row = find(id)
    return row if row is not None and row.ended_at is None and row.enrolled_at is not None else None


def invited(id: str, token: str) -> Row:
    """The row of who was given this link; Refused("enrolment_over") when it was used, is over or was never given."""
    row = find(id)
    if row is None or row.link_hash is None or not hmac.compare_digest(row.link_hash, digest(token)):
        raise Refused("enrolment_over")
    if now() >= row.link_ends_at:
        raise Refused("enrolment_over")
    return row


def enrol(row: Row, made: passkey.Kept) -> None:
    """Keep the passkey and use the link up; Refused("enrolment_over") when that happened meanwhile."""
    at = now()
    body = seal(row.id, Kept(opened(row).email, passkeys=[Held(made, at, at)]))
    actions = [
        Row.enrolled_at.set(at), Row.version.add(1), Row.link_hash.remove(), Row.link_ends_at.remove(), Row.body.set(body),
    ]  # fmt: skip
    if not rows.change(row, actions, (Row.version == row.version) & (Row.link_hash == row.link_hash)):
        raise Refused("enrolment_over")


def proved(row: Row, number: bytes, answer: dict[str, Any]) -> Kept:
    """What is kept of the agent after one of the passkeys signed this number, its user verified, to be kept by keep().
    Refused("passkey_unknown") when none did."""
    kept, credential = opened(row), passkey.credential_of(answer)
    held = next((one for one in kept.passkeys if one.key.credential == credential), None)
    if held is None:
        raise Refused("passkey_unknown")
    held.key, held.used_at = passkey.signed(held.key, number, answer), now()
    return kept


def keep(row: Row, kept: Kept) -> bool:
    """Keep it; False when the row changed since it was read."""
    actions = [Row.version.add(1), Row.body.set(seal(row.id, kept))]
    return rows.change(row, actions, Row.version == row.version)


def opened(row: Row) -> Kept:
    """What is sealed of an agent; only the desk has the key."""
    kept = msgspec.json.decode(desk_key.unwrap(_place(row.id), row.body), type=Kept)
    if kept.passkey is not None:
        kept.passkeys.append(Held(kept.passkey, int(row.enrolled_at or row.appointed_at)))
        kept.passkey = None
    return kept


def seal(id: str, kept: Kept) -> bytes:
    return desk_key.wrap(_place(id), msgspec.json.encode(kept))


def _place(id: str) -> str:
    return f"agent/{id}"
