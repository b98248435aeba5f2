"""Headers every API answer carries, and the check that a write comes from our own pages."""

from collections.abc import Mapping

from chalicelib import settings
from chalicelib.refusals import Refused

API_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
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
