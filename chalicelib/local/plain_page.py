"""Pages of one machine that need no client: HTML written whole, with its one style sheet and nothing else."""

import base64
from hashlib import sha256

from starlette.requests import Request

from chalicelib.web.headers import HEADERS


def headers(style: str) -> dict[str, str]:
    """The headers of a page that may load nothing and use only this style sheet."""
    allowed = base64.b64encode(sha256(style.encode()).digest()).decode()
    return HEADERS | {
        "Content-Security-Policy": "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors 'none'; style-src 'sha256-{allowed}'",
        "Cache-Control": "no-store",
    }


def language(request: Request) -> str:
    """`en` for who asks for English first, else `vi`."""
    return "en" if request.headers.get("accept-language", "").strip().lower().startswith("en") else "vi"


def html(language: str, title: str, style: str, body: str, refresh: int) -> str:
    """The document; `body` is HTML, everything else text of ours. It asks anew after `refresh` seconds."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title} · IZwork</title>'
        '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        f'<meta http-equiv="refresh" content="{refresh}"><style>{style}</style></head>'
        f"<body><main><h1>{title}</h1>{body}</main></body></html>"
    )
