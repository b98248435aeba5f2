"""An agent's own passkeys: more than one, so that a lost device locks nobody out, and never none.

Who adds or removes one proved of late that it is the agent, by a passkey whose device verified its user: what a thief of
a session, or who sits down at a desk that was left, cannot.
"""

from __future__ import annotations

import secrets
from typing import Any, Literal

import msgspec

from chalicelib.clock import now
from chalicelib.desk import agent as agents
from chalicelib.desk import audit, session
from chalicelib.desk.agent import Agent, Held, Kept
from chalicelib.desk.sign_in import BOX, Asked
from chalicelib.factors import challenge, passkey
from chalicelib.refusals import Refused
from chalicelib.store.busy import Busy
from chalicelib.store.tables import Agent as Row

ADD: Literal["agent-passkey"] = "agent-passkey"
PROVE: Literal["agent-proof"] = "agent-proof"
MOST = 4
ROOM = 4096  # bytes that the desk key wraps: all passkeys are sealed in one body


class MyPasskey(msgspec.Struct):
    """One passkey as its agent sees it; `backed_up`: kept by several devices. Times in milliseconds."""

    id: str
    name: str
    created_at: int
    used_at: int | None
    backed_up: bool


def listed(by: Agent) -> list[MyPasskey]:
    """The agent's passkeys, the oldest first."""
    return [
        MyPasskey(one.id, one.key.name, one.created_at, one.used_at, one.key.backed_up)
        for one in agents.opened(_row(by)).passkeys
    ]


def ask(by: Agent, cookie: str | None) -> Asked:
    """Begin another passkey; a device that has one already makes none. Refused: full."""
    row = _row(by)
    kept = agents.opened(row)
    _must_have_room(kept)
    held = [one.key for one in kept.passkeys]
    return _asked(ADD, row, cookie, lambda number: passkey.creation(by.id, kept.email, number, held))


def add(by: Agent, step: str, cookie: str | None, name: str, answer: dict[str, Any]) -> str:
    """Keep the new passkey; its id. Refused: step_over, passkey_unknown, exists, full."""
    found = challenge.open(step, cookie or "", ADD, account=by.id, box=BOX)
    challenge.try_once(found)
    made = Held(passkey.made(name.strip(), found.asked.secret, answer), now())

    def adding(row: Row, kept: Kept) -> None:
        if row.appointed_at != found.asked.version:
            raise Refused("step_over")
        if made.id in {one.id for one in kept.passkeys}:
            raise Refused("exists", id=name)
        kept.passkeys.append(made)
        _must_have_room(kept, 0)

    adding(row := _row(by), agents.opened(row))
    challenge.spend(found)
    audit.tell(by.id, "agent.passkey_added")
    _change(by, adding)
    return made.id


def rename(by: Agent, id: str, name: str) -> None:
    """Give one another name; Refused("not_found")."""

    def renaming(_: Row, kept: Kept) -> None:
        _one(kept, id).key.name = name.strip()
        _must_have_room(kept, 0)

    renaming(row := _row(by), agents.opened(row))
    audit.tell(by.id, "agent.passkey_renamed")
    _change(by, renaming)


def remove(by: Agent, id: str) -> None:
    """Do without one of several; whoever is signed in elsewhere, perhaps by it, is out. Refused: not_found, last_passkey."""

    def removing(_: Row, kept: Kept) -> None:
        gone = _one(kept, id)
        if len(kept.passkeys) == 1:
            raise Refused("last_passkey")
        kept.passkeys.remove(gone)

    removing(row := _row(by), agents.opened(row))
    audit.tell(by.id, "agent.passkey_removed")
    _change(by, removing)
    session.end_others(by)


def ask_proof(by: Agent, cookie: str | None) -> Asked:
    """Ask for one of the agent's passkeys once more."""
    row = _row(by)
    held = [one.key for one in agents.opened(row).passkeys]
    return _asked(PROVE, row, cookie, lambda number: passkey.request(number, held))


def prove(by: Agent, step: str, cookie: str | None, answer: dict[str, Any]) -> str:
    """It is the agent: the session goes on under a new token; its cookie's value. Refused: step_over, passkey_unknown."""
    found = challenge.open(step, cookie or "", PROVE, account=by.id, box=BOX)
    challenge.try_once(found)
    row = _row(by)
    kept = agents.proved(row, found.asked.secret, answer)
    challenge.spend(found)
    if row.appointed_at != found.asked.version or not agents.keep(row, kept):
        raise Refused("passkey_unknown")
    return session.renew(by)


def _asked(purpose: challenge.For, row: Row, cookie: str | None, options: Any) -> Asked:
    number, browser = secrets.token_bytes(32), challenge.browser_of(cookie)
    step, _ = challenge.ask(browser, purpose, row.id, number, int(row.appointed_at), BOX)
    return Asked(step, browser, options(number))


def _change(by: Agent, changing: Any) -> None:
    """Do it to what is kept as it stands then: of two who change it at once, the second meets what the first left."""
    for _ in range(agents.TRIES):
        row = _row(by)
        kept = agents.opened(row)
        changing(row, kept)
        if agents.keep(row, kept):
            return
    raise Busy(1.0, "many changes to one agent at once")


def _row(by: Agent) -> Row:
    row = agents.in_office(by.id)
    if row is None:
        raise Refused("signed_out")
    return row


def _one(kept: Kept, id: str) -> Held:
    found = next((one for one in kept.passkeys if one.id == id), None)
    if found is None:
        raise Refused("not_found")
    return found


def _must_have_room(kept: Kept, more: int = 1) -> None:
    if len(kept.passkeys) + more > MOST or len(msgspec.json.encode(kept)) > ROOM:
        raise Refused("full", limit=str(MOST))
