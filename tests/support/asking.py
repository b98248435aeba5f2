"""What an agent asks to have done for an account, with the reason."""

from typing import Any

WORDS = "Chị Lan gọi từ số đã xác minh, nhờ làm giúp."


def wish(what: str, why: str = "phone", words: str = WORDS) -> dict[str, Any]:
    return {"what": what, "why": why, "words": words}
