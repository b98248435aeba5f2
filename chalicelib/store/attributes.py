"""The attributes that models are made of."""

from __future__ import annotations

from typing import Any

from pynamodb.attributes import BinaryAttribute, NumberAttribute


class Sealed(BinaryAttribute):
    """Bytes that came out of cipher.seal or a key's wrap; the only kind of attribute that may hold content."""

    def __init__(self, **options: Any) -> None:
        """Options as for any PynamoDB attribute."""
        super().__init__(legacy_encoding=False, **options)


def number(**options: Any) -> NumberAttribute:
    return NumberAttribute(**options)
