"""A running desk beside a site, and agents who are signed in there."""

import json
import os
import signal
import subprocess
import sys
from typing import Any

import httpx

from tests.engine_rows import engine_url
from tests.factors.device import Device
from tests.people import Person, good
from tests.site import ROOT, Site

# The product's function, given an order as the operator gives it.
ORDER = """
import json, sys
from app import app
print(json.dumps(app({"order": sys.argv[1], "given": json.loads(sys.argv[2])}, None)))
"""


class Desk:
    """The desk's own process, on the site's data directory. Looks like a Site to a Person."""

    def __init__(self, site: Site) -> None:
        self.site, self.data = site, site.data
        self.url = self.origin = ""
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> "Desk":
        kept = {k: v for k, v in os.environ.items() if not k.startswith("IZWORK_")}
        told = {"IZWORK_SURFACE": "desk", "DESK_PORT": "0", "IZWORK_DATA": str(self.data)}
        log = (self.data.parent / "desk.log").open("a")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "chalicelib.local"],
            cwd=ROOT, env=kept | told, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.origin = self.process.stdout.readline().strip()
        if not self.origin:
            raise RuntimeError(f"the desk did not start: see {log.name}")
        self.url = self.origin.replace("localhost", "127.0.0.1")
        return self

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(20)
            self.process = None

    def seen_from(self, address: str) -> dict[str, str]:
        return {}

    def mails(self, to: str) -> list[dict[str, str]]:
        """Those of the site: the desk sends none."""
        return self.site.mails(to)


class Agent(Person):
    """Somebody at the desk, with the link that the operator gave them."""

    def __init__(self, desk: Desk, *roles: str, name: str = "agent") -> None:
        super().__init__(desk, name)  # type: ignore[arg-type]
        self.desk, self.roles = desk, roles
        self.device = Device(desk.origin)
        self.id, self.token = "", ""

    def appointed(self) -> "Agent":
        done = ordered(self.desk.site, "agent-appoint", email=self.email, roles=[*self.roles])["done"]
        self.id, _, self.token = done["path"].removeprefix("/desk#").partition(".")
        assert done["agent"] == self.id
        return self

    def enrol(self) -> httpx.Response:
        asked = self.post("/desk/enrolment", {"agent": self.id, "token": self.token})
        made = self.device.create(asked["options"])
        return self.ask(
            "POST", "/desk/enrolment/passkey", {"step": asked["step"], "token": self.token, "passkey": made}
        )

    def sign_in(self) -> "Agent":
        good(self.signing_in())
        return self

    def signing_in(self) -> httpx.Response:
        asked = self.post("/desk/sign-in", None)
        return self.ask(
            "POST", f"/desk/sign-in/{asked['step']}", {"passkey": self.device.get(asked["options"])}
        )


def signed_in(desk: Desk, *roles: str, name: str = "agent") -> Agent:
    """A new agent with these roles, appointed, enrolled and signed in."""
    agent = Agent(desk, *roles, name=name).appointed()
    good(agent.enrol())
    return agent


def ordered(site: Site, order: str, **given: Any) -> Any:
    """What the product's function answers to an order of the operator."""
    environment = os.environ | {
        "IZWORK_MODE": "local", "IZWORK_SITE": site.url, "IZWORK_MAIL": "mailbox", "IZWORK_SMS": "mailbox",
        "IZWORK_ENGINE": engine_url(site), "IZWORK_KEYS": str(site.data / "keys"), "IZWORK_SURFACE": "product",
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", ORDER, order, json.dumps(given)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)
