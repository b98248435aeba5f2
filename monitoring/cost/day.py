"""What the parts of a user's day take, measured by doing them (counted.py), each many times in a warm process."""

import itertools
from collections.abc import Callable
from typing import Any

from monitoring.checks.journeys import new_id
from monitoring.cost.counted import Counter, Units, User, product

P = "/api/v1/teams/{team}/projects/{project}"
TASKS_ON_A_BOARD = 200
COMMENT = "Xong rồi nhé, chị xem lại giúp em phần cuối"
ROUNDS = 40
# Of many changes one also rewrites the pages they touched: enough of them that such are among them.
COMPACTING = 10
PARTS = ("sign-in", "open", "open-task", "poll", "poll-team", "change", "invite", "deep-look")


def measure(rounds: int = ROUNDS) -> dict[str, Units]:
    """The units of one time of each of PARTS, the mean of `rounds`."""
    counter = Counter()
    with product(counter):
        day = Day(counter)
        found = {}
        for name, part in zip(PARTS, day.parts(), strict=True):
            part()
            counter.clear()
            times = rounds * (COMPACTING if name == "change" else 1)
            for _ in range(times):
                part()
            found[name] = counter.units(times)
    return found


class Day:
    """A user with a team and a board of TASKS_ON_A_BOARD tasks."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._turns = itertools.count()
        self._user = user = User(counter)
        self._come_in(user, "lan@example.vn")
        made = user.ask("POST", "/api/v1/teams", {"name": "Trường nghề", "member_name": "Lan"})
        self._lists = [new_id() for _ in range(3)]
        user.ids = {"team": made["id"], "project": new_id()}
        lists = [{"id": id, "name": "Danh sách"} for id in self._lists]
        new = {"id": user.ids["project"], "name": "Tuyển sinh", "lists": lists}
        user.ask("POST", "/api/v1/teams/{team}/projects", new)
        self._seq, self._tasks = 0, [new_id() for _ in range(TASKS_ON_A_BOARD)]
        user.ids["task"] = self._tasks[0]
        for number, task in enumerate(self._tasks):
            title = f"Soạn giáo án tuần {number}"
            self._change("POST", "/tasks", {"id": task, "title": title, "list": self._lists[number % 3]})
        for task in self._tasks[::4]:
            self._comment(task)

    def parts(self) -> list[Callable[[], Any]]:
        """What is done for each of PARTS."""
        user = self._user
        return [
            self._sign_in,
            self._open,
            lambda: user.ask("GET", f"{P}/texts/{{task}}"),
            lambda: user.ask("GET", f"{P}/entries", query={"after": str(self._seq)}),
            lambda: user.ask("GET", "/api/v1/teams/{team}", query={"after": str(self._team_seq)}),
            self._one_change,
            self._invite,
            self._deep_look,
        ]

    def _come_in(self, user: User, address: str) -> None:
        from chalicelib.consent import wording
        from chalicelib.local import mailbox

        asked = user.ask("POST", "/api/v1/sign-in", {"email": address, "language": "vi"})
        link = next(one for mail in mailbox.mails(address) for one in mail.links if asked["attempt"] in one)
        proof: dict[str, Any] = {"token": link.rpartition(".")[2]}
        terms = wording.current("terms")
        proof["terms"] = {"version": terms.version, "hash": terms.hash}
        user.ids = {"attempt": asked["attempt"]}
        user.ask("POST", "/api/v1/sign-in/{attempt}/session", proof)

    def _sign_in(self) -> None:
        # An address gets five mails in a quarter of an hour, so every fourth one is somebody new.
        self._come_in(User(self._counter), f"user{next(self._turns) // 4}@example.vn")

    def _open(self) -> None:
        """The app, from a browser that kept nothing: whose teams, the team, the board, all texts."""
        self._user.ask("GET", "/api/v1/me")
        self._user.ask("GET", "/api/v1/teams")
        self._team_seq = self._user.ask("GET", "/api/v1/teams/{team}")["seq"]
        self._user.ask("GET", f"{P}/board")
        self._user.ask("GET", f"{P}/texts")

    def _change(self, method: str, path: str, body: Any) -> None:
        """One change, sent as the browser's outbox sends it."""
        op = {"op": f"{new_id()}{new_id()}", "method": method, "path": path, "body": body}
        told = self._user.ask("POST", f"{P}/entries", {"after": self._seq, "ops": [op]})
        if told["results"][0]["status"] >= 300:
            raise RuntimeError(str(told["results"]))
        self._seq = told["seq"]

    def _one_change(self) -> None:
        """In turn: a new task, a move, another title, a comment, one done."""
        turn = next(self._turns)
        task = self._tasks[turn % TASKS_ON_A_BOARD]
        kind = turn % 5
        if kind == 0:
            new = {"id": new_id(), "title": "Chấm bài thi giữa kỳ lớp điện", "list": self._lists[0]}
            self._change("POST", "/tasks", new)
        elif kind == 1:
            self._change("PATCH", f"/tasks/{task}", {"list": self._lists[turn % 3], "below": None})
        elif kind == 2:
            self._change("PATCH", f"/tasks/{task}", {"title": f"Chấm bài thi cuối kỳ {turn}"})
        elif kind == 3:
            self._comment(task)
        else:
            self._change("PUT", f"/tasks/{task}/closure", None)

    def _comment(self, task: str) -> None:
        text = {"id": new_id(), "text": COMMENT}
        self._change("POST", f"/tasks/{task}/comments", text)

    def _invite(self) -> None:
        guest = {"email": f"{new_id()}@example.vn", "role": "member"}
        self._user.ask("POST", "/api/v1/teams/{team}/invitations", guest)

    def _deep_look(self) -> None:
        from chalicelib.health.fitness import fitness

        fitness._known = None  # every look a new one, as it is every five seconds
        self._user.ask("GET", "/api/v1/health/deep")
