"""Sessions: a browser that is signed in. Only the hash of its token is kept.

Beside each session stands a row in `browser`, by which its account lists and ends it. The browser's row is written
first and looked at once more after the session's, so that "end all" misses no session that begins meanwhile.
"""

import hashlib
import secrets
from collections.abc import Iterable

import msgspec

from chalicelib.accounts.device import Device
from chalicelib.clock import now
from chalicelib.ids import short_id
from chalicelib.refusals import Refused
from chalicelib.store import glance, keys, rows
from chalicelib.store.tables import Account, Browser, Session

COOKIE = "__Host-session"
DAY = 24 * 3600 * 1000
IDLE = 14 * DAY  # milliseconds without a request
ABSOLUTE = 60 * DAY  # milliseconds since sign-in
SEEN_EVERY = 10 * 60 * 1000  # a session in use is marked seen at most this often
FRESH = 15 * 60 * 1000  # milliseconds for which a proved factor counts as of late


class SignedIn(msgspec.Struct, frozen=True):
    """A signed-in account, by the session that proves it; `proven_at` is when a factor was last proved, `closes_at`
    when the account is erased (0: it stays)."""

    id: str
    session: str
    browser: str
    proven_at: int
    closes_at: int = 0


class Listed(msgspec.Struct):
    """One signed-in browser as its owner sees it; `this` is the one that asks. Times in milliseconds."""

    id: str
    device: str
    region: str
    began_at: int
    seen_at: int
    this: bool


def start(account: str, device: Device) -> str:
    """Begin a session; its token, 256 random bits, which is kept nowhere.

    Refused: attempt_over, when all sessions of the account were ended at this very moment, or it is being erased.
    """
    token, at, id = secrets.token_urlsafe(32), now(), short_id()
    hash, expires = digest(token), (at + ABSOLUTE) // 1000
    body = keys.seal_account(context(account, id), msgspec.json.encode(device))
    rows.insert(Browser(account, id, session=hash, created_at=at, expires_at=expires, body=body))
    # After the browser's row: of a closing at this moment, either this finds the mark or the closing finds that row.
    held = rows.find(Account, account)
    if held is None or held.erasing is not None:
        rows.remove(Browser(account, id))
        raise Refused("attempt_over")
    rows.insert(
        Session(
            hash, account=account, browser=id, created_at=at, seen_at=at, proven_at=at,
            closes_at=held.closes_at, expires_at=expires,
        )
    )  # fmt: skip
    if rows.find(Browser, account, id) is None:
        rows.remove(Session(hash))
        raise Refused("attempt_over")
    return token


def find(token: str, spaces: Iterable[str] = (), written: str | None = None) -> SignedIn | None:
    """Who the token signs in; None when it is unknown, idle too long or too old.

    The same look at the engine finds out whether `spaces`, which the request is about, have moved on, and how the team
    that it would write to (`written`) is restricted.
    """
    if not token or len(token) > 100:
        return None
    row = glance.look(digest(token), spaces, written)
    # One from before sessions were listed could not be ended by its owner: that browser signs in again.
    if row is None or row.browser is None or over(row):
        return None
    at = now()
    if at > row.seen_at + SEEN_EVERY:
        # Only while the row exists: signing out at this moment must not bring it back.
        rows.change(row, [Session.seen_at.set(at)], Session.hash.exists())
    # Only a session that began while its account was closing is marked, so no other costs this second look.
    closes_at = 0 if row.closes_at is None else closing_of(row.account)
    return SignedIn(row.account, row.hash, row.browser, int(row.proven_at or 0), closes_at)


def closing_of(account: str) -> int:
    """When the account is erased, 0 when it stays after all."""
    held = rows.find(Account, account)
    return 0 if held is None or held.closes_at is None else int(held.closes_at)


def over(row: Session) -> bool:
    at = now()
    return bool(at > row.created_at + ABSOLUTE or at > row.seen_at + IDLE)


def must_be_fresh(by: SignedIn) -> None:
    """Refused("prove_again") unless this session proved a factor within the last 15 minutes."""
    if now() > by.proven_at + FRESH:
        raise Refused("prove_again")


def renew(by: SignedIn) -> str:
    """A factor was proved again: the session goes on under a new token, and the old one ends. Gives the token."""
    old = rows.find(Session, by.session)
    listed = rows.find(Browser, by.id, by.browser)
    if old is None or listed is None:
        raise Refused("signed_out")
    token, at = secrets.token_urlsafe(32), now()
    hash = digest(token)
    # The list names both until the old row is gone: whatever fails between, ending this browser ends both.
    moved = [Browser.session.set(hash), Browser.before.set(by.session)]
    if not rows.change(listed, moved, Browser.session == by.session):
        raise Refused("signed_out")
    rows.insert(
        Session(
            hash, account=by.id, browser=by.browser, created_at=old.created_at, seen_at=at, proven_at=at,
            expires_at=old.expires_at,
        )
    )  # fmt: skip
    rows.remove(Session(by.session))
    if rows.find(Browser, by.id, by.browser) is None:
        rows.remove(Session(hash))
        raise Refused("signed_out")
    return token


def browsers(by: SignedIn) -> list[Listed]:
    """Where this account is signed in, the one that asks first, then the last used. Rows of ended sessions go."""
    listed = {row.session: row for row in rows.under(Browser, by.id)}
    living = {row.hash: row for row in rows.several(Session, list(listed)) if not over(row)}
    found = []
    for hash, row in listed.items():
        session = living.get(hash)
        if session is None:
            # Not one that is beginning at this moment: its session's row follows within seconds.
            if now() > row.created_at + FRESH:
                rows.remove(row, Browser.session == hash)
            continue
        device = device_of(row)
        found.append(
            Listed(
                row.id, device.name, device.region, int(row.created_at), int(session.seen_at),
                row.id == by.browser,
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (not one.this, -one.seen_at))


def device_of(row: Browser) -> Device:
    plain = keys.open_account(context(row.account, row.id), row.body)
    return msgspec.json.decode(plain, type=Device)


def end(by: SignedIn) -> None:
    """Sign this browser out."""
    rows.remove(Session(by.session))
    rows.remove(Browser(by.id, by.browser))


def end_one(by: SignedIn, browser: str) -> None:
    """End one of the account's sessions; Refused("not_found") when there is none of this id."""
    row = rows.find(Browser, by.id, browser) if len(browser) <= 64 else None
    if row is None:
        raise Refused("not_found")
    forget(row)


def end_others(by: SignedIn) -> None:
    """End every session of the account but this one."""
    for row in rows.under(Browser, by.id):
        if row.id != by.browser:
            forget(row)


def end_all(account: str) -> None:
    """End every session of the account."""
    for row in rows.under(Browser, account):
        forget(row)


def forget(row: Browser) -> None:
    for hash in (row.session, row.before):
        if hash is not None:
            rows.remove(Session(hash))
    rows.remove(row)


def context(account: str, id: str) -> dict[str, str]:
    return {"account": account, "browser": id}


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def cookie(token: str) -> str:
    """The Set-Cookie value that keeps the session in this browser."""
    return f"{COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={ABSOLUTE // 1000}"


def gone() -> str:
    """The Set-Cookie value that forgets it."""
    return f"{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"
