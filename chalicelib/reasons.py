"""Why a field was not right, in words a person can act on: one row per reason, in both languages.

Texts in braces are filled from the refusal's `limit`.
"""

import re

from chalicelib.sponsorship_refusals import DOCUMENTS

REASONS: dict[str, tuple[str, str]] = {
    "type": ("giá trị không đúng kiểu.", "its value has the wrong type."),
    "form": ("giá trị không đúng dạng.", "its value does not have the right form."),
    "blank": ("không được để trống.", "it cannot be blank."),
    "missing": ("còn thiếu.", "it is missing."),
    "unknown": ("trường này không có.", "there is no such field."),
    "choice": ("giá trị không nằm trong các lựa chọn.", "its value is not one of the choices."),
    "at_least": ("cần từ {limit} trở lên.", "it needs {limit} or more."),
    "at_most": ("nhiều nhất là {limit}.", "it can be {limit} at most."),
    "too_short": ("cần ít nhất {limit} ký tự hoặc mục.", "it needs at least {limit} characters or items."),
    "too_long": (
        "nhiều nhất là {limit} ký tự hoặc mục.", "it can have at most {limit} characters or items."
    ),
    "whole_number": ("cần một số nguyên từ 0.", "it needs a whole number from 0."),
    "no_such_day": ("ngày này không có trong lịch.", "there is no such day."),
    "no_such_place": ("không có mục này ở nơi muốn đặt.", "it names nothing in this place."),
    "no_such_project": ("nhóm không có dự án này.", "the team has no such project."),
    "line_without_text": ("dòng mới cần có nội dung.", "a new line needs its text."),
    "not_a_guest": (
        "chỉ khách mới cần được thêm vào từng dự án.", "only a guest needs to be admitted to a project."
    ),
    "team_without_minors": (
        "hãy cho biết trước trong cài đặt nhóm rằng nhóm có thành viên dưới 16 tuổi.",
        "say first in the team's settings that it has members under 16.",
    ),
    "same_id_twice": ("hai danh sách có cùng một mã.", "two lists have one id."),
    "leaked": (
        "mật khẩu này đã bị lộ ở nơi khác hoặc quá dễ đoán. Vài từ không liên quan nhau sẽ tốt hơn nhiều.",
        "this one has leaked elsewhere or is easy to guess. A few unrelated words are much better.",
    ),
    "own_address": (
        "mật khẩu này chỉ là địa chỉ e-mail của bạn hoặc tên IZwork thêm vài ký tự.",
        "this one is little more than your own address or the name IZwork.",
    ),
    "not_its_name": (
        "hãy gõ đúng tên của nhóm, như đang hiển thị.", "type the team's name as it is shown."
    ),
    "unprintable": (
        "có ký tự không in được lên hợp đồng.", "it has letters that a contract cannot be printed with."
    ),
    "one_proof": ("hãy gửi đúng một cách chứng minh.", "give exactly one proof."),
    **DOCUMENTS,
    "day_to_come": ("cần một ngày trong vòng ba năm tới.", "it needs a day within the next three years."),
}  # fmt: skip

# What msgspec says, and the reason it is.
SAID = (
    (re.compile(r"missing required field"), "missing"),
    (re.compile(r"unknown field"), "unknown"),
    (re.compile(r"enum value"), "choice"),
    (re.compile(r"matching regex '\\\\S'$"), "blank"),
    (re.compile(r"matching regex"), "form"),
    (re.compile(r"`str` of length >= (1)$"), "blank"),
    (re.compile(r"of length >= (\d+)$"), "too_short"),
    (re.compile(r"of length <= (\d+)$"), "too_long"),
    (re.compile(r">= (-?\d+)$"), "at_least"),
    (re.compile(r"<= (-?\d+)$"), "at_most"),
)


def of(said: str) -> tuple[str, int | None]:
    """The reason behind a sentence of msgspec's, and its limit if it has one."""
    for pattern, reason in SAID:
        found = pattern.search(said)
        if found:
            return reason, int(found[1]) if found.groups() else None
    return "type", None
