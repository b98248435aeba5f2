"""What a person does, done by check accounts at the public door: sign in, make a first task, invite someone.

Each journey says how long it took, or which step failed. They clean up: tasks go to the trash, whoever joined leaves,
an invitation that nobody took is revoked. Accounts are named by the week, so that no board grows for ever; five of
them take turns by the minute, for an address gets five sign-in mails in a quarter of an hour.
"""

import datetime
import re
import secrets
import string
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from monitoring.checks.door import Failed, Visitor
from monitoring.checks.mailboxes import Mailbox, wait

JOURNEYS = ("sign-in", "first-task", "invite")
TURNS = 5
# Ids of the client's making; the same each time, so that what is there is found again.
PROJECT, LIST = "KiemtraDuan1", "KiemtraDsach"
NAME = "Kiểm tra"


class Result(NamedTuple):
    """One journey: `fault` is None when it worked."""

    journey: str
    milliseconds: float
    fault: str | None


def run(site: str, mailbox: Mailbox, now: datetime.datetime | None = None) -> list[Result]:
    """All journeys, one after the other; without a sign-in the others cannot be done and fail for that."""
    owner = Traveller(site, mailbox, "owner", now)
    results = [_timed("sign-in", owner.sign_in)]
    if results[0].fault:
        return results + [Result(one, 0.0, "nobody is signed in") for one in JOURNEYS[1:]]
    results.append(_timed("first-task", lambda: first_task(owner)))
    results.append(_timed("invite", lambda: invite(owner, Traveller(site, mailbox, "guest", now))))
    return results


def _timed(journey: str, steps: Callable[[], Any]) -> Result:
    begun = time.monotonic()
    fault = None
    try:
        steps()
    except Failed as failed:
        fault = str(failed)
    except Exception as surprise:
        # An answer of another shape than the product's: as bad as none, and never a reason to fall silent.
        fault = f"an answer was not understood: {type(surprise).__name__}"
    return Result(journey, round((time.monotonic() - begun) * 1000, 1), fault)


class Traveller:
    """A check account; `part` tells who invites from who is invited."""

    def __init__(self, site: str, mailbox: Mailbox, part: str, now: datetime.datetime | None = None) -> None:
        at = now or datetime.datetime.now(datetime.UTC)
        year, week, _ = at.isocalendar()
        self.address = f"{part}{at.minute % TURNS}-{year}w{week:02}@{mailbox.domain}"
        self.mailbox = mailbox
        self.door = Visitor(site)

    def sign_in(self) -> None:
        """Ask for the mail, open its link here, accept the terms the first time."""
        attempt = self.door.ask("POST", "/sign-in", {"email": self.address, "language": "vi"})["attempt"]
        token = _found(rf"#{re.escape(attempt)}\.(\S+)", wait(self.mailbox, self.address, attempt))
        proof: dict[str, Any] = {"token": token}
        status, answer = self.door.try_to("POST", f"/sign-in/{attempt}/session", proof)
        if status == 409 and answer.get("code") == "terms_required":
            proof["terms"] = answer["terms"]
            status, answer = self.door.try_to("POST", f"/sign-in/{attempt}/session", proof)
        if status != 201:
            raise Failed(f"the link was answered by {status}")
        if self.door.ask("GET", "/me")["email"] != self.address:
            raise Failed("somebody else is signed in")

    def team(self) -> str:
        """The check team of this account, founded if it has none."""
        teams = [one for one in self.door.ask("GET", "/teams")["teams"] if one["role"] == "owner"]
        if teams:
            return str(teams[0]["id"])
        return str(self.door.ask("POST", "/teams", {"name": NAME, "member_name": NAME})["id"])


def first_task(owner: Traveller) -> None:
    """A task on a board, seen by who asks what is new, and into the trash."""
    team = owner.team()
    project = f"/teams/{team}/projects/{PROJECT}"
    if owner.door.try_to("GET", f"{project}/entries?after=0&limit=1")[0] == 404:
        new = {"id": PROJECT, "name": NAME, "lists": [{"id": LIST, "name": NAME}]}
        owner.door.ask("POST", f"/teams/{team}/projects", new)
    task, title = new_id(), f"{NAME} {secrets.token_hex(4)}"
    seq = owner.door.ask("POST", f"{project}/tasks", {"id": task, "title": title, "list": LIST})["seq"]
    new = owner.door.ask("GET", f"{project}/entries?after={seq - 1}")
    if not any(_sets(op, task, "title", title) for entry in new["entries"] for op in entry["ops"]):
        raise Failed("the task that was made is not among what is new")
    seq = owner.door.ask("DELETE", f"{project}/tasks/{task}")["seq"]
    new = owner.door.ask("GET", f"{project}/entries?after={seq - 1}")
    if not any(_sets(op, task, "trashed_at") for entry in new["entries"] for op in entry["ops"]):
        raise Failed("the task does not go to the trash")
    board = owner.door.ask("GET", f"{project}/board")
    if not (isinstance(board, str) and task in board):
        raise Failed("the board does not hold the task")


def invite(owner: Traveller, guest: Traveller) -> None:
    """Invite by mail; who was invited signs in, joins, sees the team, and leaves it again."""
    team = owner.team()
    guest.sign_in()
    made = owner.door.ask("POST", f"/teams/{team}/invitations", {"email": guest.address, "role": "member"})
    try:
        text = wait(guest.mailbox, guest.address, f"/join#{team}.{made['id']}.")
        token = _found(r"/join#(\S+)", text)
        status, joined = guest.door.try_to("POST", "/joinings", {"token": token, "name": NAME})
        if status == 409 and joined.get("code") == "already_member":
            # An earlier run was cut short between joining and leaving.
            me = guest.door.ask("GET", f"/teams/{team}")["me"]
            guest.door.ask("DELETE", f"/teams/{team}/members/{me}")
            joined = guest.door.ask("POST", "/joinings", {"token": token, "name": NAME})
        elif status != 201:
            raise Failed(f"joining was answered by {status}")
        if guest.door.ask("GET", f"/teams/{team}")["me"] != joined["member"]:
            raise Failed("who joined is not in the team")
        guest.door.ask("DELETE", f"/teams/{team}/members/{joined['member']}")
    except Failed:
        owner.door.try_to("DELETE", f"/teams/{team}/invitations/{made['id']}")
        raise
    if guest.door.try_to("GET", f"/teams/{team}")[0] != 404:
        raise Failed("who left still sees the team")


def _sets(op: Any, id: str, field: str, value: Any = None) -> bool:
    """Whether an op sets a field of a record, to a certain value where one is given."""
    for change in op["changes"]:
        fields = change.get("set") or {}
        if change["id"] == id and field in fields and value in (None, fields[field]):
            return True
    return False


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise Failed("the mail holds no link")
    return match[1]


def new_id() -> str:
    """Six characters of seconds and six random ones, as browsers make ids."""
    digits, seconds, head = (
        string.digits + string.ascii_uppercase + string.ascii_lowercase,
        int(time.time()),
        "",
    )
    for _ in range(6):
        seconds, digit = divmod(seconds, 62)
        head = digits[digit] + head
    return head + "".join(secrets.choice(digits) for _ in range(6))
