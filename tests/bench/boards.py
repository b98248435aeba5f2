"""Boards to measure on: 50, 500 and 5,000 tasks, each with a description, two labels, an assignee, a due date
and three comments, made through the outbox's door."""

import datetime
import random
from typing import Any

from tests.people import Person, new_id, new_op

WORDS = [
    "soạn",
    "giáo",
    "án",
    "tuyển",
    "sinh",
    "học",
    "phí",
    "thực",
    "hành",
    "xưởng",
    "cơ",
    "khí",
    "điện",
    "lạnh",
    "hợp",
    "đồng",
    "doanh",
    "nghiệp",
    "báo",
    "cáo",
    "tháng",
    "kế",
    "hoạch",
    "họp",
    "phụ",
    "huynh",
    "lịch",
    "thi",
    "chấm",
    "điểm",
    "thiết",
    "bị",
    "bảo",
    "trì",
    "ký",
    "túc",
    "xá",
    "học",
    "bổng",
    "đề",
    "cương",
    "giảng",
    "viên",
    "thỉnh",
    "giảng",
    "khảo",
    "sát",
    "việc",
    "làm",
]
LISTS, LABELS, BATCH = 6, 8, 100


def sentence(rng: random.Random, letters: int) -> str:
    text = ""
    while len(text) < letters:
        text += rng.choice(WORDS) + " "
    return text[:letters].strip().capitalize()


def fill(owner: Person, team: str, tasks: int, seed: int = 7) -> tuple[str, list[str], list[str]]:
    """A project with that many tasks; (its path, list ids, task ids)."""
    rng = random.Random(seed)
    project, lists = owner.open_project(team, f"Bảng {tasks}", LISTS)
    me = owner.get(f"/teams/{team}")["me"]
    labels = [new_id() for _ in range(LABELS)]
    colors = ("red", "orange", "yellow", "green", "teal", "blue", "purple", "pink")
    ops = [
        write("POST", "/labels", {"id": id, "name": sentence(rng, 8), "color": color})
        for id, color in zip(labels, colors, strict=True)
    ]
    ids = []
    for _ in range(tasks):
        id = new_id()
        ids.append(id)
        day = datetime.date(2026, 11, 1) + datetime.timedelta(days=rng.randrange(90))
        body = {
            "id": id,
            "title": sentence(rng, rng.randrange(20, 60)),
            "list": rng.choice(lists),
            "labels": dict.fromkeys(rng.sample(labels, 2), True),
            "assignees": {me: True},
            "due": day.isoformat(),
        }
        ops.append(write("POST", "/tasks", body))
        ops.append(write("PUT", f"/tasks/{id}/description", {"text": sentence(rng, 300), "base": 0}))
        ops += [
            write("POST", f"/tasks/{id}/comments", {"id": new_id(), "text": sentence(rng, 120)})
            for _ in range(3)
        ]
    for start in range(0, len(ops), BATCH):
        done = owner.post(f"{project}/entries", {"after": start // BATCH, "ops": ops[start : start + BATCH]})
        assert all(result["status"] == 200 for result in done["results"]), done["results"][0]
    return project, lists, ids


def write(method: str, path: str, body: Any) -> dict[str, Any]:
    return {"op": new_op(), "method": method, "path": path, "body": body}
