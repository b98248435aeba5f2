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
}
