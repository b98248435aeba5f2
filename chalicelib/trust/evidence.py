"""What the promises can be held against: the data inventory, who uses which key, and who else is involved."""

from pathlib import Path

import msgspec

from chalicelib import settings
from chalicelib.accounts.account import Personal
from chalicelib.store import inventory, tables

# Written by `python -m infra.evidence`; a test keeps it equal to what the deployment declares.
DECLARED = Path(__file__).parent / "declared.json"


class Words(msgspec.Struct, frozen=True):
    vi: str
    en: str


class Column(msgspec.Struct):
    """`why` is the reason for standing in the clear, "" for what is sealed."""

    name: str
    sealed: bool
    why: str


class Table(msgspec.Struct):
    name: str
    holds: Words
    columns: list[Column]


class Key(msgspec.Struct):
    """Which duty may ask KMS for what with the key; everyone else is denied. `purpose` binds each use."""

    uses: dict[str, list[str]]
    purpose: str | None


class Regions(msgspec.Struct):
    leader: str
    standby: str
    witness: str | None


class Backups(msgspec.Struct):
    """For how many days what was deleted can be brought back: wrapped keys, and everything else."""

    keys: int
    rest: int


class Declared(msgspec.Struct):
    keys: dict[str, Key]
    regions: Regions
    backups: Backups


class Processor(msgspec.Struct):
    """Somebody else who handles data for IZwork: what for, and what they could read."""

    name: str
    does: Words
    sees: Words
    where: str


