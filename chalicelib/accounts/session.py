"""Sessions: a browser that is signed in. Only the hash of its token is kept."""

import hashlib
import secrets
from collections.abc import Iterable

import msgspec

from chalicelib.clock import now
from chalicelib.store import glance, rows
from chalicelib.store.tables import Session

COOKIE = "__Host-session"
DAY = 24 * 3600 * 1000
IDLE = 14 * DAY  # milliseconds without a request
ABSOLUTE = 60 * DAY  # milliseconds since sign-in
SEEN_EVERY = 10 * 60 * 1000  # a session in use is marked seen at most this often


class SignedIn(msgspec.Struct, frozen=True):
    """A signed-in account, by the session that proves it."""

    id: str
    session: str


def start(account: str) -> str:
    """Begin a session; its token, 256 random bits, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    at = now()
    rows.insert(
        Session(digest(token), account=account, created_at=at, seen_at=at, expires_at=(at + ABSOLUTE) // 1000)
    )
    return token


def find(token: str, spaces: Iterable[str] = ()) -> SignedIn | None:
    """Who the token signs in; None when it is unknown, idle too long or too old.

    The same look at the engine finds out whether `spaces`, which the request is about, have moved on.
    """
    if not token or len(token) > 100:
        return None
    row = glance.look(digest(token), spaces)
    at = now()
    if row is None or at > row.created_at + ABSOLUTE or at > row.seen_at + IDLE:
        return None
    if at > row.seen_at + SEEN_EVERY:
        # Only while the row exists: signing out at this moment must not bring it back.
        rows.change(row, [Session.seen_at.set(at)], Session.hash.exists())
    return SignedIn(row.account, row.hash)


def end(signed_in: SignedIn) -> None:
    rows.remove(Session(signed_in.session))


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def cookie(token: str) -> str:
    """The Set-Cookie value that keeps the session in this browser."""
    return f"{COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={ABSOLUTE // 1000}"


def gone() -> str:
    """The Set-Cookie value that forgets it."""
    return f"{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"
