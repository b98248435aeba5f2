"""What the demo school says: its people, its projects, and what stands on their cards. All of it is made up."""

from typing import NamedTuple

TEAM = "Trường Trung cấp nghề Hoa Phượng"

# The first is the owner, then two admins; the last is a guest of the last project, from a company.
PEOPLE = [
    ("lan.nguyen", "Nguyễn Thị Lan"), ("hung.tran", "Trần Quốc Hùng"), ("mai.pham", "Phạm Thị Mai"),
    ("duc.le", "Lê Minh Đức"), ("thao.vo", "Võ Phương Thảo"), ("khoa.dang", "Đặng Anh Khoa"),
    ("yen.bui", "Bùi Hải Yến"), ("tuan.hoang", "Hoàng Văn Tuấn"), ("ngoc.do", "Đỗ Bích Ngọc"),
    ("long.ngo", "Ngô Đình Long"), ("huong.duong", "Dương Thu Hương"), ("son.ly", "Lý Thái Sơn"),
]  # fmt: skip
DOMAIN = "hoaphuong.example"


class Plan(NamedTuple):
    """One project: how many tasks, its lists, its labels (name, colour), and the forms of its titles."""

    name: str
    tasks: int
    lists: list[str]
    labels: list[tuple[str, str]]
    titles: list[str]


PLANS = [
    Plan(
        "Tuyển sinh khóa 2027",
        150,
        ["Ý tưởng", "Tuần này", "Đang làm", "Chờ phản hồi", "Đã xong"],
        [
            ("Gấp", "red"),
            ("Phụ huynh", "blue"),
            ("Truyền thông", "purple"),
            ("Hồ sơ", "yellow"),
            ("Học bổng", "green"),
        ],
        [
            "Tư vấn hướng nghiệp tại {thcs}",
            "Gọi lại cho phụ huynh em {em} về ngành {nghe}",
            "Rà soát hồ sơ nhập học lớp {lop}",
            "In {so}0 tờ rơi ngành {nghe} cho {thcs}",
            "Viết bài giới thiệu ngành {nghe} cho trang của trường",
            "Quay clip một ngày ở xưởng {nghe}",
            "Chốt học bổng đầu vào cho em {em}",
            "Xếp lịch tham quan xưởng cho học sinh {thcs}",
            "Đối chiếu học phí học kỳ 1 lớp {lop} với phòng kế toán",
            "Chuẩn bị chỗ ở ký túc xá cho em {em}",
        ],
    ),
    Plan(
        "Xưởng thực hành",
        130,
        ["Cần làm", "Đang làm", "Chờ vật tư", "Nghiệm thu", "Hoàn thành"],
        [
            ("An toàn", "red"),
            ("Vật tư", "orange"),
            ("Bảo dưỡng", "teal"),
            ("Giáo án", "blue"),
            ("Kiểm kê", "gray"),
        ],
        [
            "Bảo dưỡng {may} số {so}",
            "Mua {vat_tu} cho bài thực hành “{bai}”",
            "Soạn phiếu hướng dẫn bài “{bai}” cho lớp {lop}",
            "Kiểm tra bình chữa cháy ở xưởng {nghe}",
            "Thay {vat_tu} bị mòn ở {may} số {so}",
            "Kiểm kê dụng cụ ca {ca} xưởng {nghe}",
            "Dạy bù bài “{bai}” cho lớp {lop}",
            "Chấm sản phẩm bài “{bai}” của lớp {lop}",
            "Lập dự toán {vat_tu} quý {quy} cho ngành {nghe}",
        ],
    ),
    Plan(
        "Doanh nghiệp và việc làm",
        120,
        ["Liên hệ", "Đang trao đổi", "Chờ ký", "Đã ký", "Theo dõi"],
        [
            ("Thực tập", "blue"),
            ("Hợp đồng", "yellow"),
            ("Cựu học sinh", "green"),
            ("Ngày hội", "pink"),
            ("Gấp", "red"),
        ],
        [
            "Ký biên bản thực tập với công ty {cong_ty}",
            "Xếp {so} chỗ thực tập ngành {nghe} tại công ty {cong_ty}",
            "Thăm học sinh lớp {lop} đang thực tập ở công ty {cong_ty}",
            "Hỏi thăm việc làm của cựu học sinh ngành {nghe} khóa {khoa}",
            "Mời công ty {cong_ty} dự ngày hội việc làm",
            "Viết thư giới thiệu em {em} vào công ty {cong_ty}",
            "Thu phiếu đánh giá thực tập của công ty {cong_ty}",
            "Làm giấy xác nhận tốt nghiệp cho em {em}",
        ],
    ),
]

WORDS: dict[str, list[str]] = {
    "thcs": [
        "THCS Nguyễn Du", "THCS Trần Phú", "THCS Lê Lợi", "THCS Kim Đồng", "THCS Hoàng Hoa Thám",
        "THCS Võ Thị Sáu", "THCS Chu Văn An", "THCS Phan Bội Châu", "THCS Quang Trung", "THCS Bình Minh",
    ],
    "em": [
        "Nguyễn Gia Bảo", "Trần Thảo Vy", "Lê Đức Thịnh", "Phạm Khánh Linh", "Huỳnh Tấn Phát", "Vũ Hoài An",
        "Đinh Công Thành", "Bùi Thanh Trúc", "Đoàn Nhật Huy", "Mai Ánh Dương", "Cao Bá Tùng", "Lương Mỹ Duyên",
    ],
    "cong_ty": [
        "Cơ khí Hoàng Long", "Điện lạnh Bắc Việt", "May Thiên Phúc", "Ô tô Đại Nam", "Ẩm thực Sen Vàng",
        "Thép Tân Tiến", "Du lịch Biển Xanh", "Điện tử Minh Khôi", "Cơ điện Phú Thịnh", "Dệt Hải Âu",
    ],
    "ca": ["sáng", "chiều", "tối"],
    "quy": ["I", "II", "III", "IV"],
    "khoa": ["2022", "2023", "2024", "2025"],
    "so": [str(number) for number in range(2, 13)],
}  # fmt: skip

