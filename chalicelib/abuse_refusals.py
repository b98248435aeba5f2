"""The rows of refusals.py about abuse: status, and what to do in Vietnamese and English."""

ABUSE: dict[str, tuple[int, str, str]] = {
    "team_suspended": (
        403,
        "Nhóm đang bị tạm ngưng nên chỉ đọc và xuất được; dữ liệu vẫn nguyên vẹn. Chủ nhóm xem lý do và khiếu nại ở "
        "trang Hạn chế của nhóm.",
        "This team is suspended: it can be read and exported, and nothing in it is lost. Its owner finds the reason, and "
        "can appeal, on the team\u2019s page Restriction.",
    ),
    "invitations_limited": (
        403,
        "Việc mời người của nhóm đang bị hạn chế: các liên kết tham gia tạm nghỉ, mỗi ngày chỉ gửi được vài lời mời qua "
        "e-mail. Chủ nhóm xem lý do và khiếu nại ở trang Hạn chế của nhóm.",
        "This team\u2019s invitations are limited: join links rest, and a few invitations a day go by e-mail. Its owner "
        "finds the reason, and can appeal, on the team\u2019s page Restriction.",
    ),
    "attachment_differs": (
        409,
        "Nội dung đính kèm không khớp với nội dung trong dự án. Hãy tải lại trang rồi báo cáo lại.",
        "What you attached is not what stands in the project. Load the page again, then report it.",
    ),
    "appealed": (
        409,
        "Quyết định này đã được khiếu nại một lần. Câu trả lời hiện ở trang này.",
        "This decision was appealed once already. The answer appears on this page.",
    ),
    "nothing_to_appeal": (
        409,
        "Hiện không có quyết định nào để khiếu nại. Hãy tải lại trang.",
        "There is no decision to appeal now. Load the page again.",
    ),
    "unproven": (
        409,
        "Bằng chứng của báo cáo này không khớp, nên không thể dựa vào đó để quyết định về nhóm. Hãy bỏ qua báo cáo.",
        "The proof of this report does not hold, so nothing about the team can rest on it. Dismiss the report.",
    ),
    "other_agent": (
        403,
        "Việc này cần một người khác: ai đã đề nghị hoặc quyết định thì không tự xác nhận.",
        "This takes somebody else: whoever asked for it or decided it cannot confirm it.",
    ),
    "decided_meanwhile": (
        409,
        "Đã có người quyết định trong lúc đó. Hãy tải lại trang.",
        "Somebody decided meanwhile. Load the page again.",
    ),
}
