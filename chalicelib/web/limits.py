"""The one table of limits: what is counted, per what, how often in which stretch of time.

Each row names what is limited and its limits, the narrowest subject first: what a narrow limit refuses does not count
towards a wider one, so one sender never uses up what everybody shares. Nobody's address alone is a subject where a
stranger could use it up for them: a browser that signed in before (accounts/known.py) has an allowance of its own.

Counters hold a keyed hash of what they count, under a key that changes daily, and nothing else about it.
"""

from typing import NamedTuple

from chalicelib.clock import now
from chalicelib.refusals import Refused
from chalicelib.store import lookup, rows
from chalicelib.store.tables import Counter
from chalicelib.web.ask import Ask
from chalicelib.web.senders import household, network

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60


class Limit(NamedTuple):
    """`most` in `seconds`, counted per combination of these subjects; per () is everybody together. `sliding`: in any
    such stretch of time, not only in those that the clock begins; it costs a look at the stretch before."""

    per: tuple[str, ...]
    most: int
    seconds: int
    sliding: bool = False


LIMITS: dict[str, tuple[Limit, ...]] = {
    # Asking for a sign-in mail: a school of 200 behind one address stays below.
    "sign-in": (
        Limit(("address",), 200, 15 * MINUTE),
        Limit(("network",), 600, 15 * MINUTE),
        Limit((), 30_000, 15 * MINUTE),
    ),
    # … from a browser in which this address signed in before.
    "sign-in.known": (Limit(("browser",), 20, 15 * MINUTE),),
    # Mails to one mailbox. Past these the answer stays the same and no mail goes out.
    "sign-in.mail": (
        Limit(("mailbox", "network"), 5, 15 * MINUTE),
        Limit(("mailbox",), 20, HOUR),
    ),
    "sign-in.mail.known": (Limit(("mailbox", "browser"), 5, 15 * MINUTE),),
    # Trying a code or a link elsewhere than where it was asked for; each attempt has its own five tries as well.
    "sign-in.try": (
        Limit(("address",), 300, 15 * MINUTE),
        Limit(("network",), 1_000, 15 * MINUTE),
    ),
    # Guessing a password: from new browsers against one count, from each browser that signed in before against its
    # own. A stranger who uses up the first locks nobody out, and the mailed link goes by neither.
    "password": (
        Limit(("address",), 100, 15 * MINUTE),
        Limit(("network",), 300, 15 * MINUTE),
    ),
    "password.account": (
        Limit(("mailbox",), 10, 15 * MINUTE),
        Limit(("mailbox",), 50, DAY),
    ),
    "password.known": (Limit(("mailbox", "browser"), 10, 15 * MINUTE),),
    # Codes of a second step, by who has proved the first; each step has its own five tries as well.
    "step.account": (
        Limit(("account",), 15, 15 * MINUTE),
        Limit(("account",), 50, DAY),
    ),
    "step.known": (Limit(("account", "browser"), 15, 15 * MINUTE),),
    "passkey": (
        Limit(("address",), 600, 15 * MINUTE),
        Limit(("network",), 1_800, 15 * MINUTE),
    ),
    # Proving again, by a session: a thief of one guesses ten times.
    "proof": (Limit(("browser",), 10, 15 * MINUTE),),
    "proof.mail": (Limit(("account",), 5, 15 * MINUTE),),
    # Codes to a new number. Six digits have a million values: 20 codes of 5 tries a day are guessed once in 27 years.
    "contact.phone": (
        Limit(("account",), 3, 10 * MINUTE, sliding=True),
        Limit(("mailbox",), 3, 10 * MINUTE, sliding=True),
        Limit(("account",), 20, DAY, sliding=True),
        Limit(("mailbox",), 20, DAY, sliding=True),
    ),
    "contact.email": (
        Limit(("account",), 5, HOUR),
        Limit(("mailbox",), 5, HOUR),
    ),
    # "This was not me": a link has 256 random bits; this keeps guessing from costing us.
    "alert": (
        Limit(("address",), 30, 15 * MINUTE),
        Limit(("network",), 100, 15 * MINUTE),
    ),
    # Codes to a number that somebody names before it is known whose it is: each message costs.
    "recovery.number": (
        Limit(("mailbox", "network"), 3, 10 * MINUTE, sliding=True),
        Limit(("mailbox",), 20, DAY, sliding=True),
        Limit(("address",), 30, 15 * MINUTE),
        Limit(("address",), 100, DAY),
        Limit(("network",), 60, 15 * MINUTE),
        Limit(("network",), 200, DAY),
        Limit((), 3_000, DAY),
    ),
    # … to an account's own number, by who has proved its mailbox; to a new address, by who has proved its number.
    "recovery.phone": (
        Limit(("account",), 3, 10 * MINUTE, sliding=True),
        Limit(("account",), 20, DAY, sliding=True),
    ),
    "recovery.address": (
        Limit(("account",), 5, HOUR),
        Limit(("mailbox",), 5, HOUR),
    ),
    # Beginnings, each told to all contacts. Who reads the mailbox and who has the number do not use up each other's.
    "recovery.device": (
        Limit(("account",), 5, DAY),
        Limit(("account",), 15, 30 * DAY),
    ),
    "recovery.mailbox": (
        Limit(("account",), 5, DAY),
        Limit(("account",), 15, 30 * DAY),
    ),
    # Signing in at the desk, which few people do: by passkeys, which nobody guesses.
    "desk": (
        Limit(("address",), 100, 15 * MINUTE),
        Limit(("network",), 300, 15 * MINUTE),
    ),
    # What an agent looks up, and has done for one account and for all.
    "desk.lookup": (
        Limit(("agent",), 60, HOUR),
        Limit(("agent",), 300, DAY),
    ),
    "desk.errand": (
        Limit(("account",), 20, DAY),
        Limit(("agent",), 200, DAY),
    ),
    "team.create": (Limit(("account",), 50, HOUR),),
    "invitation": (
        Limit(("team", "mailbox"), 5, DAY),
        Limit(("team",), 100, HOUR),
        Limit(("mailbox",), 30, DAY),
    ),
    # Of a team in its first week, and of who founds one after the other: a school of 40 comes in by one join link.
    "invitation.new": (
        Limit(("team",), 100, DAY),
        Limit(("account",), 200, DAY),
    ),
    "joining.new": (Limit(("team",), 200, DAY),),
    # Of a team whose invitations the desk limited; its links rest.
    "invitation.limited": (Limit(("team",), 5, DAY),),
    # Reports to the abuse desk: each is read by a person.
    "report": (
        Limit(("account", "team"), 20, DAY),
        Limit(("account",), 30, DAY),
    ),
    # Each makes four documents and keeps them.
    "order": (Limit(("team",), 10, DAY),),
    # Applications for sponsorship and their documents: five files of twenty parts, over and over while it is a draft.
    "sponsorship": (Limit(("account",), 100, DAY),),
    "sponsorship.file": (Limit(("account",), 200, DAY),),
    "sponsorship.part": (Limit(("account",), 1_000, DAY),),
    # What is handed to support: each is read by somebody.
    "ticket": (Limit(("account",), 10, DAY),),
    "ticket.entry": (
        Limit(("account",), 60, HOUR),
        Limit(("account",), 200, DAY),
    ),
    "view": (Limit(("account",), 20, DAY),),
    "view.part": (Limit(("account",), 400, HOUR),),
    "joining": (Limit(("account",), 60, 15 * MINUTE),),
    # Questions to a guardian: by whom, and to which mailbox, whoever asks.
    "guardian.mail": (
        Limit(("account",), 5, HOUR),
        Limit(("mailbox",), 30, DAY),
    ),
    # What a guardian's link shows and takes, without an account.
    "guardian": (
        Limit(("address",), 60, 15 * MINUTE),
        Limit(("network",), 200, 15 * MINUTE),
    ),
}  # fmt: skip


