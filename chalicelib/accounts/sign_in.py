"""Signing in by e-mail: a link for the browser that asked, and a code to type anywhere else.

An attempt lives ten minutes, is spent once, and ends after five wrong codes. Of link, code and browser only
hashes are kept, so neither a scanner that opens links nor someone who reads the table can sign in.
"""

import hmac
import secrets

import msgspec

from chalicelib import settings
from chalicelib.accounts import account, session
from chalicelib.accounts.account import AcceptedTerms
from chalicelib.accounts.session import SignedIn
from chalicelib.clock import now
from chalicelib.consent import standing, wording
from chalicelib.ids import is_long_id, long_id
from chalicelib.refusals import Refused
from chalicelib.store import keys, lookup, rows
from chalicelib.store.tables import Attempt

COOKIE = "__Host-attempt"
LIFETIME = 10 * 60 * 1000  # milliseconds
TRIES = 5
# Read aloud and typed from a phone: no 0/O, 1/I/L.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8


class Address(msgspec.Struct):
    """What is sealed in an attempt."""

    email: str
    language: str
    # The session that has to prove itself by the code; "" for signing in.
    proves: str = ""


class Asked(msgspec.Struct):
    """A new attempt: what goes into the mail (token, code) and into the asking browser (browser)."""

    id: str
    token: str
    code: str
    browser: str
    expires_at: int


def ask(email: str, language: str, proves: str = "") -> Asked:
    """Begin an attempt for the address, known or not; with `proves`, one that only proves that session anew."""
    asked = Asked(
        id=long_id(),
        token=secrets.token_urlsafe(32),
        code="".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)),
        browser=secrets.token_urlsafe(32),
        expires_at=now() + LIFETIME,
    )
    sealed = msgspec.json.encode(Address(account.normal(email), language, proves))
    rows.insert(
        Attempt(
            asked.id,
            token_hash=session.digest(asked.token),
            code_mac=code_mac(asked.id, asked.code),
            browser_hash=session.digest(asked.browser),
            tries=0,
            region=settings.current().region,
            # In seconds, as the engine reads it: an attempt that nobody finishes goes, and its address with it.
            expires_at=asked.expires_at // 1000,
            body=keys.seal_account(context(asked.id), sealed),
        )
    )
    return asked


def find(id: str) -> Attempt | None:
    """The attempt as it stands, over or not."""
    return rows.find(Attempt, id) if is_long_id(id) else None


def asked_in(attempt: Attempt | None, browser: str) -> bool:
    """Whether this browser, by its cookie, is the one that asked for the mail."""
    return attempt is not None and hmac.compare_digest(attempt.browser_hash, session.digest(browser))


def finish(
    attempt: Attempt | None, token: str | None, code: str | None, browser: str, accepted: AcceptedTerms | None
) -> str:
    """Spend the attempt; the account's id.

    Refused: attempt_over (used, expired, five wrong codes, unknown), other_browser (a link in a browser that
    did not ask), wrong_code, terms_required (first sign-in without the current terms; nothing is spent),
    address_changed (the account has another address since).
    """
    attempt = living(attempt)
    if token is not None:
        prove_link(attempt, token, browser)
    else:
        prove_code(attempt, code or "")
    address = address_of(attempt)
    if address.proves:
        raise Refused("attempt_over")
    known = account.find(address.email)
    if known is None:
        account.must_be_free(address.email)
    terms = wording.current("terms")
    if known is None and accepted != AcceptedTerms(terms.version, terms.hash):
        raise Refused("terms_required", terms={"version": terms.version, "hash": terms.hash})
    spend(attempt)
    if known is None and accepted is not None:
        known = account.open_for(address.email, accepted, address.language)
        standing.begin(known)
    if known is None:
        raise Refused("attempt_over")
    return known


def prove(id: str, code: str, by: SignedIn) -> None:
    """Spend an attempt that was asked for by this very session; refused as in `finish`."""
    attempt = living(find(id))
    if address_of(attempt).proves != by.session:
        raise Refused("attempt_over")
    prove_code(attempt, code)
    spend(attempt)


def address_of(attempt: Attempt) -> Address:
    return msgspec.json.decode(keys.open_account(context(attempt.id), attempt.body), type=Address)


def spend(attempt: Attempt) -> None:
    """Once; of many who try at the same time one gets through."""
    spent = rows.change(
        attempt,
        [Attempt.spent_at.set(now())],
        Attempt.spent_at.does_not_exist() & (Attempt.tries < TRIES) & (Attempt.expires_at > now() // 1000),
    )
    if not spent:
        raise Refused("attempt_over")


def living(attempt: Attempt | None) -> Attempt:
    if (
        attempt is None
        or attempt.spent_at is not None
        or attempt.tries >= TRIES
        or attempt.expires_at <= now() // 1000
        # Attempts reach the other Region a moment late: there the same token would be spent a second time. (Attempts
        # from before they named their Region are accepted for the ten minutes they last.)
        or attempt.region not in (None, settings.current().region)
    ):
        raise Refused("attempt_over")
    return attempt


def prove_link(attempt: Attempt, token: str, browser: str) -> None:
    if not hmac.compare_digest(attempt.token_hash, session.digest(token)):
        raise Refused("attempt_over")
    if not asked_in(attempt, browser):
        raise Refused("other_browser")


def prove_code(attempt: Attempt, code: str) -> None:
    count_try(attempt, code_mac(attempt.id, code))


def count_try(attempt: Attempt, typed: str) -> None:
    """Compare the mac of what was typed; counted first, conditionally, so that a thousand at once are still five.

    Refused: wrong_code, and attempt_over with the fifth wrong one.
    """
    counted = rows.change(
        attempt,
        [Attempt.tries.add(1)],
        (Attempt.tries < TRIES) & Attempt.spent_at.does_not_exist() & (Attempt.expires_at > now() // 1000),
    )
    if not counted:
        raise Refused("attempt_over")
    if hmac.compare_digest(attempt.code_mac, typed):
        # A right code is no wrong try: give it back, for terms may still have to be accepted.
        rows.change(attempt, [Attempt.tries.add(-1)], Attempt.tries > 0)
        return
    left = TRIES - int(attempt.tries)
    if left <= 0:
        raise Refused("attempt_over")
    raise Refused("wrong_code", tries_left=left)


def code_mac(id: str, code: str) -> str:
    """Keyed and bound to its attempt: eight characters would fall to guessing if a plain hash leaked."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return lookup.mac("code", f"{id}:{typed}")


def context(id: str) -> dict[str, str]:
    return {"attempt": id}


def cookie(browser: str) -> str:
    return f"{COOKIE}={browser}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={LIFETIME // 1000}"


def gone() -> str:
    return f"{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"
