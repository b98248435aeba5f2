"""Mail on one machine: kept in memory for the /mailbox page, and relayed to IZWORK_SMTP if that is set.

Nothing is written to disk: a mail names a person's address, and everything on the disk is sealed.
"""

import re
import smtplib
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from itertools import count
from threading import Lock
from typing import Any

import msgspec

from chalicelib import logs, settings

KEPT = 200  # mails
RELAY_SECONDS = 20.0
LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
# A code stands on a line of its own: eight letters and digits, perhaps in two groups.
CODE = re.compile(r"^[ \t]*([0-9A-Z]{4}[- ]?[0-9A-Z]{4})[ \t]*$", re.MULTILINE)


class Mail(msgspec.Struct):
    """One mail as it was sent; `at` in milliseconds since the epoch, `relayed` None without a relay."""

    id: int
    at: int
    to: str
    subject: str
    text: str
    html: str | None
    links: list[str]
    code: str | None
    relayed: bool | None = None


_mails: deque[Mail] = deque(maxlen=KEPT)
_ids = count(1)
_lock = Lock()
# One at a time and never in the request: how long a mail takes must not tell who has an account.
_relay = ThreadPoolExecutor(1, thread_name_prefix="mail")


def deliver(to: str, subject: str, text: str, html: str | None = None) -> None:
    """Put one mail in the mailbox and hand it to the relay, if there is one. Never waits, never raises."""
    code = CODE.search(text)
    with _lock:
        mail = Mail(
            next(_ids),
            time.time_ns() // 1_000_000,
            to,
            subject,
            text,
            html,
            LINK.findall(text),
            code and code[1],
        )
        _mails.appendleft(mail)
    if settings.current().smtp:
        _relay.submit(_send, mail)


def mails(to: str | None = None) -> list[Mail]:
    """The mails kept, newest first; only those to one address when `to` is given."""
    with _lock:
        return [mail for mail in _mails if to is None or mail.to == to]


def clear() -> None:
    """Forget them all, for tests."""
    with _lock:
        _mails.clear()


def as_json(to: str | None = None) -> bytes:
    found: list[Any] = [msgspec.to_builtins(mail) for mail in mails(to)]
    return msgspec.json.encode({"mails": found})


def _send(mail: Mail) -> None:
    try:
        host, _, port = (settings.current().smtp or "").rpartition(":")
        with smtplib.SMTP(host, int(port), timeout=RELAY_SECONDS) as server:
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls()
            server.send_message(_message(mail))
        mail.relayed = True
    except (OSError, ValueError, smtplib.SMTPException) as fault:
        mail.relayed = False
        logs.say("mail.not_relayed", fault)


def _message(mail: Mail) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.current().mail_from, mail.to, mail.subject
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    return message
