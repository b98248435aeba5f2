"""Browsers that signed in before. They keep a cookie by which they ask for sign-in mail on an allowance of their own,
so a stranger who asks for mail in a person's name all day does not keep that person out.

The cookie proves nothing else and signs nobody in. It holds up to three addresses of one browser, each as a random id
and a keyed hash of id and address; nothing of it is stored here.
"""

import hmac

from chalicelib.ids import short_id
from chalicelib.store import lookup

COOKIE = "__Host-known"
LIFETIME = 400 * 24 * 3600  # seconds; browsers keep no cookie longer
ADDRESSES = 3
ID, MAC = 12, 32  # characters


def find(value: str, email: str) -> str:
    """The browser's id for this address, from its cookie's `value`; "" when it never signed in with it."""
    for id, mac in entries(value):
        if hmac.compare_digest(mac, mac_of(id, email)):
            return id
    return ""


def cookie(value: str, email: str) -> str:
    """The Set-Cookie value after signing in with `email` in a browser whose cookie was `value`."""
    id = find(value, email) or short_id()
    # As many others as fit beside it, newest first: two people at one computer, or one person's two addresses.
    others = [id + mac for id, mac in entries(value) if not hmac.compare_digest(mac, mac_of(id, email))]
    kept = ".".join([id + mac_of(id, email), *others[: ADDRESSES - 1]])
    return f"{COOKIE}={kept}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={LIFETIME}"


def entries(value: str) -> list[tuple[str, str]]:
    """The (id, hash) pairs in a cookie; what does not have their form is passed over."""
    pieces = value.split(".")[:ADDRESSES] if len(value) <= ADDRESSES * (ID + MAC + 1) else []
    return [
        (one[:ID], one[ID:]) for one in pieces if len(one) == ID + MAC and one.isascii() and one.isalnum()
    ]


def mac_of(id: str, email: str) -> str:
    return lookup.mac("known browser", f"{id}:{email}")[:MAC]
