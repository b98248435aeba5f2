"""What stands in the pictures, in each language."""

from typing import NamedTuple

# What the school says of itself, and what the reviewers ask.
SPONSORED = {
    "vi": ({}, "Xin gửi thêm quyết định thành lập trường, trang có chữ ký và con dấu."),
    "en": (
        {
            "name": "Lotus Vocational School",
            "activity": "Trains young people with disabilities in tailoring and electrics in Đà Nẵng.",
            "role": "Headmistress",
        },
        "Please add the decision that founded the school, the page with the signature and seal.",
    ),
}


class Words(NamedTuple):
    """What stands in the pictures, in one language."""

    team: str
    project: str
    lists: list[str]
    tasks: list[list[str]]  # a list's each
    labels: dict[str, str]  # colour: name
    steps: list[str]
    description: str
    comment: str


SPOKEN = {
    "vi": Words(
        "Trường nghề Hoa Sen", "Tuyển sinh khoá mới", ["Cần làm", "Đang làm", "Hoàn thành"],
        [
            ["Đặt lịch ngày hội tư vấn", "Gọi lại cho 20 phụ huynh", "Cập nhật học phí trên trang web"],
            ["In tờ rơi giới thiệu ngành Điện", "Soạn thư mời các trường THCS"],
            ["Chốt chỉ tiêu từng ngành"],
        ],
        {"blue": "truyền thông", "green": "phụ huynh", "orange": "gấp"},
        ["Chọn ảnh xưởng thực hành", "Duyệt lời với thầy Minh", "Gửi nhà in"],
        "In 500 tờ, khổ A5, hai mặt. Bản mẫu năm ngoái còn dùng được phần giới thiệu xưởng.",
        "Nhà in hẹn giao sáng thứ Sáu. Chị xem giúp em bản in thử nhé.",
    ),
    "en": Words(
        "Lotus Vocational School", "Autumn enrolment", ["To do", "Doing", "Done"],
        [
            ["Set the date of the open day", "Call 20 parents back", "Update the fees on the website"],
            ["Print the leaflet for Electrics", "Write to the secondary schools"],
            ["Agree on places per course"],
        ],
        {"blue": "publicity", "green": "parents", "orange": "urgent"},
        ["Choose photos of the workshop", "Have Minh read it", "Send it to the printer"],
        "500 copies, A5, both sides. The part about the workshop can stay as it was last year.",
        "The printer delivers on Friday morning. Could you look at the proof?",
    ),
}  # fmt: skip


class Said(NamedTuple):
    """What people and agents write to each other."""

    team: str
    subject: str
    text: str
    answer: str
    more: str
    draft: str
    why: str  # a project is shown to support
    reported: str
    words: str  # of who reports
    appeal: str
    reply: str  # to the appeal
    transfer: str  # on a bank statement, without an order
    note: str  # of a reviewer


SAID_AT_DESK = {
    "vi": Said(
        "Câu lạc bộ May Đà Nẵng", "Thẻ công việc tự nhảy sang danh sách khác",
        "Sáng nay em chuyển thẻ “In tờ rơi” sang Đang làm, tải lại trang thì thẻ lại ở Cần làm. Em dùng Chrome trên Windows.",
        "Cảm ơn chị đã báo. Chị cho chúng tôi xem bản sao của dự án ấy trong một giờ được không? Chúng tôi chỉ thấy đúng phần chị chọn.",
        "Dạ được, em chia sẻ ngay. Em không kèm bình luận nhé.",
        "Chúng tôi đã thấy: hai người cùng chuyển thẻ ấy trong một phút. Chị mở ",
        "Để thấy vì sao thẻ nhảy sang danh sách khác",
        "Chỉ cần mời ba người, mỗi tháng nhận mười triệu", "Người này mời cả lớp em vào mạng lưới bán hàng.",
        "Chúng tôi dạy may và bán sản phẩm của học viên, không tuyển người bán hàng nhiều tầng. Bình luận bị báo cáo là của một khách đã rời nhóm.",
        "Chúng tôi đã đọc lại. Bình luận ấy không phải của nhóm chị, ",
        "hoc phi thang 11", "Đã đối chiếu số đăng ký trên cổng thông tin quốc gia: đúng tên, còn hoạt động.",
    ),
    "en": Said(
        "Đà Nẵng sewing club", "Cards jump back to another list",
        "This morning I moved “Print the leaflet” to Doing, reloaded, and it was in To do again. Chrome on Windows.",
        "Thank you for telling us. Could you show us a copy of that project for an hour? We see only the parts that you choose.",
        "Sure, I am sharing it now, without the comments.",
        "We see it: two people moved that card within a minute. Please open ",
        "To see why the card jumps to another list",
        "Just invite three people and get ten million a month", "They ask my whole class to join their sales network.",
        "We teach sewing and sell what our students make; we recruit nobody. The comment was by a guest who has left.",
        "We read it again. That comment was not your team’s, ",
        "tuition for November", "Checked the registration in the national register: same name, active.",
    ),
}  # fmt: skip

# The app's own words, by which the pictures are reached.
LABELS = {
    "vi": {
        "report": "Báo cáo vi phạm", "erase": "Xoá nhóm…", "show": "Cho xem một dự án", "project": "Dự án",
        "consents": "Những gì tôi đã đồng ý", "look": "Xem bản sao", "preview": "Xem trước",
    },
    "en": {
        "report": "Report abuse", "erase": "Erase the team…", "show": "Show a project", "project": "Project",
        "consents": "What I agreed to", "look": "Look at the copy", "preview": "Preview",
    },
}  # fmt: skip
