"""What an agent can do, each in words for who reads it afterwards: the owner of the account or the team it was about.

A feature adds its acts here, a line each, and tells of them through audit.tell().
"""

from __future__ import annotations

from typing import NamedTuple


class Act(NamedTuple):
    """One act in both languages, as the end of "IZwork's agent …"."""

    vi: str
    en: str


ACTS: dict[str, Act] = {
    "agent.appointed": Act("được người vận hành bổ nhiệm", "was appointed by the operator"),
    "agent.ended": Act("được người vận hành cho thôi việc ở bàn", "was let go by the operator"),
    "agent.enrolled": Act("đã đăng ký khoá truy cập", "set up a passkey"),
    "agent.signed_in": Act("đã đăng nhập vào bàn hỗ trợ", "signed in to the desk"),
    "ticket.read": Act("đã đọc một yêu cầu hỗ trợ", "read a ticket"),
    "ticket.answered": Act("đã trả lời một yêu cầu hỗ trợ", "answered a ticket"),
    "ticket.closed": Act("đã đóng một yêu cầu hỗ trợ", "closed a ticket"),
    "view.looked": Act(
        "đã xem bản sao dự án được chia sẻ trong yêu cầu hỗ trợ", "looked at the copy of a project shared in a ticket"
    ),
}
