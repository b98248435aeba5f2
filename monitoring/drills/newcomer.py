"""Somebody who signs in again and again: what needs the keys and the mail at every step, as the clients' writing does not."""

import itertools
import random
import time

from chalicelib.local.seed.visitor import Unexpected, Visitor
from monitoring.drills.caller import Caller, Named, Passing, Pauses

EVERY_SECONDS = 2.0


class Newcomer(Caller):
    """Asks for a sign-in mail every two seconds, each time for another address, until it is told to stop."""

    def __init__(self, name: Named, rng: random.Random) -> None:
        super().__init__("newcomer", name)
        self._pauses = Pauses(rng)
        self._numbers = itertools.count(1)

    def run(self) -> None:
        while not self.over.wait(0.05):
            if time.monotonic() < self._pauses.due:
                continue
            email = f"newcomer{next(self._numbers)}@drill.example"
            try:
                self.ask("POST", "/sign-in", {"email": email, "language": "vi"})
            except Passing as later:
                self._pauses.failed(later.retry_after)
            else:
                self._pauses.worked(EVERY_SECONDS)


def signs_in(email: str, asked: str, finished: str) -> str:
    """Sign in with a mail asked for in one Region and finished in another; what went wrong, or ""."""
    try:
        Visitor(asked, email, "Newcomer").sign_in(at=finished)
    except Unexpected as wrong:
        return str(wrong)
    return ""
