"""The promises of the terms of use: one row each, with how it is kept, what is still missing, and its test.

A promise whose feature does not stand yet says so. tests/promises has a file for each row; a test holds the two
against each other.
"""

from typing import Literal

import msgspec

State = Literal["kept", "partly", "not_yet"]


class Words(msgspec.Struct, frozen=True):
    """What is promised, how it is kept, and what is missing ("" when nothing is)."""

    promise: str
    how: str
    missing: str = ""


class Promise(msgspec.Struct, frozen=True):
    """`id` is P1 to P12; `test` the file of its test."""

    id: str
    state: State
    test: str
    vi: Words
    en: Words


def _row(id: str, state: State, test: str, vi: Words, en: Words) -> Promise:
    return Promise(id, state, f"tests/promises/test_{id.lower()}_{test}.py", vi, en)


PROMISES: tuple[Promise, ...] = (
    _row(
        "P1", "kept", "personal_data",
        Words(
            "Về một người, IZwork chỉ giữ e-mail và số điện thoại, dùng để xác minh đăng nhập và nâng cấp.",
            "Hai thông tin này được mã hóa bằng một khóa riêng. Địa chỉ hoặc số vừa được thay chỉ được giữ khoảng ba ngày để có thể hoàn tác. Tên là nội dung của nhóm. Danh mục dữ liệu bên dưới được lập từ chính khai báo của chương trình; một thông tin không có trong danh mục thì chương trình không chạy.",
        ),
        Words(
            "About a person IZwork keeps only e-mail and phone, used to verify sign-in and for upgrades.",
            "Both are sealed under a key of their own. An address or number that was replaced is kept for about three days, so that the change can be undone. Names are the team's content. The inventory below is made from the program's own declarations; with anything not listed there, the program does not start.",
        ),
    ),
    _row(
        "P2", "partly", "certificate",
        Words(
            "Đường truyền luôn dùng chứng thực của chính tên miền; khách hàng có máy chủ riêng có thể dùng chứng thực của mình.",
            "Chỉ TLS 1.2 trở lên; trình duyệt được dặn không bao giờ dùng kết nối không mã hóa; cookie đăng nhập chỉ đi qua kết nối an toàn. Khi triển khai riêng, chứng thực của khách hàng được nhập vào.",
            "Máy chủ riêng chỉ gồm một máy chưa tự dùng chứng thực của khách hàng.",
        ),
        Words(
            "Traffic is under the domain's own certificate; a customer may bring one, with a dedicated server.",
            "TLS 1.2 or newer only; browsers are told never to use a connection without it; the sign-in cookie travels over secure connections alone. A deployment of its own takes a customer's imported certificate.",
            "A dedicated server of one machine does not serve a customer's certificate by itself yet.",
        ),
    ),
    _row(
        "P3", "kept", "sealing",
        Words(
            "Mọi dữ liệu dự án và công việc đều được mã hóa, gói miễn phí và gói trả phí như nhau.",
            "Chỉ có một đường ghi, và đường đó luôn mã hóa (AES-256-GCM, khóa riêng cho từng nhóm). Không có công tắc nào tắt được, và phần mã hóa không biết đến gói dịch vụ.",
        ),
        Words(
            "All project and work data is encrypted, the same for free and paid.",
            "There is one way to write, and it always seals (AES-256-GCM, a key for each team). No switch turns it off, and what seals knows nothing of plans.",
        ),
    ),
    _row(
        "P4", "kept", "no_third_party",
        Words(
            "Nội dung không đến tay bên thứ ba nếu người dùng không đồng ý.",
            "Trang không tải gì từ nơi khác và không có công cụ theo dõi. Mỗi lần nội dung được cho người ngoài xem đều nằm trong sổ công bố của nhóm, kèm sự đồng ý làm căn cứ.",
        ),
        Words(
            "Content goes to no third party without the user's consent.",
            "The page loads nothing from elsewhere and has no trackers. Every time content is shown to somebody outside, it stands in the team's register of disclosures with the consent it rests on.",
        ),
    ),
    _row(
        "P5", "kept", "own_accounts",
        Words(
            "Chỉ đăng nhập bằng tài khoản IZwork; không dùng và không cung cấp đăng nhập qua mạng xã hội.",
            "Trong chương trình không có phần nào để đăng nhập qua bên khác.",
        ),
        Words(
            "Sign-in is by IZwork's own accounts only; no social login is used or offered.",
            "The program holds no code for signing in through anyone else.",
        ),
    ),
    _row(
        "P6", "kept", "mails",
        Words(
            "Liên kết đăng nhập gửi qua e-mail được bảo vệ; thư tự động chỉ mang liên kết và tin về dự án.",
            "Liên kết dùng được một lần, trong 10 phút, và chỉ ở trình duyệt đã yêu cầu; mở liên kết không đăng nhập được, phải bấm nút. Thư không mang nội dung của nhóm; thư và tin nhắn báo về tài khoản chỉ nêu việc đã xảy ra, thiết bị, thời điểm và Vùng phục vụ.",
        ),
        Words(
            "Sign-in links come by e-mail and are guarded; automatic mails carry links and project news.",
            "A link works once, for 10 minutes, only in the browser that asked; opening it signs nobody in, pressing the button does. Mails carry none of a team's content; notices about an account name what happened, the device, the time and the Region that served it.",
        ),
    ),
    _row(
        "P7", "kept", "use",
        Words(
            "Không dùng IZwork cho bán hàng đa cấp, chính trị hay việc trái pháp luật.",
            "Không có tài khoản nào mở được khi chưa đồng ý với điều khoản; sự đồng ý nằm trong sổ đồng ý và có biên nhận. Ai thấy vi phạm đều báo cáo được một bình luận, công việc, dự án hay lời mời: bộ phận xử lý chỉ đọc những gì người đó chọn gửi, kèm bằng chứng đã ký rằng nội dung ấy có thật, và không ai mở nhóm ra xem. Nhóm vi phạm bị nhắc nhở, hạn chế mời hoặc tạm ngưng khi hai người cùng quyết định; chủ nhóm biết lý do, được khiếu nại, và nhóm luôn đọc, xuất được.",
        ),
        Words(
            "IZwork is not for network marketing, politics or anything illegal.",
            "No account is opened before the terms are accepted; that stands in the consent ledger, with a receipt. Whoever meets a breach can report a comment, a task, a project or an invitation: the desk reads only what they chose to send, with a signed proof that it stood there, and nobody opens the team. A team in breach is warned, limited in inviting, or suspended when two people decide so; its owner is told the reason and can appeal, and the team can always be read and exported.",
        ),
    ),
    _row(
        "P8", "kept", "upgrades",
        Words(
            "Phiên bản trực tuyến tự nâng cấp, không làm gián đoạn và không mất dữ liệu.",
            "Bản mới nhận 5 % yêu cầu, rồi một nửa, rồi tất cả, mỗi bước mười phút, và tự quay lại khi có lỗi. Trang đang mở vẫn chạy; bản nháp được giữ.",
        ),
        Words(
            "The online version upgrades itself, without interrupting work or losing data.",
            "A new version gets 5 % of requests, then half, then all, ten minutes each; faults turn it back. A page that is open goes on working, and drafts are kept.",
        ),
    ),
    _row(
        "P9", "partly", "recovery",
        Words(
            "Chạy suốt ngày đêm, luôn có hệ thống dự phòng; khắc phục sự cố trong tối đa 30 phút.",
            "Hai Vùng cùng hoạt động; một thay đổi đã nhận thì đã nằm ở cả hai. Việc mất một Vùng được diễn tập và đo: xem lịch sử bên dưới.",
            "Các lần diễn tập chạy trên một máy, với nhịp của hệ thống thật; chưa diễn tập trên chính các Vùng.",
        ),
        Words(
            "It runs day and night with a standby ready, and recovers within 30 minutes.",
            "Two Regions are live; an acknowledged change is in both. Losing one is rehearsed and measured: see the history below.",
            "The rehearsals run on one machine, with the real system's timing; they have not been held in the Regions themselves.",
        ),
    ),
    _row(
        "P10", "kept", "contracts",
        Words(
            "Tài khoản Premium có hợp đồng dịch vụ, hợp đồng bảo mật thông tin và tài liệu hướng dẫn.",
            "Khi đặt mua, ba văn bản được lập thành PDF với tên các bên. Chủ nhóm đọc, xác minh lại rồi chấp nhận; mã băm của từng hợp đồng nằm trong sổ đồng ý, kèm biên nhận. Trước đó không có gì để thanh toán. Các tệp được mã hóa bằng khóa của nhóm và luôn tải lại được, kể cả khi văn bản mẫu đã thay đổi.",
        ),
        Words(
            "A Premium account comes with a service contract, a confidentiality agreement and a user guide.",
            "With an order all three are made as PDF, filled with the parties. The owner reads them, proves again who they are and accepts; the hash of each contract stands in the consent ledger, with a receipt. Before that there is nothing to pay. The files are sealed with the team's key and can always be downloaded, also when the wording has changed.",
        ),
    ),
    _row(
        "P11", "kept", "sponsorship",
        Words(
            "Tổ chức nhân đạo và giáo dục, đào tạo nghề nghiệp được tài trợ khi có giấy tờ chứng minh.",
            "Chủ nhóm nộp hồ sơ ngay trong IZwork và theo dõi từng bước. Giấy tờ được mã hóa cho người nộp và người xét duyệt; mỗi lần xem đều được ghi lại. Hai người cùng quyết định, người đề xuất không tự xác nhận được. Giấy tờ được xóa ngay sau quyết định, hoặc sau 90 ngày nếu chưa có quyết định.",
        ),
        Words(
            "Humanitarian and vocational-education organisations are sponsored on proof.",
            "The owner of a team applies inside IZwork and follows each step. Documents are sealed for the applicant and the reviewers, and each look is written down. Two people decide, and whoever proposes cannot confirm. The documents are deleted right after the decision, or after 90 days without one.",
        ),
    ),
    _row(
        "P12", "kept", "support",
        Words(
            "Bộ phận hỗ trợ chỉ giúp cách sử dụng và đăng nhập; không xem và không sửa dữ liệu riêng.",
            "Bàn hỗ trợ chạy riêng, không có khoá nội dung hay khoá tài khoản và không đọc được bảng nội dung nào. Nhân viên chỉ tìm được tài khoản khi biết đúng e-mail hoặc số; mỗi việc họ làm được ghi lại trước khi họ thấy kết quả, không ai sửa được, và bạn đọc được trong Cài đặt.",
        ),
        Words(
            "Support helps with usage and sign-in only; it never views or edits private data.",
            "The desk runs by itself, with neither the content key nor the account key, and reads none of the tables that hold content. Agents find an account only by its exact e-mail address or number; each thing they do is written down before they see an answer, nobody can change it, and you read it in your settings.",
        ),
    ),
)  # fmt: skip
