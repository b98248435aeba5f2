"""The rows of refusals.py about plans, orders and contracts: status, and what to do in Vietnamese and English."""

PLANS: dict[str, tuple[int, str, str]] = {
    "members_full": (
        409,
        "Nhóm đã có {limit} thành viên, đủ mức của gói (không tính khách). Mọi thứ vẫn dùng được như cũ; để thêm người, "
        "hãy nhờ chủ nhóm nâng cấp gói hoặc để ai đó rời nhóm.",
        "The team has {limit} members, as many as its plan allows (guests do not count). Everything goes on as before; "
        "to add people, ask the owner to upgrade the plan, or let somebody leave.",
    ),
    "storage_full": (
        409,
        "Nhóm đã dùng hết {limit} lưu trữ của gói. Mọi thứ vẫn đọc, sửa và xuất được; để thêm mới, hãy nhờ chủ nhóm "
        "nâng cấp gói.",
        "The team uses all of its plan\u2019s {limit}. Everything can still be read, edited and exported; to add more, "
        "ask the owner to upgrade the plan.",
    ),
    "phone_needed": (
        409,
        "Để đặt mua gói, tài khoản cần một số điện thoại đã xác minh. Hãy thêm số trong phần Cài đặt, mục Liên hệ.",
        "To order a plan, your account needs a verified phone number. Add one in the settings, under Contact.",
    ),
    "ordering_closed": (
        409,
        "Trang này chưa nhận đặt mua: người vận hành chưa khai tài khoản ngân hàng. Mọi thứ khác vẫn chạy.",
        "Nothing can be ordered here: the operator has not named a bank account. Everything else runs.",
    ),
    "other_documents": (
        409,
        "Văn bản bạn đã xem không phải là văn bản của đơn này. Hãy tải lại trang và xem lại trước khi chấp nhận.",
        "The documents you saw are not those of this order. Load the page again and read them before you accept.",
    ),
}
