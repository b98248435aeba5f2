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
    # support
    "account.seen": Act(
        "đã tìm tài khoản theo e-mail hoặc số bạn cho biết, và xem tình trạng đăng nhập",
        "found the account by the e-mail address or number that was given, and looked at how it signs in",
    ),
    "account.none": Act(
        "đã tìm một e-mail hoặc số không thuộc tài khoản nào",
        "looked for an e-mail address or number that no account has",
    ),
    "account.errands": Act(
        "đã xem những việc đã nhờ làm cho tài khoản", "looked at what had been asked for the account"
    ),
    "errand.resend-mails": Act("đã nhờ gửi lại thư đang chờ", "had the waiting mails sent again"),
    "errand.lift-limits": Act(
        "đã nhờ bỏ chặn đăng nhập do thử quá nhiều lần", "had the limits on signing in lifted"
    ),
    "errand.start-recovery": Act(
        "đã nhờ bắt đầu thời gian chờ khôi phục tài khoản", "had the wait of a recovery begun"
    ),
    "errand.end-sessions": Act("đã nhờ đăng xuất khỏi mọi thiết bị", "had every session ended"),
    # tickets
    "ticket.read": Act("đã đọc một yêu cầu hỗ trợ", "read a ticket"),
    "ticket.answered": Act("đã trả lời một yêu cầu hỗ trợ", "answered a ticket"),
    "ticket.closed": Act("đã đóng một yêu cầu hỗ trợ", "closed a ticket"),
    "view.looked": Act(
        "đã xem bản sao dự án được chia sẻ trong yêu cầu hỗ trợ",
        "looked at the copy of a project shared in a ticket",
    ),
    # finance
    "payments.looked": Act("đã xem thử một sao kê ngân hàng", "looked at what a bank statement would do"),
    "payments.entered": Act(
        "đã nhập khoản chuyển tiền trong sao kê", "entered transfers of a bank statement"
    ),
    "payments.unmatched": Act(
        "đã xem các khoản chuyển tiền không ghi mã đơn", "looked at the transfers that name no order"
    ),
    "payments.assigned": Act("đã gán một khoản chuyển tiền cho đơn", "gave a transfer to an order"),
    "order.seen": Act("đã xem tình trạng một đơn đặt gói", "looked at how an order stands"),
    "plan.seen": Act("đã xem gói của nhóm", "looked at the team's plan"),
    "grant-plan.asked": Act("đã đề nghị cấp gói cho nhóm", "asked that the team be given a plan"),
    "grant-plan.confirmed": Act(
        "đã xác nhận việc cấp gói cho nhóm", "confirmed that the team is given a plan"
    ),
    "grant-plan.declined": Act("đã từ chối đề nghị cấp gói", "declined that the team be given a plan"),
    "revoke-plan.asked": Act("đã đề nghị thu hồi gói đã cấp", "asked that the team's granted plan end"),
    "revoke-plan.confirmed": Act(
        "đã xác nhận việc thu hồi gói đã cấp", "confirmed that the team's granted plan ends"
    ),
    "revoke-plan.declined": Act(
        "đã từ chối đề nghị thu hồi gói", "declined that the team's granted plan end"
    ),
}
