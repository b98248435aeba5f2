"""What DynamoDB does by itself in its own time: rows whose `expires_at` has passed go. Nothing but the promise to keep
no address longer than needed depends on it: whatever refuses an expired row compares its time."""

import threading

from chalicelib import logs
from chalicelib.store import rows

EVERY_SECONDS = 3600.0


def watch() -> None:
    """Drop expired rows now and every hour, as long as the process lives."""
    threading.Thread(target=_watch, name="expiry", daemon=True).start()


def _watch() -> None:
    pause = threading.Event()
    while True:
        try:
            rows.drop_expired()
        except Exception as fault:
            logs.say("expiry.put_off", fault)
        pause.wait(EVERY_SECONDS)
