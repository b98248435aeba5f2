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
}
