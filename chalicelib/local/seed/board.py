"""One project of the demo: who does what on it, as the ops of its members' outboxes."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle
from secrets import token_urlsafe
from typing import Any, NamedTuple

from chalicelib.local.seed.school import COMMENTS, DESCRIPTIONS, PLANS, STEPS, TRADES, WORDS, Plan
from chalicelib.local.seed.visitor import Visitor, new_id


class Hand(NamedTuple):
    """A member at work: who signs in, and the member id."""

    visitor: Visitor
    member: str


class Deed(NamedTuple):
    """One write by one member, as the outbox sends it."""

    hand: Hand
    op: dict[str, Any]


class Board:
    """Plans a project's deeds. The same seed gives the same board but for its ids."""

    def __init__(self, plan: Plan, hands: list[Hand], seed: int) -> None:
        self.plan = plan
        self.id = new_id()
        self.lists = [{"id": new_id(), "name": name} for name in plan.lists]
        self.hands = hands
        self._chance = random.Random(seed)
        self._labels = [(new_id(), name, color) for name, color in plan.labels]

    def steps(self) -> Iterator[list[Deed]]:
        """Deeds that may go in any order, and before those of the next step."""
        owner = self.hands[0]
        yield [
            Deed(owner, op("POST", "/labels", {"id": id, "name": name, "color": color}))
            for id, name, color in self._labels
        ]
        tasks = [(new_id(), title) for title in self._titles()]
        yield [self._by_anyone(op("POST", "/tasks", self._task(id, title))) for id, title in tasks]
        yield [self._by_anyone(self._description(id)) for id, _ in tasks if self._chance.random() < 0.7]
        yield [
            self._by_anyone(
                op("POST", f"/tasks/{id}/comments", {"id": new_id(), "text": self._chance.choice(COMMENTS)})
            )
            for id, _ in tasks
            for _ in range(self._chance.choice((0, 0, 1, 1, 2, 3)))
        ]
        yield [
            self._by_anyone(op("PUT", f"/tasks/{id}/closure"))
            for id, _ in tasks
            if self._chance.random() < 0.2
        ]

    def _by_anyone(self, one: dict[str, Any]) -> Deed:
        return Deed(self._chance.choice(self.hands), one)

    def _titles(self) -> list[str]:
        """As many different titles as the plan has tasks."""
        found: dict[str, None] = {}
        for form in cycle(self.plan.titles):
            if len(found) == self.plan.tasks:
                break
            words = WORDS | self._chance.choice(TRADES)
            found[form.format_map({slot: self._chance.choice(known) for slot, known in words.items()})] = None
        return list(found)

    def _task(self, id: str, title: str) -> dict[str, Any]:
        chance = self._chance
        body: dict[str, Any] = {"id": id, "title": title, "list": chance.choice(self.lists)["id"]}
        body["assignees"] = {
            hand.member: True for hand in chance.sample(self.hands, chance.choice((0, 1, 1, 1, 2)))
        }
        body["labels"] = {
            label[0]: True for label in chance.sample(self._labels, chance.choice((0, 1, 1, 2)))
        }
        if chance.random() < 0.6:
            due = datetime.now(UTC).date() + timedelta(days=chance.randint(-10, 60))
            body["due"] = due.isoformat()
            if chance.random() < 0.4:
                body["start"] = (due - timedelta(days=chance.randint(1, 14))).isoformat()
        if chance.random() < 0.3:
            lines = chance.sample(STEPS, chance.randint(2, 5))
            body["checklist"] = {new_id(): {"text": line, "done": chance.random() < 0.4} for line in lines}
        return body

    def _description(self, id: str) -> dict[str, Any]:
        text = "\n\n".join(self._chance.sample(DESCRIPTIONS, self._chance.randint(1, 3)))
        return op("PUT", f"/tasks/{id}/description", {"text": text, "base": 0})


def boards(hands: list[Hand]) -> list[Board]:
    """The three boards. The last hand is the guest, who works on the last one only."""
    return [Board(plan, hands if plan is PLANS[-1] else hands[:-1], at) for at, plan in enumerate(PLANS)]


def op(method: str, path: str, body: Any = None) -> dict[str, Any]:
    return {"op": token_urlsafe(18), "method": method, "path": path} | (
        {} if body is None else {"body": body}
    )
