"""The /status page: whether the site works now, and what came of every rehearsal of losing a Region."""

from collections.abc import Mapping
from datetime import datetime
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from chalicelib.health import rehearsal
from chalicelib.health.fitness import fitness
from chalicelib.health.rehearsal import Rehearsal
from chalicelib.local import plain_page

REFRESH_SECONDS = 30
STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin:2rem 0 0}
.now{font-size:1.25rem;font-weight:600;border-left:.4rem solid;padding:.5rem 1rem;margin:0}
.fit{border-color:#0b8457}.unfit{border-color:#c22}
.dim{opacity:.75;margin:0 0 1rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;width:100%}
th,td{text-align:right;padding:.4rem .75rem;border-bottom:1px solid #8886;vertical-align:top}
th{font-size:.85rem}
th:nth-child(-n+2),td:nth-child(-n+2){text-align:left}
"""
HEADERS = plain_page.headers(STYLE)
WORDS = {
    "vi": {
        "title": "Tình trạng",
        "fit": "Đang hoạt động bình thường.",
        "unfit": "Đang có sự cố: có thể chưa ghi được thay đổi. Các thay đổi vẫn được giữ trên máy của bạn và sẽ tự gửi lại.",
        "drills": "Diễn tập khôi phục",
        "about": "Mỗi lần diễn tập, một phần hệ thống bị cố ý làm hỏng giữa lúc nhiều người đang ghi. Mục tiêu: không mất, "
        "không trùng thay đổi nào, và mọi người được phục vụ lại trong vòng 120 giây.",
        "none": "Chưa có lần diễn tập nào được lưu.",
        "columns": "Lúc|Tình huống|Thay đổi đã nhận|Bị mất|Bị trùng|Người đầu tiên trở lại|Người cuối cùng trở lại",
        "killed": "Máy chính bị tắt đột ngột",
        "failback": "Máy chính bị tắt, rồi hoạt động lại",
        "cut-off": "Máy chính mất liên lạc với kho dữ liệu",
        "throttled": "Kho dữ liệu quá tải và mất trả lời",
        "fast": "kiểm tra mỗi giây",
        "seconds": "{} giây",
        "point": ",",
    },
    "en": {
        "title": "Status",
        "fit": "Everything works.",
        "unfit": "There is a fault: changes may not be taken just now. They are kept on your device and sent again by themselves.",
        "drills": "Recovery drills",
        "about": "In each drill a part of the system is made to fail while several people write. The goal: no change lost, "
        "none doubled, and everybody served again within 120 seconds.",
        "none": "No drill has been kept yet.",
        "columns": "When|What happened|Changes acknowledged|Lost|Doubled|First one back|Last one back",
        "killed": "The leading half was killed",
        "failback": "The leading half was killed, then returned",
        "cut-off": "The leading half lost its way to the data",
        "throttled": "The data store was overloaded and lost replies",
        "fast": "checks each second",
        "seconds": "{} s",
        "point": ".",
    },
}


def page(request: Request) -> Response:
    """The page in the reader's language; 200 also when unfit, for it is there to say so."""
    language = plain_page.language(request)
    words = WORDS[language]
    now = "unfit" if fitness.state() == "unfit" else "fit"
    body = (
        f'<p class="now {now}">{words[now]}</p><h2>{words["drills"]}</h2><p class="dim">{words["about"]}</p>'
        f"{_table(rehearsal.newest(), words)}"
    )
    text = plain_page.html(language, words["title"], STYLE, body, refresh=REFRESH_SECONDS)
    return HTMLResponse(text, headers=HEADERS)


def _table(drills: list[Rehearsal], words: Mapping[str, str]) -> str:
    if not drills:
        return f"<p>{words['none']}</p>"
    heads = "".join(f'<th scope="col">{name}</th>' for name in words["columns"].split("|"))
    rows = "".join(_row(one, words) for one in drills)
    return f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


def _row(one: Rehearsal, words: Mapping[str, str]) -> str:
    when = datetime.fromisoformat(one.at).astimezone()
    what = words.get(one.mode, one.mode) + (f" ({words['fast']})" if one.timing == "fast" else "")
    back = (_seconds(one.rto_first_s, words), _seconds(one.rto_last_s, words))
    cells = (what, str(one.acknowledged), str(one.lost), str(one.doubled), *back)
    moment = f'<time datetime="{when.isoformat()}">{when:%Y-%m-%d %H:%M}</time>'
    return f"<tr><td>{moment}</td>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _seconds(time: float | None, words: Mapping[str, str]) -> str:
    return "–" if time is None else words["seconds"].format(str(time).replace(".", words["point"]))
