"""The rows of refusals.py about tickets and what support is shown: status, and what to do in Vietnamese and English."""

TICKETS: dict[str, tuple[int, str, str]] = {
    "ticket_closed": (
        409,
        "Yêu cầu này đã đóng. Hãy mở lại yêu cầu rồi viết tiếp, hoặc gửi một yêu cầu mới.",
        "This ticket is closed. Reopen it to write on, or send a new one.",
    ),
    "ticket_over": (
        409,
        "Yêu cầu này đã đóng quá 30 ngày nên không mở lại được. Hãy gửi một yêu cầu mới.",
        "This ticket was closed more than 30 days ago and cannot be reopened. Send a new one.",
    ),
    "ticket_changed": (
        409,
        "Yêu cầu vừa có thay đổi. Hãy tải lại trang và thử lại.",
        "This ticket has just changed. Load the page again and repeat this.",
    ),
    "view_shared": (
        409,
        "Trong yêu cầu này đang có một dự án được chia sẻ. Hãy thu hồi trước, rồi chia sẻ dự án khác.",
        "A project is being shared in this ticket already. Withdraw that first, then share another.",
    ),
    "view_incomplete": (
        409,
        "Bản sao chưa đến đủ hoặc không đúng dạng nên chưa có gì được chia sẻ. Hãy thử chia sẻ lại.",
        "The copy did not arrive whole, so nothing is shared. Try to share it again.",
    ),
    "view_large": (
        413,
        "Bản sao lớn quá {limit} MB. Hãy bỏ chọn mô tả hoặc bình luận rồi thử lại.",
        "The copy is larger than {limit} MB. Leave out descriptions or comments and try again.",
    ),
    "view_over": (
        410,
        "Người dùng đã thu hồi, hoặc thời gian cho xem đã hết. Bản sao không còn nữa.",
        "It was withdrawn by its person, or its time is over. The copy is gone.",
    ),
}
