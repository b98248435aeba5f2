"""The one kind of attribute that may hold what people wrote."""

from __future__ import annotations

from typing import Any

from pynamodb.attributes import BinaryAttribute


class Sealed(BinaryAttribute):
    """Bytes that came out of cipher.seal or a key's wrap; the only kind of attribute that may hold content."""

    def __init__(self, **options: Any) -> None:
        """Options as for any PynamoDB attribute."""
        super().__init__(legacy_encoding=False, **options)
