"""What DynamoDB does by itself in its own time: rows whose `expires_at` has passed go. Nothing but the promise to keep
no address longer than needed depends on it: whatever refuses an expired row compares its time."""

import logging
import threading

from chalicelib.store import rows

EVERY_SECONDS = 3600.0
log = logging.getLogger("izwork.local")


def watch() -> None:
    """Drop expired rows now and every hour, as long as the process lives."""
    threading.Thread(target=_watch, name="expiry", daemon=True).start()


def _watch() -> None:
    pause = threading.Event()
    while True:
        try:
            rows.drop_expired()
        except Exception:
            log.exception("expired rows could not be dropped; tried again in an hour")
        pause.wait(EVERY_SECONDS)
