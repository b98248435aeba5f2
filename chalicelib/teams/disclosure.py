"""The register of disclosures: every time something of a team was shown to somebody outside it, in the team's space.

Written by the very code that shows it, before it does.
"""

from typing import Any, Literal

from chalicelib.clock import now
from chalicelib.store import space
from chalicelib.store.records import Record
from chalicelib.store.reducer import Change
from chalicelib.store.space import Proposal, State
from chalicelib.teams.member import Member, accepted

Shown = Literal["guardian", "support"]
What = Literal["names", "project"]


class Disclosure(Record, kind="disclosure", set="board"):
    """`what` of the team was shown `to` whom, about which `person` or `project`; `consent` is the hash of the ledger's
    entry."""

    to: Shown
    what: What
    person: str
    consent: str
    at: int
    project: str | None = None


def enter(team: str, id: str, by: str, fields: dict[str, Any]) -> None:
    """Enter a disclosure once, whoever tries it how often; `by` is the member whose act led to it."""

    def decide(state: State) -> list[Change]:
        if state.get("disclosure", id) is not None:
            return []
        return [{"kind": "disclosure", "id": id, "set": fields | {"at": now()}}]

    proposal = Proposal(f"disclosure-{id}", None, by, "disclosure.enter", decide, exclusive=True)
    accepted(space.commit(team, [proposal])[0])


def register(by: Member) -> list[dict[str, Any]]:
    """The team's disclosures, newest first."""
    found = [{"id": id, **record} for id, record in by.state.of("disclosure").items()]
    return sorted(found, key=lambda one: (-one["at"], one["id"]))
