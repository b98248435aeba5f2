"""The rows of refusals.py about one's own account, its e-mail and phone and its closing: status, and what to do in
Vietnamese and English."""

CONTACTS: dict[str, tuple[int, str, str]] = {
    "wrong_number": (
        422,
        "Đây không phải là một số điện thoại. Hãy gõ như 0912 345 678, hoặc +65 9123 4567 với số nước ngoài.",
        "This is no phone number. Type it like 0912 345 678, or like +65 9123 4567 for one abroad.",
    ),
    "landline": (
        422,
        "Đây là số máy bàn, không nhận được tin nhắn. Hãy dùng số di động.",
        "This is a landline, which gets no text messages. Use a mobile number.",
    ),
    "service_number": (
        422,
        "Đây là số tổng đài hoặc dịch vụ. Hãy dùng số di động của bạn.",
        "This is a service number. Use a mobile number of your own.",
    ),
    "address_changed": (
        409,
        "Tài khoản của địa chỉ này vừa đổi sang e-mail khác. Hãy đăng nhập bằng e-mail mới. Nếu không phải bạn đổi, "
        "hãy mở liên kết hoàn tác trong thư chúng tôi đã gửi đến địa chỉ này.",
        "The account of this address has changed to another e-mail. Sign in with the new one. If it was not you who "
        "changed it, open the undo link in the mail we sent to this address.",
    ),
    "contact_taken": (
        409,
        "Một tài khoản khác đang dùng địa chỉ hoặc số này. Hãy đăng nhập vào tài khoản đó và gỡ nó ra trước.",
        "Another account uses this address or number. Sign in to that account and take it out there first.",
    ),
    "contact_busy": (
        409,
        "Có một thay đổi khác vừa diễn ra cùng lúc. Hãy tải lại trang rồi thử lại.",
        "Another change came between. Load the page again and repeat it.",
    ),
    "too_many_changes": (
        429,
        "E-mail hoặc số điện thoại đã đổi nhiều lần trong 3 ngày qua. Hãy đợi đến khi những lần đổi đó không còn "
        "hoàn tác được nữa.",
        "E-mail or phone were changed many times within 3 days. Wait until those changes can no longer be undone.",
    ),
    "alert_over": (
        410,
        "Liên kết này đã dùng hoặc đã hết hạn. Nếu chính bạn vừa bấm, mọi việc đã xong: hãy đăng nhập lại.",
        "This link was used or has expired. If it was you who pressed it, all is done: sign in again.",
    ),
    "recovery_by_mail": (
        403,
        "Hãy đăng nhập bằng liên kết gửi đến e-mail của tài khoản: việc khôi phục bắt đầu từ đó.",
        "Sign in by the link mailed to the account\u2019s address: recovery begins there.",
    ),
    "recovery_early": (
        409,
        "Thời gian chờ chưa hết. Hãy quay lại vào lúc đã hẹn; chúng tôi sẽ gửi thư nhắc.",
        "The wait is not over. Come back at the time you were told; we send a mail then.",
    ),
    "recovery_phone": (
        403,
        "Hãy xác minh số điện thoại bạn đã dùng khi bắt đầu khôi phục.",
        "Prove the phone number that you used when the recovery began.",
    ),
    "recovery_over": (
        410,
        "Không có việc khôi phục nào đang chờ: nó đã xong, đã bị dừng hoặc đã hết hạn. Hãy bắt đầu lại.",
        "No recovery is under way: it is done, was stopped or has expired. Begin again.",
    ),
    "recovery_unknown": (
        404,
        "Không có tài khoản IZwork nào dùng số này. Hãy thử số khác, hoặc tạo tài khoản bằng e-mail của bạn.",
        "No IZwork account uses this number. Try another one, or open an account with your e-mail.",
    ),
    "recovery_other": (
        409,
        "Tài khoản đang có một việc khôi phục khác. Nếu không phải bạn bắt đầu, hãy dừng nó bằng liên kết trong tin nhắn "
        "đã gửi đến số của bạn, rồi thử lại.",
        "Another recovery of this account is under way. If it is not yours, stop it by the link in the message to your "
        "number, then try again.",
    ),
    "protected": (
        403,
        "Tài khoản đang được bảo vệ sau khi có người báo \u201ckhông phải tôi\u201d. Hãy đăng xuất rồi đăng nhập lại bằng "
        "thư gửi đến e-mail của tài khoản để thay đổi mục này.",
        "The account is protected because somebody said \u201cthis was not me\u201d. To change this, sign out and sign in "
        "again by the mail to the account\u2019s address.",
    ),
    "account_closing": (
        403,
        "Tài khoản này đang chờ đóng. Hãy mở IZwork trên trình duyệt để giữ lại tài khoản, hoặc đăng xuất.",
        "This account is about to close. Open IZwork in the browser to keep it, or sign out.",
    ),
    "teams_unanswered": (
        409,
        "Hãy chọn trước cho từng nhóm bạn làm chủ: bàn giao cho ai, hoặc xoá cùng tài khoản.",
        "Choose first for each team that you own: who takes it over, or that it is erased with the account.",
    ),
}
