"""Shapes of what the contacts' doors take and give. Times in milliseconds."""

from typing import Annotated, Literal

import msgspec

from chalicelib.web.shapes import Email

Phone = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
Language = Literal["vi", "en"]


class NewEmail(msgspec.Struct, forbid_unknown_fields=True):
    email: Email


class NewPhone(msgspec.Struct, forbid_unknown_fields=True):
    """A number as it is typed; without a country it is Vietnamese."""

    phone: Phone


class Sent(msgspec.Struct):
    """A code is on its way to `to`; `verification` names what it finishes."""

    verification: str
    to: str
    expires_at: int


class ByCode(msgspec.Struct, forbid_unknown_fields=True):
    verification: Annotated[str, msgspec.Meta(max_length=64)]
    code: Annotated[str, msgspec.Meta(max_length=40)]


class ByLinkOrCode(msgspec.Struct, forbid_unknown_fields=True):
    """Either the link's `token` or the typed `code`."""

    verification: Annotated[str, msgspec.Meta(max_length=64)]
    token: Annotated[str, msgspec.Meta(max_length=100)] | None = None
    code: Annotated[str, msgspec.Meta(max_length=40)] | None = None


class Change(msgspec.Struct):
    """A change that can be undone until `until`, by the link in the notice that was sent."""

    kind: Literal["email", "phone"]
    at: int
    until: int


class Contacts(msgspec.Struct):
    """`phone` in E.164, `phone_shown` as it is read; `protected_until` 0 unless contacts stand still for this browser."""

    email: str
    phone: str | None
    phone_shown: str | None
    phone_verified_at: int | None
    changes: list[Change]
    protected_until: int
