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
    "agent.passkey_added": Act("đã thêm một khoá truy cập", "added a passkey"),
    "agent.passkey_renamed": Act("đã đổi tên một khoá truy cập", "renamed a passkey"),
    "agent.passkey_removed": Act("đã gỡ một khoá truy cập", "removed a passkey"),
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
    # abuse
    "report.queue": Act("đã xem danh sách báo cáo vi phạm", "looked at the list of reports of abuse"),
    "report.read": Act("đã đọc một báo cáo vi phạm", "read a report of abuse"),
    "report.dismissed": Act("đã bỏ qua một báo cáo vi phạm", "dismissed a report of abuse"),
    "team.warned": Act("đã nhắc nhở nhóm", "warned the team"),
    "team.limited": Act("đã hạn chế việc mời người của nhóm", "limited the team's invitations"),
    "team.suspension_asked": Act("đã đề nghị tạm ngưng nhóm", "asked for the team's suspension"),
    "team.suspended": Act("đã xác nhận tạm ngưng nhóm", "confirmed the team's suspension"),
    "team.suspension_declined": Act("đã không đồng ý tạm ngưng nhóm", "turned down the team's suspension"),
    "team.restriction_lifted": Act("đã gỡ bỏ hạn chế của nhóm", "lifted what was decided about the team"),
    "team.decisions_read": Act("đã xem các quyết định về nhóm", "looked at what was decided about the team"),
    "appeal.queue": Act("đã xem danh sách khiếu nại", "looked at the list of appeals"),
    "appeal.read": Act("đã đọc một khiếu nại", "read an appeal"),
    "appeal.answered": Act("đã trả lời khiếu nại của nhóm", "answered the team's appeal"),
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
    # applications for sponsorship
    "sponsorship.listed": Act(
        "đã xem danh sách hồ sơ xin tài trợ", "looked at the list of applications for sponsorship"
    ),
    "sponsorship.opened": Act("đã mở hồ sơ xin tài trợ", "opened an application for sponsorship"),
    "sponsorship.taken": Act("đã nhận xét hồ sơ xin tài trợ", "took up an application for sponsorship"),
    "sponsorship.document": Act(
        "đã xem một giấy tờ trong hồ sơ xin tài trợ", "looked at a document of an application"
    ),
    "sponsorship.asked": Act("đã đề nghị bổ sung hồ sơ xin tài trợ", "asked for more about an application"),
    "sponsorship.noted": Act("đã ghi chú vào hồ sơ xin tài trợ", "wrote a note in an application"),
    "sponsorship.proposed_grant": Act("đã đề xuất chấp thuận tài trợ", "proposed to grant a sponsorship"),
    "sponsorship.proposed_refuse": Act("đã đề xuất từ chối tài trợ", "proposed to refuse a sponsorship"),
    "sponsorship.proposed_revoke": Act("đã đề xuất dừng tài trợ", "proposed to end a sponsorship"),
    "sponsorship.confirmed": Act(
        "đã xác nhận đề xuất của người xét duyệt khác", "confirmed what another reviewer proposed"
    ),
    "sponsorship.dropped": Act("đã bỏ một đề xuất về việc tài trợ", "dropped a proposal about a sponsorship"),
}
