"""Shapes of what the doors of recovery take and give. Times in milliseconds."""

from typing import Annotated

import msgspec

from chalicelib.entry.shapes import StepId, Typed
from chalicelib.recovery.device_lost import Recovery
from chalicelib.web.shapes import Email


class ByCode(msgspec.Struct, forbid_unknown_fields=True):
    """A code that was sent, and the check that asked for it."""

    check: StepId
    code: Typed


class Finish(msgspec.Struct, forbid_unknown_fields=True):
    """With a new code by text message where the number was proved at the beginning."""

    check: StepId | None = None
    code: Typed | None = None


class LostMailbox(msgspec.Struct, forbid_unknown_fields=True):
    """The account's number as it is typed; without a country it is Vietnamese."""

    phone: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class OnlyCode(msgspec.Struct, forbid_unknown_fields=True):
    code: Typed


class NewAddress(msgspec.Struct, forbid_unknown_fields=True):
    email: Email


class Checking(msgspec.Struct):
    """A code is on its way; `check` names what it proves."""

    check: str
    expires_at: int


class Asked(msgspec.Struct):
    """A code is on its way; `step` names what it finishes."""

    step: str
    expires_at: int


class Proved(msgspec.Struct):
    """Go on with `step`; how it stands with the account's recovery."""

    step: str
    expires_at: int
    recovery: Recovery


class Replaced(msgspec.Struct):
    """The sign-in whose mail has gone to `email`, the account's new address."""

    attempt: str
    expires_at: int
    email: str
