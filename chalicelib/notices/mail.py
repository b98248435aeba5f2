"""Mail: what is written, and the one place where it leaves. Mails carry links and codes, never a team's content."""

from functools import cache
from importlib import import_module
from pathlib import Path
from string import Template
from typing import Any

from chalicelib import settings
from chalicelib.store import tables

TEMPLATES = Path(__file__).parent / "templates"


@cache
def template(name: str, language: str) -> tuple[str, Template]:
    """Subject and text of a template: the file's first line, and what follows the blank line."""
    subject, _, text = (TEMPLATES / f"{name}.{language}.txt").read_text(encoding="utf-8").partition("\n\n")
    return subject.strip(), Template(text)


def send(to: str, name: str, language: str, **facts: str) -> None:
    """Send the template `name` in `vi` or `en`; a missing fact is a KeyError."""
    subject, text = template(name, "en" if language == "en" else "vi")
    deliver(to, subject, text.substitute(facts))


def deliver(to: str, subject: str, text: str) -> None:
    """Hand one mail to the mailbox of this machine, or to SES."""
    chosen = settings.current()
    if chosen.mail == "mailbox":
        # By name: this module is packaged for Lambda, `local` is not.
        import_module("chalicelib.local.mailbox").deliver(to, subject, text, None)
        return
    ses().send_email(
        FromEmailAddress=chosen.mail_from,
        Destination={"ToAddresses": [to]},
        Content={"Simple": {"Subject": part(subject), "Body": {"Text": part(text)}}},
    )


def part(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}


@cache
def ses() -> Any:
    return tables.line().session.create_client("sesv2", settings.current().region)
