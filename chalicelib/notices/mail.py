"""Mail: what is written, and the one place where it leaves. Mails carry links and codes, never a team's content."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Template
from typing import Any

import msgspec

from chalicelib import settings
from chalicelib.store import tables
from chalicelib.store.busy import Busy
from chalicelib.store.engine import reaching

TEMPLATES = Path(__file__).parent / "templates"
# Somebody waits for the answer meanwhile; what took longer is kept and sent by the next minute's job.
SES_SECONDS = 2


class Undelivered(Exception):
    """Nobody took the mail; the text says why and names no one."""


class Letter(msgspec.Struct):
    """A mail before it is written out: a template in `vi` or `en`, and what stands in it. `useless_at`: milliseconds
    since the epoch, when its link or code is over."""

    to: str
    template: str
    language: str
    facts: dict[str, str]
    useless_at: int

    def written(self) -> tuple[str, str]:
        """Subject and text; KeyError when a fact is missing."""
        subject, text = template(self.template, "en" if self.language == "en" else "vi")
        return Template(subject).substitute(self.facts), text.substitute(self.facts)


@cache
def template(name: str, language: str) -> tuple[str, Template]:
    """Subject and text of a template: the file's first line, and what follows the blank line."""
    subject, _, text = (TEMPLATES / f"{name}.{language}.txt").read_text(encoding="utf-8").partition("\n\n")
    return subject.strip(), Template(text)


def deliver(letter: Letter, untaken: Callable[[Letter], None]) -> None:
    """Show it in the mailbox of this machine, whose relay is asked afterwards, or hand it to SES now. `untaken` gets
    the letter that nobody took."""
    if settings.current().mail == "mailbox":
        mailbox().deliver(letter.to, *letter.written(), untaken=lambda: untaken(letter))
        return
    try:
        hand_over(letter)
    except Undelivered:
        untaken(letter)


def hand_over_first(letter: Letter, untaken: Callable[[Letter], None]) -> None:
    """Give it to whoever carries mail from here, where it was not shown yet. Raises Undelivered, or calls `untaken`."""
    if settings.current().mail == "mailbox":
        deliver(letter, untaken)
    else:
        hand_over(letter)


def hand_over(letter: Letter) -> None:
    """Give it to whoever carries mail from here: SES, or this machine's relay. Raises Undelivered.

    No answer in time counts as not taken, so a mail may arrive twice: better than not at all.
    """
    subject, text = letter.written()
    if settings.current().mail == "mailbox":
        try:
            mailbox().relay(letter.to, subject, text)
        except OSError as fault:
            raise Undelivered(type(fault).__name__) from fault
        return
    try:
        with reaching():
            ses().send_email(
                FromEmailAddress=settings.current().mail_from,
                Destination={"ToAddresses": [letter.to]},
                Content={"Simple": {"Subject": part(subject), "Body": {"Text": part(text)}}},
            )
    except Busy as fault:
        raise Undelivered(str(fault)) from fault
    except ses().exceptions.ClientError as refusal:
        # Its code alone: the sentence may hold the address.
        raise Undelivered(refusal.response["Error"]["Code"]) from refusal


def part(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}


def mailbox() -> Any:
    """By name: this module is packaged for Lambda, `local` is not."""
    return import_module("chalicelib.local.mailbox")


@cache
def ses() -> Any:
    return tables.line().client("sesv2", None, SES_SECONDS)
