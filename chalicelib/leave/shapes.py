"""What the doors of leaving take in and give back."""

from typing import Annotated

import msgspec

from chalicelib.leave.certificate import SignedCertificate


class NewErasure(msgspec.Struct, forbid_unknown_fields=True):
    """`name` is the team's, typed; `at_once` leaves no thirty days to call it off."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    at_once: bool = False


class Erasing(msgspec.Struct):
    """When the team is or will be erased, in milliseconds."""

    erases_at: int


class Exporting(msgspec.Struct):
    """`whole`: the member may read all of the team. `at`, in milliseconds, and `issuer` stand in the export."""

    seq: int
    at: int
    whole: bool
    issuer: str


class Certificates(msgspec.Struct):
    certificates: list[SignedCertificate]