# What belongs to one trade goes together on a card: nobody buys flour for sewing a shirt.
TRADES: list[dict[str, list[str]]] = [
    {
        "nghe": [trade], "lop": classes.split(", "), "may": machines.split(", "),
        "vat_tu": materials.split("; "), "bai": lessons.split(", "),
    }
    for trade, classes, machines, materials, lessons in (
        ("Công nghệ ô tô", "OTO-K26, OTO-K27A, OTO-K27B", "cầu nâng hai trụ, băng thử động cơ, máy cân bằng lốp",
         "dầu nhớt 10W-40; má phanh; bugi", "Tháo lắp hộp số, Cân bằng động bánh xe, Chỉnh phanh đĩa"),
        ("Điện công nghiệp", "DCN-K26, DCN-K27", "tủ điện thực hành, bàn thực tập PLC, máy biến áp",
         "dây điện 2,5 mm²; aptomat 20 A; đèn báo pha", "Đấu nối tủ điện ba pha, Khởi động sao – tam giác, Lập trình PLC cơ bản"),
        ("Hàn", "HAN-K26, HAN-K27", "máy hàn TIG, máy hàn MIG, máy cắt plasma",
         "que hàn 3,2 mm; đá cắt 100 mm; khí argon", "Hàn góc tư thế đứng, Hàn ống tư thế ngang, Cắt phôi theo bản vẽ"),
        ("Cắt gọt kim loại", "CGKL-K26, CGKL-K27", "máy tiện vạn năng, máy phay đứng, máy khoan cần",
         "mũi khoan thép gió; dao tiện hợp kim; phôi thép C45", "Tiện trục bậc, Phay mặt phẳng, Tiện ren ngoài"),
        ("May thời trang", "MAY-K26, MAY-K27", "máy may công nghiệp, máy vắt sổ, bàn ủi hơi",
         "vải kate; chỉ may 40/2; kim máy số 14", "May áo sơ mi cổ đức, Thiết kế rập váy, May túi hộp"),
        ("Kỹ thuật chế biến món ăn", "BEP-K27A, BEP-K27B", "lò nướng đối lưu, bếp Á hai họng, máy trộn bột",
         "bột mì số 11; dao bếp; giấy nến", "Nấu món Âu cơ bản, Tỉa rau củ, Làm bánh mì"),
        ("Điện lạnh", "DL-K26, DL-K27", "máy nén khí, bơm hút chân không, mô hình điều hòa",
         "gas lạnh R32; ống đồng phi 10; tụ khởi động", "Nạp gas điều hòa, Loe và nối ống đồng, Tìm chỗ rò gas"),
    )
]  # fmt: skip

DESCRIPTIONS = [
    "Liên hệ trước ít nhất hai ngày, ghi lại tên và số máy nội bộ của người phụ trách.",
    "Cần có chữ ký của ban giám hiệu trước khi gửi đi. Bản nháp để trong tủ hồ sơ phòng đào tạo.",
    "Năm ngoái việc này trễ một tuần vì thiếu người; lần này chia làm hai buổi để kịp.",
    "Mang theo danh sách lớp, phiếu điểm danh và máy ảnh. Chụp ảnh xong đưa lên thư mục chung.",
    "Kinh phí đã duyệt trong dự toán quý, không phải làm tờ trình mới.",
    "Nhớ kiểm tra an toàn trước khi cho học sinh vào: kính, găng tay, giày mũi sắt.",
    "Thống nhất với giáo viên chủ nhiệm rồi mới báo cho phụ huynh.",
    "Kết quả cần nêu rõ: làm được gì, còn vướng gì, ai làm tiếp.\n\n1. Số lượng thực tế\n2. Việc phải làm lại\n3. Đề xuất",
]
COMMENTS = [
    "Em đã gọi, hẹn sáng thứ năm nhé.",
    "Bên đó xin lùi sang tuần sau vì trùng lịch thi.",
    "Chị xem giúp em bản nháp, em để trong thư mục chung.",
    "Đã xong phần của tôi, còn chờ kế toán xác nhận.",
    "Thiếu hai bộ, tôi mượn tạm bên xưởng B.",
    "Đã đính chính với phụ huynh, không có gì vướng nữa.",
    "Nhờ anh Tuấn kiểm tra lại số liệu giúp.",
    "Tuần này kín lịch rồi, mình chuyển sang thứ hai được không?",
    "Đã chụp ảnh và gửi cho tổ truyền thông.",
    "Cảm ơn cả nhà, lần này nhanh hơn năm ngoái nhiều.",
]
STEPS = [
    "Gọi điện xác nhận", "Soạn văn bản", "Trình ban giám hiệu", "Chuẩn bị vật tư", "Phân công người trực",
    "Chụp ảnh làm tư liệu", "Báo giáo viên chủ nhiệm", "Nhập kết quả vào sổ",
]  # fmt: skip
