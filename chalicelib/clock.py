"""The server's clock, in milliseconds since the epoch, as every `at` and `*_at` is kept."""

import time


def now() -> int:
    """Milliseconds since the epoch."""
    return time.time_ns() // 1_000_000
