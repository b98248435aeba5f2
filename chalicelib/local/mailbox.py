"""Mail on one machine: kept in memory for the /mailbox page, and relayed to IZWORK_SMTP if that is set.

Nothing is written to disk: a mail names a person's address, and everything on the disk is sealed.
"""

import re
import smtplib
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from itertools import count
from threading import Lock
from typing import Any

import msgspec

from chalicelib import logs, settings
from chalicelib.clock import now

KEPT = 200  # mails
RELAY_SECONDS = 20.0
LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
# A code stands on a line of its own: eight letters and digits, perhaps in two groups.
CODE = re.compile(r"^[ \t]*([0-9A-Z]{4}[- ]?[0-9A-Z]{4})[ \t]*$", re.MULTILINE)
SMS_CODE = re.compile(r"\b[0-9]{6}\b")


class Mail(msgspec.Struct):
    """One mail, or text message (`to` a number), as it was sent; `at` in milliseconds since the epoch, `relayed` None without a relay."""

    id: int
    at: int
    to: str
    subject: str
    text: str
    html: str | None
    links: list[str]
    code: str | None
    relayed: bool | None = None
    kind: str = "mail"


_mails: deque[Mail] = deque(maxlen=KEPT)
_ids = count(1)
_lock = Lock()
# One at a time and never in the request: how long a mail takes must not tell who has an account.
_relay = ThreadPoolExecutor(1, thread_name_prefix="mail")


def deliver(
    to: str, subject: str, text: str, html: str | None = None, untaken: Callable[[], None] | None = None
) -> None:
    """Put one mail in the mailbox and hand it to the relay, if there is one; `untaken` is called when that does not
    take it. Never waits, never raises."""
    code = CODE.search(text)
    with _lock:
        mail = Mail(
            next(_ids),
            now(),
            to,
            subject,
            text,
            html,
            LINK.findall(text),
            code and code[1],
        )
        _mails.appendleft(mail)
    if settings.current().smtp:
        _relay.submit(_send, mail, untaken)


def deliver_sms(to: str, text: str) -> None:
    """Put one text message in the mailbox; a machine without a provider has nowhere else to send it."""
    code = SMS_CODE.search(text)
    with _lock:
        sms = Mail(
            next(_ids), now(), to, "", text, None, LINK.findall(text), code and code[0],
            kind="sms",
        )  # fmt: skip
        _mails.appendleft(sms)


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


def relay(to: str, subject: str, text: str) -> None:
    """Hand a mail of some time ago to the relay. OSError (smtplib's are too) when it does not take it."""
    mail = Mail(0, now(), to, subject, text, None, [], None)
    _hand_over(mail)
    with _lock:
        for shown in _mails:
            if (shown.to, shown.text) == (to, text):
                shown.relayed = True


def _send(mail: Mail, untaken: Callable[[], None] | None) -> None:
    try:
        _hand_over(mail)
        mail.relayed = True
    except (OSError, ValueError) as fault:
        mail.relayed = False
        logs.say("mail.not_relayed", fault)
        if untaken is not None:
            _keep(mail, untaken)


def _keep(mail: Mail, untaken: Callable[[], None]) -> None:
    try:
        untaken()
    except Exception as fault:  # nobody waits for this thread: say it, and take the next mail
        logs.say("mail.not_kept", fault)


def _hand_over(mail: Mail) -> None:
    host, _, port = (settings.current().smtp or "").rpartition(":")
    with smtplib.SMTP(host, int(port), timeout=RELAY_SECONDS) as server:
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls()
        server.send_message(_message(mail))


def _message(mail: Mail) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.current().mail_from, mail.to, mail.subject
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    return message
