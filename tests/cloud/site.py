"""One Region of a deployment as a site: people come through its API Gateway, and read what SES was given."""

from pathlib import Path

import httpx

from chalicelib.local.mailbox import CODE
from infra.emulator.deploy import Cloud
from infra.emulator.process import ACCOUNT
from tests.site import Site


class RegionSite(Site):
    """The API of one Region. It is started and stopped with its Cloud, which must be deployed."""

    def __init__(self, cloud: Cloud, region: str) -> None:
        super().__init__(Path())
        self.cloud, self.region = cloud, region
        self.url = cloud.addresses[region]

    def seen_from(self, address: str) -> dict[str, str]:
        """API Gateway sees the connection itself; the emulator believes this header instead."""
        return {"X-Forwarded-For": address}

    def mails(self, to: str) -> list[dict[str, str]]:
        """What either Region's SES was given for an address, newest first."""
        asked = httpx.get(f"{self.cloud.emulator.url}/_ministack/ses/messages", timeout=10)
        sent = [mail for mail in asked.json()["messages"].get(ACCOUNT, []) if to in mail["To"]]
        sent.sort(key=lambda mail: -mail["Timestamp"])
        return [{"to": to, "text": mail["BodyText"]} | _code(mail["BodyText"]) for mail in sent]


def _code(text: str) -> dict[str, str]:
    found = CODE.search(text)
    return {"code": found[1]} if found else {}
