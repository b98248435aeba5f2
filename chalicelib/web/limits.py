"""The one table of limits: what is counted, per what, how often in which stretch of time.

Counters hold a keyed hash of what they count, and nothing else about it.
"""

import ipaddress
import time

from chalicelib.refusals import Refused
from chalicelib.store import lookup, rows
from chalicelib.store.tables import Counter

MINUTE = 60

# name: (how many, in how many seconds)
LIMITS: dict[str, tuple[int, int]] = {
    "sign-in.address": (5, 15 * MINUTE),
    "sign-in.network": (200, 15 * MINUTE),
    "proof.mail": (5, 15 * MINUTE),
    "proof.try": (10, 15 * MINUTE),
    "team.create": (50, 60 * MINUTE),
    "invitation.mail": (100, 60 * MINUTE),
    "joining": (60, 15 * MINUTE),
    "guardian.mail": (5, 60 * MINUTE),
    "guardian.network": (200, 15 * MINUTE),
}


def within(name: str, subject: str) -> int:
    """Count one more of `name` by `subject`; 0 if still allowed, else the seconds until it is again."""
    most, seconds = LIMITS[name]
    window = int(time.time()) // seconds
    row = Counter(lookup.mac("limit", f"{name}:{subject}"), window)
    expires = (window + 2) * seconds
    allowed = rows.change(
        row,
        [Counter.used.add(1), Counter.expires_at.set(expires)],
        Counter.used.does_not_exist() | (Counter.used < most),
    )
    return 0 if allowed else (window + 1) * seconds - int(time.time())


def count(name: str, subject: str) -> None:
    """Count one more; raises Refused("slow_down") with the seconds to wait."""
    wait = within(name, subject)
    if wait:
        raise Refused("slow_down", retry_after=max(1, wait))


def network(address: str) -> str:
    """The network an address belongs to: /24 for IPv4, /56 for IPv6, so that one household is one subject."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((parsed, 24 if parsed.version == 4 else 56), strict=False))
