"""The rows of refusals.py that the desk gives: status, and what to do in Vietnamese and English."""

DESK: dict[str, tuple[int, str, str]] = {
    "enrolment_over": (
        410,
        "Liên kết này đã dùng hoặc đã hết hạn. Hãy xin người vận hành một liên kết mới.",
        "This link was used or has expired. Ask the operator for a new one.",
    ),
    "last_passkey": (
        409,
        "Đây là khoá truy cập duy nhất của bạn. Hãy thêm một khoá khác trước khi gỡ khoá này.",
        "This is your only passkey. Add another one before you remove it.",
    ),
    "second_agent": (
        403,
        "Bạn là người đề nghị việc này, nên một nhân viên khác phải xác nhận.",
        "You asked for this, so another agent has to confirm it.",
    ),
    "decided": (
        409,
        "Việc này đã được quyết định. Hãy tải lại để xem kết quả.",
        "This was decided already. Load it again to see how.",
    ),
    "statement_broken": (
        422,
        "Dòng {line} của sao kê chưa đọc được: {what}. Chưa có gì được nhập; hãy sửa tệp hoặc tên cột rồi gửi lại.",
        "Line {line} of the statement cannot be read: {what}. Nothing was entered; mend the file or the names of its "
        "columns and send it again.",
    ),
    "statement_long": (
        413,
        "Sao kê có hơn {limit} khoản. Hãy tách thành nhiều tệp; dòng nào đã nhập sẽ không nhập lại.",
        "The statement has more than {limit} transfers. Split it; a line that was entered is not entered again.",
    ),
}
