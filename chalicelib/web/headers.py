"""Headers every answer carries, of the API, the client's files and the pages of one machine alike; and the check that
a write comes from our own pages.
"""

from collections.abc import Mapping

from chalicelib import settings
from chalicelib.refusals import Refused

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# For what is no page: it may load nothing, be framed by nobody, and is kept nowhere.
API_HEADERS = HEADERS | {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}


def check_origin(headers: Mapping[str, str]) -> None:
    """Refuse a write that a browser sends from another site's page.

    SameSite=Lax already keeps the cookie back; this holds where a browser forgets it. A browser says
    `Sec-Fetch-Site` on every secure or loopback origin and `Origin` elsewhere; programs send neither.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise Refused("foreign_origin")
    elif headers.get("origin", settings.current().site) != settings.current().site:
        raise Refused("foreign_origin")