def within(name: str, ask: Ask, **subjects: str) -> int:
    """Count one more of `name`; 0 if still allowed, else the seconds until it is again.

    `subjects` are those of the row's that the request itself does not tell: account, team, mailbox, browser.
    """
    known = {"address": household(ask.address), "network": network(ask.address)} | subjects
    for limit in LIMITS[name]:
        wait = _counted(_subject(name, limit, known), limit)
        if wait:
            return wait
    return 0


def count(name: str, ask: Ask, **subjects: str) -> None:
    """Count one more; raises Refused("slow_down") with the seconds to wait."""
    wait = within(name, ask, **subjects)
    if wait:
        raise Refused("slow_down", retry_after=wait)


def lift(name: str, **subjects: str) -> int:
    """Forget what was counted of `name` for these subjects in this stretch of time; how many counts there were.
    Limits that count by the network or the browser as well stay."""
    lifted = 0
    for limit in LIMITS[name]:
        if limit.per and set(limit.per) <= set(subjects):
            subject, window = _subject(name, limit, subjects), now() // 1000 // limit.seconds
            for back in (0, 1) if limit.sliding else (0,):
                lifted += rows.remove(_row(subject, limit, window - back), Counter.used > 0)
    return lifted


def _subject(name: str, limit: Limit, known: dict[str, str]) -> str:
    return "\n".join([name, *(f"{kind}={known[kind]}" for kind in limit.per)])


def _row(subject: str, limit: Limit, window: int) -> Counter:
    return Counter(lookup.daily_mac("limit", window * limit.seconds // DAY, subject), window)


def _counted(subject: str, limit: Limit) -> int:
    at = now() // 1000
    window = at // limit.seconds
    row = _row(subject, limit, window)
    actions = [Counter.used.add(1), Counter.expires_at.set((window + 2) * limit.seconds)]
    before = None
    if limit.sliding:
        before = _recent(_row(subject, limit, window - 1), limit, at)
        actions.append(Counter.last_at.set(at))
    left = limit.most - (int(before.used) if before else 0)
    if left > 0 and rows.change(row, actions, Counter.used.does_not_exist() | (Counter.used < left)):
        return 0
    if not limit.sliding:
        return max(1, (window + 1) * limit.seconds - at)
    stands = before or rows.find(Counter, row.key, row.window)
    return max(1, int(stands.last_at) + limit.seconds - at) if stands else 1


def _recent(row: Counter, limit: Limit, at: int) -> Counter | None:
    """The count of the stretch before this one, whole, as long as its last one is not a whole stretch ago: that is a
    few too many at times, and never one too few."""
    found = rows.find(Counter, row.key, row.window)
    return found if found and found.last_at + limit.seconds > at else None
