"""Every refusal the product can give: its code, its HTTP status and what the person can do about it.

One row each. The sentences are shown as they stand, so they say what to do next; facts in braces are
filled from the refusal. A refusal is raised anywhere as `Refused("code", fact=...)`.
"""

from typing import Any, NamedTuple

from chalicelib import waiting
from chalicelib.abuse_refusals import ABUSE
from chalicelib.contact_refusals import CONTACTS
from chalicelib.desk_refusals import DESK
from chalicelib.machine_refusals import MACHINE
from chalicelib.plan_refusals import PLANS
from chalicelib.reasons import REASONS
from chalicelib.sponsorship_refusals import SPONSORSHIP
from chalicelib.ticket_refusals import TICKETS


class Row(NamedTuple):
    status: int
    vi: str
    en: str


REFUSALS: dict[str, Row] = {
    # what was sent
    "broken_json": Row(400, "Nội dung gửi lên không phải là JSON hợp lệ.", "The body is not valid JSON."),
    "key_required": Row(
        400,
        "Thiếu tiêu đề Idempotency-Key (16 đến 40 ký tự chữ, số, - hoặc _).",
        "Send an Idempotency-Key header of 16 to 40 letters, digits, - or _.",
    ),
    "bad_cursor": Row(
        400, "Vị trí đọc tiếp không hợp lệ. Hãy đọc lại từ đầu.", "The cursor is not valid. Start again."
    ),
    "json_required": Row(
        415, "Hãy gửi nội dung dạng application/json.", "Send the body as application/json."
    ),
    "invalid": Row(422, "Trường {field} chưa đúng: {reason}", "The field {field} is not right: {reason}"),
    "too_large": Row(
        413, "Nội dung gửi lên vượt quá {limit} byte.", "The body is larger than {limit} bytes."
    ),
    # who is asking
    "signed_out": Row(401, "Bạn cần đăng nhập để tiếp tục.", "Sign in to go on."),
    "foreign_origin": Row(
        403, "Yêu cầu đến từ một trang web khác nên bị từ chối.", "The request came from another site."
    ),
    "not_allowed": Row(
        403,
        "Vai trò của bạn không được làm việc này. Hãy nhờ quản trị viên.",
        "Your role does not allow this. Ask an admin.",
    ),
    "not_found": Row(
        404, "Không tìm thấy, hoặc bạn không có quyền xem.", "Not found, or not for you to see."
    ),
    "not_yours": Row(403, "Chỉ người viết mới sửa được.", "Only its author can change it."),
    "slow_down": Row(
        429,
        "Bạn thao tác quá nhanh. Hãy thử lại sau {wait}.",
        "Too many tries. Try again in {wait}.",
    ),
    "busy": Row(
        503,
        "Hệ thống đang bận. Hãy thử lại: gửi lại cùng một thay đổi không làm mất hay trùng gì.",
        "We are busy. Try again: sending the same change again loses and doubles nothing.",
    ),
    "read_only": Row(
        503,
        "Hệ thống đang được bảo trì và tạm thời chỉ cho đọc. Thay đổi của bạn được giữ lại; hãy gửi lại sau ít phút.",
        "The site is being repaired and can only be read for now. Keep your change and send it again in a few minutes.",
    ),
    # sign-in
    "other_browser": Row(
        403,
        "Liên kết này được yêu cầu từ một trình duyệt khác. Hãy gõ mã 8 ký tự trong thư.",
        "Another browser asked for this link. Type the 8-character code from the mail.",
    ),
    "wrong_code": Row(
        403, "Mã chưa đúng. Còn {tries_left} lần thử.", "That code is wrong. {tries_left} tries left."
    ),
    "attempt_over": Row(
        410,
        "Liên kết hoặc mã này đã dùng hoặc đã hết hạn. Hãy yêu cầu thư mới.",
        "This link or code was used or has expired. Ask for a new mail.",
    ),
    "terms_required": Row(
        409,
        "Lần đầu đăng nhập: hãy đọc và đồng ý với điều khoản sử dụng.",
        "First sign-in: read the terms of use and accept them.",
    ),
    "weak_password": Row(422, "Hãy chọn mật khẩu khác: {reason}", "Choose another password: {reason}"),
    "wrong_password": Row(
        403,
        "E-mail hoặc mật khẩu chưa đúng. Bạn vẫn có thể đăng nhập bằng liên kết gửi qua e-mail.",
        "The e-mail or the password is wrong. A link by e-mail still signs you in.",
    ),
    "password_paused": Row(
        429,
        "Mật khẩu đã bị gõ sai quá nhiều lần. Hãy đăng nhập bằng liên kết gửi qua e-mail, hoặc chờ {wait}.",
        "Too many wrong passwords. Sign in by a link in your mail, or wait {wait}.",
    ),
    "wrong_step": Row(
        403, "Mã chưa đúng. Còn {tries_left} lần thử.", "That is not right. {tries_left} tries left."
    ),
    "step_over": Row(
        410,
        "Bước này đã dùng hoặc đã hết hạn. Hãy bắt đầu lại.",
        "This step was used or has expired. Start again.",
    ),
    "passkey_unknown": Row(
        403,
        "Khoá truy cập này không còn dùng được ở đây. Hãy đăng nhập bằng cách khác.",
        "This passkey is not known here any more. Sign in another way.",
    ),
    "two_step_first": Row(
        409,
        "Hãy thêm ứng dụng xác thực hoặc khoá truy cập trước.",
        "Add an authenticator app or a passkey first.",
    ),
    "wrong_proof": Row(
        403,
        "Chưa đúng. Hãy thử lại, hoặc chọn cách khác.",
        "That is not right. Try again, or choose another way.",
    ),
    "prove_again": Row(
        403,
        "Hãy xác nhận lại rằng đây là bạn, rồi thử lại.",
        "Prove again that it is you, then repeat this.",
    ),
    "wording_changed": Row(
        409,
        "Văn bản đã có bản mới. Hãy đọc bản hiện hành rồi trả lời.",
        "There is a newer version of this text. Read the one in force, then answer.",
    ),
    "terms_unaccepted": Row(
        403,
        "Bạn chưa đồng ý với điều khoản hiện hành. Bạn vẫn đọc và xuất được mọi thứ; để ghi thay đổi, hãy mở trang Điều khoản và trả lời.",
        "You have not accepted the terms in force. You can still read and export everything; to make changes, open the Terms page and answer.",
    ),
    **{
        code: Row(*row)
        for code, row in (CONTACTS | PLANS | DESK | MACHINE | SPONSORSHIP | ABUSE | TICKETS).items()
    },
    # teams
    "guardian_required": Row(
        409,
        "Lời mời này dành cho người dưới 16 tuổi: hãy cho biết e-mail người giám hộ để xin đồng ý.",
        "This invitation is for a person under 16: give a guardian's e-mail address, so that they can consent.",
    ),
    "guardian_same": Row(
        409,
        "Người giám hộ phải là một người khác, với địa chỉ e-mail khác.",
        "The guardian must be another person, with another e-mail address.",
    ),
    "guardian_over": Row(
        410,
        "Câu hỏi này đã được trả lời hoặc đã hết hạn. Người được mời có thể hỏi lại.",
        "This question was answered or has expired. The invited person can ask again.",
    ),
    "last_owner": Row(
        409,
        "Chủ nhóm cần bàn giao nhóm trước khi rời.",
        "The owner has to hand the team over before leaving.",
    ),
    "already_member": Row(409, "Người này đã ở trong nhóm.", "This person is in the team already."),
    "team_closing": Row(
        409,
        "Nhóm sắp bị xoá nên chỉ đọc và xuất được. Chủ nhóm có thể huỷ việc xoá trong cài đặt nhóm.",
        "This team is about to be erased, so it can only be read and exported. Its owner can call that off in its settings.",
    ),
    "other_address": Row(
        403,
        "Lời mời này gửi cho một địa chỉ e-mail khác. Hãy đăng nhập bằng địa chỉ nhận lời mời.",
        "This invitation is for another e-mail address. Sign in with the invited one.",
    ),
    "invitation_over": Row(
        410,
        "Lời mời này đã dùng, đã hết hạn hoặc đã bị thu hồi. Hãy xin lời mời mới.",
        "This invitation was used, has expired or was revoked. Ask for a new one.",
    ),
    # projects
    "exists": Row(409, "Mã {id} đã được dùng.", "The id {id} is taken."),
    "archived": Row(
        409,
        "Dự án đã lưu trữ. Hãy khôi phục dự án để sửa.",
        "The project is archived. Restore it to change it.",
    ),
    "list_not_empty": Row(
        409,
        "Danh sách còn công việc đang mở. Hãy chuyển hoặc đóng chúng trước.",
        "The list still holds open tasks. Move or close them first.",
    ),
    "full": Row(
        409, "Đã đủ {limit} mục, không thêm được nữa.", "There are {limit} already; no more can be added."
    ),
    "stale": Row(
        409,
        "Người khác vừa sửa nội dung này. Hãy chọn giữa hai bản.",
        "Someone else changed this text meanwhile. Choose between the two versions.",
    ),
}


class Refused(Exception):
    """The product says no. `code` is a key of REFUSALS; `facts` go into the answer as they are."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    @property
    def status(self) -> int:
        return REFUSALS[self.code].status

    def sentence(self, language: str) -> str:
        """What to tell the person, in `vi` or `en`."""
        text = REFUSALS[self.code].en if language == "en" else REFUSALS[self.code].vi
        names = ("field", "reason", "limit", "id", "tries_left", "line", "what")
        facts: dict[str, Any] = dict.fromkeys(names, "") | self.facts
        facts["wait"] = waiting.told(self.facts.get("retry_after", 0), language)
        if facts["reason"]:
            reason = REASONS[facts["reason"]][language == "en"]
            facts["reason"] = reason.format_map(facts)
        return text.format_map(facts)

    def problem(self, language: str, request_id: str) -> dict[str, Any]:
        """The RFC 9457 body of this refusal."""
        row = REFUSALS[self.code]
        return {
            "type": f"/problems/{self.code}",
            "title": self.code.replace("_", " "),
            "status": row.status,
            "code": self.code,
            "detail": self.sentence(language),
            "request_id": request_id,
        } | {name: fact for name, fact in self.facts.items() if name != "reason"}