# What each table is there for; one that is missing here fails the inventory.
HOLDS: dict[str, Words] = {
    "log": Words("Nội dung của nhóm, từng thay đổi một", "a team's content, change by change"),
    "page": Words("Nội dung của nhóm, gộp lại để đọc nhanh", "a team's content, gathered for quick reading"),
    "key": Words("Khóa của từng nhóm, đã được bọc", "each team's keys, wrapped"),
    "pending": Words("Thay đổi đang chờ được ghi", "changes waiting to be written"),
    "account": Words("Tài khoản", "accounts"),
    "lookup": Words("Đường từ một địa chỉ đến tài khoản", "the way from an address to its account"),
    "session": Words("Phiên đăng nhập", "sign-in sessions"),
    "browser": Words("Các trình duyệt đang đăng nhập", "the browsers that are signed in"),
    "attempt": Words("Lần đăng nhập đang diễn ra", "sign-ins under way"),
    "factor": Words(
        "Mật khẩu, khóa truy cập và bước xác minh thứ hai", "passwords, passkeys and second steps"
    ),
    "challenge": Words("Bước xác minh đang diễn ra", "verification steps under way"),
    "alert": Words("Liên kết “không phải tôi” trong thư báo", "the “this was not me” links in notices"),
    "recovery": Words("Việc khôi phục tài khoản đang chờ", "recoveries of accounts that wait"),
    "seat": Words("Tài khoản thuộc nhóm nào", "which teams an account sits in"),
    "closing": Words("Tài khoản nào sẽ đóng và khi nào", "which accounts close, and when"),
    "consent": Words("Sổ đồng ý", "the consent ledger"),
    "guardianship": Words("Câu hỏi gửi người giám hộ", "questions to guardians"),
    "term": Words("Nhóm dùng gói nào, đến khi nào", "which plan a team is on, until when"),
    "order": Words("Đơn đặt mua gói dịch vụ", "orders of plans"),
    "reference": Words("Mã chuyển khoản thuộc đơn nào", "which order a bank transfer's text names"),
    "contract": Words("Hợp đồng, mã hóa bằng khóa của nhóm", "contracts, sealed with the team's key"),
    "payment": Words("Khoản thanh toán đã nhận", "payments received"),
    "reminder": Words("Thư nhắc gia hạn đang chờ", "reminders of renewal that wait"),
    "case": Words(
        "Điều bạn gửi cho bộ phận hỗ trợ; xoá 180 ngày sau khi đóng yêu cầu, 365 ngày sau khi quyết định báo cáo, khiếu nại",
        "what you hand to the desk; deleted 180 days after a ticket is closed, 365 after a report or appeal is decided",
    ),
    "case_entry": Words("Trao đổi với bộ phận hỗ trợ", "what you and the desk say about it"),
    "case_file": Words("Tệp gửi kèm cho bộ phận hỗ trợ", "files handed to the desk"),
    "own_case": Words("Đường từ tài khoản đến điều đã gửi", "the way from an account to what it handed in"),
    "case_look": Words(
        "Khi nào công việc mỗi phút xem lại hoặc xoá một hồ sơ gửi bộ phận hỗ trợ",
        "when the minute's job looks at what was handed to the desk, or deletes it",
    ),
    "restriction": Words(
        "Quyết định về nhóm bị báo cáo, theo mã lý do", "what was decided about a reported team, by reason"
    ),
    "agent": Words("Nhân viên của bàn hỗ trợ và quyền của họ", "who works at the desk, and their roles"),
    "agent_session": Words("Phiên đăng nhập của nhân viên", "sessions of the desk's agents"),
    "desk_log": Words(
        "Nhật ký: nhân viên đã xem hay làm gì với tài khoản, nhóm nào",
        "the log of what agents looked at and did, by account and team",
    ),
    "approval": Words("Việc cần hai nhân viên cùng quyết định", "what two agents decide together"),
    "fault": Words("Mã các lỗi bạn gặp trong 14 ngày qua", "ids of the errors you met in the last 14 days"),
    "errand": Words(
        "Việc bàn hỗ trợ nhờ hệ thống làm, và lý do (niêm phong)",
        "what the desk asked the product to do, and why (sealed)",
    ),
    "usage": Words("Nhóm lưu trữ bao nhiêu", "how much a team stores"),
    "mail": Words("Thư chưa gửi được, chờ gửi lại", "mails that could not be sent yet"),
    "look": Words("Tình trạng từng phút của mỗi Vùng", "how each Region was, minute by minute"),
    "switch": Words(
        "Công tắc của người vận hành, như chế độ chỉ đọc", "the operator's switches, such as read-only"
    ),
    "erased": Words(
        "Những nhóm và tài khoản đã bị xóa, để không bị khôi phục",
        "teams and accounts that were erased, so that no restore brings them back",
    ),
    "erasure": Words("Những nhóm sắp bị xoá", "teams that are to be erased"),
    "certificate": Words("Giấy chứng nhận đã xoá nhóm", "certificates of erased teams"),
    "counter": Words("Bộ đếm giới hạn", "counters of limits"),
}
PROCESSORS = (
    Processor(
        "Amazon Web Services (DynamoDB, KMS, Lambda, CloudFront)",
        Words("Lưu trữ, khóa và tính toán", "storage, keys and computing"),
        Words(
            "Dữ liệu lưu trữ chỉ ở dạng mã hóa; nội dung chỉ được mở trong bộ nhớ khi trả lời bạn",
            "stored data in sealed form only; content is opened in memory alone, while you are answered",
        ),
        "",
    ),
    Processor(
        "Amazon Simple Email Service",
        Words("Gửi thư", "sending mail"),
        Words(
            "Địa chỉ người nhận, liên kết và mã trong thư, thiết bị và thời điểm trong thư báo",
            "the recipient's address, the links and codes in a mail, the device and time in a notice",
        ),
        "",
    ),
    Processor(
        "Amazon Simple Notification Service",
        Words("Gửi tin nhắn SMS", "sending text messages"),
        Words(
            "Số điện thoại người nhận, mã hoặc liên kết trong tin nhắn; nhà mạng chuyển tin cũng thấy",
            "the recipient's number, the code or link in a message; so does the carrier that delivers it",
        ),
        "",
    ),
)


def declared() -> Declared:
    """The keys and Regions as the deployment declares them."""
    return msgspec.json.decode(DECLARED.read_bytes(), type=Declared)


def personal() -> list[str]:
    """Everything an account holds about a person, by the names of its fields."""
    return [field.encode_name for field in msgspec.structs.fields(Personal)]


def data() -> list[Table]:
    """Every table with every attribute, as they are declared; KeyError for a table without words."""
    found: dict[str, Table] = {}
    for one in tables.attributes():
        table = found.setdefault(one.table, Table(one.table, HOLDS[one.table], []))
        why = "" if one.sealed else inventory.CLEAR[f"{one.table}.{one.name}"]
        table.columns.append(Column(one.name, one.sealed, why))
    return list(found.values())


def processors() -> list[Processor]:
    """Who else handles data here; on a machine of one's own nobody but the mail server it was given."""
    chosen = settings.current()
    if chosen.mode != "local":
        regions = declared().regions
        where = ", ".join(one for one in (regions.leader, regions.standby, regions.witness) if one)
        return [msgspec.structs.replace(one, where=where) for one in PROCESSORS]
    if not chosen.smtp:
        return []
    mail = PROCESSORS[1]
    return [msgspec.structs.replace(mail, name=chosen.smtp.partition(":")[0])]
