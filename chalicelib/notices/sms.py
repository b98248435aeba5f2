"""Text messages: codes, and notices for whom no mail may reach. The one place where they leave."""

from functools import cache
from importlib import import_module
from typing import Any

from chalicelib import settings
from chalicelib.notices.mail import template
from chalicelib.store import tables


def send(to: str, name: str, language: str, **facts: str) -> None:
    """Send the template `name` in `vi` or `en` to an E.164 number; a missing fact is a KeyError."""
    _, text = template(name, "en" if language == "en" else "vi")
    deliver(to, text.substitute(facts).strip())


def deliver(to: str, text: str) -> None:
    """Hand one message to the mailbox of this machine, or to SNS."""
    chosen = settings.current()
    if chosen.sms == "mailbox":
        # By name: this module is packaged for Lambda, `local` is not.
        import_module("chalicelib.local.mailbox").deliver_sms(to, text)
        return
    # Transactional: sent by the way that arrives, not by the cheapest one.
    attributes = {"AWS.SNS.SMS.SMSType": "Transactional"}
    if chosen.sms_sender:
        attributes["AWS.SNS.SMS.SenderID"] = chosen.sms_sender
    sns().publish(
        PhoneNumber=to,
        Message=text,
        MessageAttributes={
            name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()
        },
    )


@cache
def sns() -> Any:
    return tables.line().session.create_client("sns", settings.current().region)
