"""Where a check account's mail is read, as it arrives for anyone: the mailbox of one machine, or the bucket that SES
puts mail to check-<region>.<domain> into."""

import email
import email.policy
import json
import time
import urllib.error
import urllib.request
from typing import Any, Protocol

from monitoring.checks.door import SECONDS, Failed

PATIENCE = 30.0


class Mailbox(Protocol):
    """`domain` is what its addresses end with, `patience` how many seconds a mail may take."""

    domain: str
    patience: float

    def texts(self, to: str) -> list[str]:
        """The texts of the mails to an address that are there now."""


def wait(mailbox: Mailbox, to: str, holding: str) -> str:
    """The text of the mail to an address that holds certain words; Failed when none comes."""
    until = time.monotonic() + mailbox.patience
    while True:
        for text in mailbox.texts(to):
            if holding in text:
                return text
        if time.monotonic() > until:
            raise Failed("no mail came")
        time.sleep(0.5)


class OneMachine:
    """/mailbox.json of a server that `make run` started."""

    domain = "check.example"

    def __init__(self, site: str, patience: float = 5.0) -> None:
        self.patience = patience
        self._url = site.rstrip("/") + "/mailbox.json"

    def texts(self, to: str) -> list[str]:
        try:
            with urllib.request.urlopen(self._url, timeout=SECONDS) as answer:
                mails = json.load(answer)["mails"]
        except (OSError, ValueError, KeyError, urllib.error.URLError) as fault:
            raise Failed("there is no mailbox of one machine at this address; see --pulse") from fault
        return [mail["text"] for mail in mails if mail["to"] == to]


class Bucket:
    """Mail as SES put it into S3. What was read is taken out, and the rest goes after a day."""

    def __init__(self, s3: Any, bucket: str, domain: str) -> None:
        self._s3, self._bucket, self.domain = s3, bucket, domain
        self.patience = PATIENCE
        self._others: set[str] = set()

    def texts(self, to: str) -> list[str]:
        found = []
        listed = self._s3.list_objects_v2(Bucket=self._bucket).get("Contents", [])
        for key in sorted(one["Key"] for one in listed if one["Key"] not in self._others):
            raw = self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read()
            mail = email.message_from_bytes(raw, policy=email.policy.default)
            body = mail.get_body(("plain",))
            if to not in str(mail["To"]) or body is None:
                self._others.add(key)
                continue
            found.append(str(body.get_content()))
            self._s3.delete_object(Bucket=self._bucket, Key=key)
        return found
