"""One Region of a deployment as a site: people come through its API Gateway, and read what SES was given."""

import re
from pathlib import Path
from typing import Any

import httpx

from chalicelib.local.mailbox import CODE, SMS_CODE
from infra.emulator.deploy import SITE, Cloud
from infra.emulator.process import ACCOUNT
from tests.site import Site


class RegionSite(Site):
    """The API of one Region. It is started and stopped with its Cloud, which must be deployed."""

    def __init__(self, cloud: Cloud, region: str) -> None:
        super().__init__(Path())
        self.cloud, self.region = cloud, region
        self.url = cloud.addresses[region]

    @property
    def origin(self) -> str:
        """The site's name, which leads nowhere from here; people come to the API's own address."""
        return SITE

    def seen_from(self, address: str) -> dict[str, str]:
        """API Gateway sees the connection itself; the emulator believes this header instead."""
        return {"X-Forwarded-For": address}

    def mails(self, to: str) -> list[dict[str, str]]:
        """What either Region's SES was given for an address, or its SNS for a number; newest first."""
        if to.startswith("+"):
            asked = httpx.get(f"{self.cloud.emulator.url}/_ministack/sns/sms-messages", timeout=10)
            texts = [sms["Message"] for sms in asked.json()["sms_messages"].get(to, [])]
            return [{"to": to, "text": text} | _code(text, SMS_CODE) for text in reversed(texts)]
        asked = httpx.get(f"{self.cloud.emulator.url}/_ministack/ses/messages", timeout=10)
        sent = [mail for mail in asked.json()["messages"].get(ACCOUNT, []) if to in mail["To"]]
        sent.sort(key=lambda mail: -mail["Timestamp"])
        return [{"to": to, "text": mail["BodyText"]} | _code(mail["BodyText"], CODE) for mail in sent]


def _code(text: str, written: re.Pattern[str]) -> dict[str, Any]:
    found = written.search(text)
    return {"code": found and found[found.lastindex or 0]}
