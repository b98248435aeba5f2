"""The /mailbox page: what one machine's mails say, for whoever sits at it."""

import re
from collections.abc import Mapping
from datetime import datetime
from html import escape
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from chalicelib.local import mailbox, plain_page

REFRESH_SECONDS = 3
STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
article{border:1px solid #8886;border-radius:.75rem;padding:1rem;margin:1rem 0;overflow-wrap:anywhere}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin:0}
pre{white-space:pre-wrap;font:inherit;margin:.75rem 0 0}
.code{font:700 2.25rem/1.2 ui-monospace,monospace;letter-spacing:.12em;margin:.75rem 0;user-select:all}
.dim{opacity:.75;margin:0}.failed{color:#c22}
"""
HEADERS = plain_page.headers(STYLE)
WORDS = {
    "vi": {
        "title": "Hộp thư",
        "about": f"Thư mà máy này gửi đi. Chỉ giữ {mailbox.KEPT} thư mới nhất trong bộ nhớ, không ghi ra đĩa: "
        "khởi động lại là mất. Trang tự làm mới.",
        "none": "Chưa có thư nào.",
        "to": "Gửi đến",
        "sms": "Tin nhắn",
        "failed": "Máy chủ IZWORK_SMTP không nhận thư này.",
    },
    "en": {
        "title": "Mailbox",
        "about": f"Mail sent by this machine. Only the newest {mailbox.KEPT} are kept, in memory and never on disk: "
        "a restart forgets them. The page refreshes itself.",
        "none": "No mail yet.",
        "to": "To",
        "sms": "Text message",
        "failed": "The server in IZWORK_SMTP did not take this mail.",
    },
}


async def page(request: Request) -> Response:
    """The mails as a page, newest first."""
    if not from_this_machine(request):
        return _elsewhere()
    language = plain_page.language(request)
    words = WORDS[language]
    articles = "".join(_article(mail, words) for mail in mailbox.mails()) or f"<p>{words['none']}</p>"
    body = f'<p class="dim">{words["about"]}</p>{articles}'
    text = plain_page.html(language, words["title"], STYLE, body, refresh=REFRESH_SECONDS)
    return HTMLResponse(text, headers=HEADERS)


async def listing(request: Request) -> Response:
    """The same as JSON; `?to=` for one address."""
    if not from_this_machine(request):
        return _elsewhere()
    body = mailbox.as_json(request.query_params.get("to"))
    return Response(body, media_type="application/json", headers=HEADERS)


def from_this_machine(request: Request) -> bool:
    """Sign-in links are for whoever sits here: not for the network, a proxy's visitors, or a web page that
    gave its own name this machine's address (which the Host header tells)."""
    try:
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
        local = host == "localhost" or ip_address(host).is_loopback
        near = request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
    forwarded = {"forwarded", "via", "x-forwarded-for", "x-real-ip"} & set(request.headers.keys())
    return local and near and not forwarded


def _elsewhere() -> Response:
    text = "The mailbox opens only on the machine itself, at http://127.0.0.1.\n"
    return PlainTextResponse(text, 403, headers=HEADERS)


def _article(mail: mailbox.Mail, words: Mapping[str, str]) -> str:
    when = datetime.fromtimestamp(mail.at / 1000).astimezone()
    code = f'<p class="code">{escape(mail.code)}</p>' if mail.code else ""
    failed = f'<p class="failed">{words["failed"]}</p>' if mail.relayed is False else ""
    return (
        f"<article><h2>{escape(mail.subject or words['sms'])}</h2>"
        f'<p class="dim">{words["to"]} {escape(mail.to)} · <time datetime="{when.isoformat()}">{when:%H:%M:%S}</time></p>'
        f"{code}{failed}<pre>{_linked(mail.text)}</pre></article>"
    )


def _linked(text: str) -> str:
    """Text as HTML, its links made to open in a new tab; everything else escaped."""
    parts = re.split(f"({mailbox.LINK.pattern})", text)
    return "".join(
        f'<a href="{escape(part)}" target="_blank" rel="noopener noreferrer">{escape(part)}</a>'
        if at % 2
        else escape(part)
        for at, part in enumerate(parts)
    )
