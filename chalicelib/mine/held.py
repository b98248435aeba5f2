"""Everything held about one account, table by table: what, why, until when, and the rows themselves in plain words.

What a table is there for is said where the trust page says it (trust/evidence.py). Every table with an account in it has
a row here, or a test fails (tests/mine). Secrets are never told: not a hash, a token, a key, or a code.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from chalicelib.accounts.session import SignedIn
from chalicelib.mine import told, told_cases, told_desk
from chalicelib.trust import evidence
from chalicelib.trust.evidence import Words


class Section(msgspec.Struct):
    """One table: `what` it is there for, `why` it holds something about me and `until` when. Each of `items` is one row,
    names to values; times in milliseconds end in `_at` or `_until`."""

    table: str
    what: Words
    why: Words
    until: Words
    items: list[dict[str, Any]]


class Held(NamedTuple):
    """`rows` tells an account's rows; None where no row can be found by its account."""

    why: Words
    until: Words
    rows: Callable[[SignedIn], list[dict[str, Any]]] | None


WITH_ACCOUNT = Words("Đến khi tài khoản bị xoá", "until the account is erased")
WITH_CASE = Words("Cùng với điều bạn đã gửi", "as long as what you handed in")
MINUTES = Words("10 phút", "ten minutes")
HELD: dict[str, Held] = {
    "account": Held(
        Words("Để bạn đăng nhập và được báo khi có việc quan trọng", "so that you can sign in and be told what matters"),
        Words(
            "Đến khi tài khoản bị xoá; e-mail hoặc số cũ giữ thêm 73 giờ sau khi đổi, để còn hoàn tác được",
            "until the account is erased; a former e-mail or number for 73 hours, so that the change can be undone",
        ),
        told.account_rows,
    ),
    "lookup": Held(
        Words(
            "Để tìm ra tài khoản từ e-mail hoặc số; chỉ giữ mã băm có khoá, không đọc được",
            "to find your account by e-mail or number; a keyed hash that nobody can read",
        ),
        WITH_ACCOUNT,
        told.lookup_rows,
    ),
    "session": Held(
        Words("Để bạn không phải đăng nhập lại ở mỗi lần bấm", "so that you need not sign in with every press"),
        Words(
            "Đến khi đăng xuất, sau 14 ngày không dùng, hoặc 60 ngày",
            "until you sign out, after 14 days without use, or 60 days",
        ),
        told.session_rows,
    ),
    "browser": Held(
        Words("Để bạn thấy mình đang đăng nhập ở đâu và đăng xuất từ xa", "so that you see where you are signed in"),
        Words("Như phiên đăng nhập", "as long as its session"),
        told.browser_rows,
    ),
    "factor": Held(
        Words(
            "Để xác minh rằng đây là bạn; mật khẩu và mã không bao giờ hiện ra",
            "to prove that it is you; passwords and codes are never shown",
        ),
        Words("Đến khi bạn gỡ ra, hoặc tài khoản bị xoá", "until you remove it, or the account is erased"),
        told.factor_rows,
    ),
    "seat": Held(
        Words(
            "Để tìm ra các nhóm của bạn. Tên của bạn trong nhóm là nội dung của nhóm",
            "to find your teams. Your name in a team is that team's content",
        ),
        Words("Đến khi bạn rời nhóm, hoặc tài khoản bị xoá", "until you leave the team, or the account is erased"),
        told.seat_rows,
    ),
    "consent": Held(
        Words("Bằng chứng về điều bạn đã đồng ý hay rút lại", "the proof of what you agreed to and took back"),
        Words(
            "Không xoá, cũng không sửa được: sổ chỉ ghi mã tài khoản, không ghi e-mail hay số của bạn",
            "never erased or changed: it names an opaque id, not your e-mail or number",
        ),
        told.consent_rows,
    ),
    "guardianship": Held(
        Words("Để hỏi người giám hộ khi bạn vào nhóm", "to ask your guardian about your place in a team"),
        Words(
            "14 ngày nếu chưa trả lời; khi đã đồng ý, đến lúc rút lại hoặc tài khoản bị xoá",
            "14 days without an answer; after a consent until it is taken back, or the account is erased",
        ),
        told.guardianship_rows,
    ),
    "mail": Held(
        Words("Để gửi lại thư chưa đến được với bạn", "to send again what could not reach you"),
        Words(
            "Đến khi gửi được, lâu nhất 1 ngày; thư phải bỏ giữ thêm 14 ngày",
            "until it is sent, a day at most; 14 days more if it was given up",
        ),
        told.mail_rows,
    ),
    "certificate": Held(
        Words("Để bạn chứng minh được rằng nhóm của bạn đã bị xoá", "so that you can prove that your team was erased"),
        WITH_ACCOUNT,
        told.certificate_rows,
    ),
    "closing": Held(
        Words("Để xoá tài khoản đúng hạn", "to erase the account when its time has come"),
        Words("Đến khi bạn đổi ý, hoặc tài khoản bị xoá", "until you change your mind, or the account is erased"),
        told.closing_rows,
    ),
    "recovery": Held(
        Words(
            "Để bạn lấy lại tài khoản khi mất thiết bị hoặc hộp thư, sau một thời gian chờ",
            "so that you get your account back, after a wait, when a device or a mailbox is lost",
        ),
        Words(
            "Đến khi lần khôi phục sau thay thế, hoặc tài khoản bị xoá",
            "until another recovery takes its place, or the account is erased",
        ),
        told.recovery_rows,
    ),
    "order": Held(
        Words(
            "Đơn bạn đặt cho nhóm: bên mua như bạn đã ghi, để làm hợp đồng",
            "what you ordered for a team: the buyer as you typed it, for the contract",
        ),
        Words("Như chứng từ kế toán", "as long as accounts are kept"),
        told.order_rows,
    ),
    "reminder": Held(
        Words("Để nhắc bạn khi gói của nhóm sắp hết", "to tell you when a team's plan ends"),
        Words("Đến khi gửi, hoặc gói được gia hạn", "until it is sent, or the plan is renewed"),
        None,
    ),
    "case": Held(
        Words("Để bộ phận hỗ trợ trả lời điều bạn gửi", "so that the desk can answer what you handed in"),
        Words(
            "Yêu cầu hỗ trợ: 180 ngày sau khi đóng; báo cáo và khiếu nại: 365 ngày sau khi có quyết định; nếu không, đến "
            "khi tài khoản bị xoá, riêng báo cáo được giữ lại mà không còn mã tài khoản của bạn",
            "tickets: 180 days after they are closed; reports and appeals: 365 days after the decision; else until the "
            "account is erased, but a report is then kept without your account's id",
        ),
        told_cases.case_rows,
    ),
    "case_entry": Held(
        Words("Để bạn và bộ phận hỗ trợ đọc lại điều đã trao đổi", "so that you and the desk can read what was said"),
        WITH_CASE,
        told_cases.entry_rows,
    ),
    "case_file": Held(
        Words("Để bộ phận hỗ trợ xem tệp bạn gửi kèm", "so that the desk can look at the files you handed in"),
        Words(
            "Đến khi có quyết định, hết thời gian bạn cho xem, hoặc tài khoản bị xoá",
            "until it is decided, the time for which you showed it is over, or the account is erased",
        ),
        told_cases.file_rows,
    ),
    "own_case": Held(
        Words("Để bạn tìm lại điều đã gửi", "so that you find again what you handed in"),
        WITH_CASE,
        told_cases.own_rows,
    ),
    "desk_log": Held(
        Words(
            "Để bạn xem được nhân viên IZwork đã làm gì với tài khoản của mình",
            "so that you can see what IZwork's agents did for your account",
        ),
        Words(
            "Không xoá, cũng không sửa được: nhật ký chỉ ghi mã tài khoản",
            "never erased or changed: it names opaque ids alone",
        ),
        told_desk.log_rows,
    ),
    "errand": Held(
        Words("Việc bộ phận hỗ trợ nhờ hệ thống làm giúp bạn", "what support asked the product to do for you"),
        WITH_ACCOUNT,
        told_desk.errand_rows,
    ),
    "fault": Held(
        Words("Để bộ phận hỗ trợ biết bạn đã gặp lỗi nào", "so that support knows which error you met"),
        Words("14 ngày", "14 days"),
        told_desk.fault_rows,
    ),
    "alert": Held(
        Words(
            "Để liên kết “không phải tôi” trong thư báo dùng được",
            "so that the “this was not me” link in a notice works",
        ),
        Words(
            "72 giờ; liên kết trong thư báo đóng tài khoản: đến khi tài khoản bị xoá",
            "72 hours; the link of a notice of closing until the account is erased",
        ),
        None,
    ),
    "erasure": Held(
        Words(
            "Mã tài khoản của những người trong một nhóm sắp bị xoá, để xoá cả đường của họ đến nhóm",
            "the ids of who is in a team that is to be erased, so that their way to it goes too",
        ),
        Words("Đến khi nhóm bị xoá xong, hoặc việc xoá dừng lại", "until the team is erased, or that is called off"),
        None,
    ),
    "attempt": Held(Words("Thư đăng nhập bạn vừa yêu cầu", "the sign-in mail you have just asked for"), MINUTES, None),
    "challenge": Held(
        Words("Câu hỏi trình duyệt của bạn đang trả lời", "what your browser is just being asked"), MINUTES, None
    ),
    "counter": Held(
        Words(
            "Đếm số lần để chặn kẻ phá hoại. Khoá băm đổi mỗi ngày nên không biết bộ đếm nào là của ai",
            "counts that stop abuse. Their key changes daily, so nobody can tell whose a counter is",
        ),
        Words("Nhiều nhất 2 ngày", "two days at most"),
        None,
    ),
}  # fmt: skip


def about(by: SignedIn) -> list[Section]:
    """What is held about the account, row by row."""
    return [section(table, one, one.rows(by)) for table, one in HELD.items() if one.rows is not None]


def not_listed() -> list[Section]:
    """The tables that may hold something passing of anyone, without a way from an account to its rows."""
    return [section(table, one, []) for table, one in HELD.items() if one.rows is None]


def section(table: str, held: Held, items: list[dict[str, Any]]) -> Section:
    return Section(table, evidence.HOLDS[table], held.why, held.until, items)
