"""A team with everything a board can hold, and what an export of it says."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.people import Person, new_id
from tests.site import Site

NAME = "Trường nghề: Hoa / Sen"


class Filled:
    """lan's team with everything that a board can hold."""

    def __init__(self, site: Site) -> None:
        self.lan = Person(site, "lan").sign_in()
        self.team = self.lan.found_team(NAME)
        lan, me = self.lan, self.lan.get(f"/teams/{self.team}")["me"]
        self.project, (todo, doing, _) = lan.open_project(self.team, "Tuyển sinh")
        red, blue = new_id(), new_id()
        lan.post(f"{self.project}/labels", {"id": red, "name": "Gấp", "color": "red"})
        lan.post(f"{self.project}/labels", {"id": blue, "name": "Chờ", "color": "blue"})
        lines = {new_id(): {"text": "Bước hai"}, new_id(): {"text": "Bước một", "done": True, "below": None}}
        more = {
            "due": "2026-12-24",
            "start": "2026-12-01",
            "checklist": lines,
            "labels": {red: True, blue: True},
        }
        first = lan.add_task(self.project, todo, "=SUM(A1)", assignees={me: True}, **more)
        text = 'Mô tả dài,\n"có ngoặc"; đủ dấu: ằ ữ ợ 🌱\n'
        lan.put(f"{self.project}/tasks/{first}/description", {"text": text, "base": 0})
        for said in ("Chào cả nhà", "+84 908 000 000", "dòng 1\ndòng 2"):
            lan.post(f"{self.project}/tasks/{first}/comments", {"id": new_id(), "text": said})
        lan.add_task(self.project, todo, "Trên cùng", below=None)
        closed, gone = (lan.add_task(self.project, doing, title) for title in ("Đã đóng", "Đã bỏ"))
        lan.put(f"{self.project}/tasks/{closed}/closure")
        lan.delete(f"{self.project}/tasks/{gone}")
        for number in range(130):
            lan.add_task(self.project, doing, f"Việc {number}")
        old, _ = lan.open_project(self.team, "Đã xong", lists=1)
        lan.put(f"{old}/archive")


def exported(page: Page, button: str, file: Path) -> dict[str, bytes]:
    """The files of an export made with this button."""
    with page.expect_download() as downloading:
        page.get_by_role("button", name=button, exact=True).click()
    downloading.value.save_as(file)
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def content(files: dict[str, bytes]) -> list[Any]:
    """What a team's boards say, without ids, times and the history: lists, labels and tasks in their order."""
    folder = next(name for name in files if name.endswith("/team.json")).removesuffix("team.json")
    about = json.loads(files[f"{folder}team.json"])
    boards = [json.loads(files[f"{folder}projects/{one['id']}/board.json"]) for one in about["projects"]]
    return [about["team"]["name"], about["team"]["minors"], *map(board_of, boards)]


def board_of(board: dict[str, Any]) -> dict[str, Any]:
    lists = {one["id"]: one["name"] for one in board["lists"]}
    labels = {one["id"]: (one["name"], one["color"]) for one in board["labels"]}
    told = []
    for task in board["tasks"]:
        lines = sorted(task.get("checklist", {}).values(), key=lambda line: line["position"])
        told.append(
            {name: task.get(name) for name in ("title", "due", "start", "description")}
            | {
                "list": lists[task["list"]],
                "labels": sorted(labels[id] for id in task.get("labels", {})),
                "assigned": len(task.get("assignees", {})),
                "checklist": [(line["text"], line["done"]) for line in lines],
                "comments": [one["text"] for one in task["comments"]],
                "closed": "closed_at" in task,
                "trashed": "trashed_at" in task,
            }
        )
    ordered = [[one for one in told if one["list"] == name] for name in lists.values()]
    archived = "archived_at" in board
    return {"name": board["name"], "archived": archived, "lists": [*lists.values()], "labels": sorted(labels.values()), "tasks": ordered}  # fmt: skip


def tables(files: dict[str, bytes]) -> None:
    """Excel takes the letters for what they are, and no cell for a formula."""
    rows: dict[str, list[dict[str, str]]] = {}
    for name in ("tasks", "comments"):
        raw = next(data for path, data in files.items() if path.endswith(f"/{name}.csv"))
        assert raw.startswith(b"\xef\xbb\xbf")
        rows[name] = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert len(rows["tasks"]) == 134
    one = next(row for row in rows["tasks"] if "SUM" in row["Công việc"])
    assert one["Công việc"] == "'=SUM(A1)"
    assert (one["Người làm"], one["Nhãn"], one["Hạn"]) == ("lan", "Chờ; Gấp", "2026-12-24")
    assert "ằ ữ ợ 🌱" in one["Mô tả"]
    assert [row["Nội dung"] for row in rows["comments"]] == [
        "Chào cả nhà",
        "'+84 908 000 000",
        "dòng 1\ndòng 2",
    ]
    assert {row["Trạng thái"] for row in rows["tasks"]} == {"Đang mở", "Đóng", "Trong thùng rác"}


def history(files: dict[str, bytes], filled: Filled) -> None:
    """All that was ever done stands there, the export itself too; secrets of ways in do not."""
    logs = {
        path: json.loads(data)["history"] for path, data in files.items() if path.endswith("history.json")
    }
    team = next(found for path, found in logs.items() if "/projects/" not in path)
    assert team[0]["verb"] == "team.create"
    assert team[-1]["verb"] == "team.export"
    id = filled.project.rpartition("/")[2]
    board = next(found for path, found in logs.items() if id in path)
    assert [one["seq"] for one in board] == sorted(one["seq"] for one in board)
    assert sum(one["verb"] == "comment.create" for one in board) == 3
    everything = b"".join(files.values())
    assert b'"account"' not in everything
    assert b'"hash"' not in everything
