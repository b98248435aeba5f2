"""One row of the table of the desk's doors (doors.py)."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from tests.desk.desk import Agent
from tests.people import new_id

ROLES = ("support", "finance", "reviewer", "abuse")
ANYONE = "anyone"
EVERY = " ".join(ROLES)


class DeskRow(NamedTuple):
    """One door. `who` are the roles it lets in, or ANYONE; `status` what those get for a request that is right.

    `body` and `ids` are made per request by the agent who asks; without `ids`, ids are of things that are not there.
    """

    method: str
    path: str
    who: str
    status: int = 200
    body: Callable[[Agent], Any] | None = None
    ids: Callable[[Agent], dict[str, str]] | None = None
    query: dict[str, Any] | None = None

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def address(self, agent: Agent, real: bool) -> str:
        given = self.ids(agent) if real and self.ids else {}
        missing = {kind: new_id() for kind in re.findall(r"\{(\w+)\}", self.path)}
        return self.path.format(**missing | given)
