"""The rows of refusals.py that the desk gives: status, and what to do in Vietnamese and English."""

DESK: dict[str, tuple[int, str, str]] = {
    "enrolment_over": (
        410,
        "Liên kết này đã dùng hoặc đã hết hạn. Hãy xin người vận hành một liên kết mới.",
        "This link was used or has expired. Ask the operator for a new one.",
    ),
}
