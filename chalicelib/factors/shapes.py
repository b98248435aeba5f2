"""Shapes of what the factors' doors take and give."""

from typing import Annotated

import msgspec


class NewProof(msgspec.Struct, forbid_unknown_fields=True):
    """A mailed code, with the `attempt` it was asked for by."""

    attempt: Annotated[str, msgspec.Meta(max_length=64)]
    code: Annotated[str, msgspec.Meta(max_length=40)]
