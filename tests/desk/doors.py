"""The table of the desk's doors: each route, and which roles it lets in. A feature's rows stand beside its tests, in
tests/<feature>/desk_doors.py, and are listed here."""

from typing import Any

from tests.abuse.desk_doors import ABUSE_DESK
from tests.billing.desk_doors import FINANCE
from tests.desk.desk import Agent
from tests.desk.row import ANYONE, EVERY, DeskRow
from tests.factors.device import Device
from tests.sponsorship.desk_doors import SPONSORSHIP
from tests.support.desk_doors import SUPPORT
from tests.tickets.desk_doors import TICKETS

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
    DeskRow("GET", "/desk/me/passkeys", EVERY),
    DeskRow("POST", "/desk/me/passkeys/options", EVERY),
    DeskRow(
        "POST",
        "/desk/me/passkeys",
        EVERY,
        410,
        lambda a: {"step": "A" * 22, "name": "Khoá dự phòng", "passkey": made(a)},
    ),
    DeskRow("PATCH", "/desk/me/passkeys/{passkey}", EVERY, 404, lambda _: {"name": "Khoá"}),
    DeskRow("DELETE", "/desk/me/passkeys/{passkey}", EVERY, 404),
    DeskRow("POST", "/desk/me/proof", EVERY),
    DeskRow(
        "POST",
        "/desk/me/proof/{step}",
        EVERY,
        410,
        lambda a: {"passkey": a.device.get({"challenge": "AAAA"})},
    ),
    DeskRow("GET", "/desk/me/log", EVERY),
    DeskRow("DELETE", "/desk/session", EVERY, 204),
]


def made(agent: Agent) -> Any:
    return Device(agent.desk.origin).create({"challenge": "AAAA", "user": {"id": "AAAA"}})


FEATURES: list[DeskRow] = [*DESK, *SUPPORT, *FINANCE, *SPONSORSHIP, *ABUSE_DESK, *TICKETS]
