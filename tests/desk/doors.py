"""The table of the desk's doors: each route, and which roles it lets in. A feature's rows stand beside its tests, in
tests/<feature>/desk_doors.py, and are listed here."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from tests.desk.desk import Agent
from tests.factors.device import Device
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


DESK = [
    DeskRow("POST", "/desk/enrolment", ANYONE, 410, lambda _: {"agent": "A" * 22, "token": "x"}),
    DeskRow(
        "POST",
        "/desk/enrolment/passkey",
        ANYONE,
        410,
        lambda a: {"step": "A" * 22, "token": "x", "passkey": made(a)},
    ),
    DeskRow("POST", "/desk/sign-in", ANYONE),
    DeskRow(
        "POST",
        "/desk/sign-in/{step}",
        ANYONE,
        410,
        lambda a: {"passkey": a.device.get({"challenge": "AAAA"})},
    ),
    DeskRow("GET", "/desk/openapi.json", ANYONE),
    DeskRow("GET", "/desk/me", EVERY),
    DeskRow("GET", "/desk/me/sessions", EVERY),
    DeskRow("DELETE", "/desk/me/sessions", EVERY, 204),
    DeskRow("DELETE", "/desk/me/sessions/{session}", EVERY, 404),
    DeskRow("GET", "/desk/me/log", EVERY),
    DeskRow("DELETE", "/desk/session", EVERY, 204),
]


def made(agent: Agent) -> Any:
    return Device(agent.desk.origin).create({"challenge": "AAAA", "user": {"id": "AAAA"}})


FEATURES: list[DeskRow] = [*DESK]
