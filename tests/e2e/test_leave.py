"""A team leaves at the screen: exported to a file, made again from it, erased with and without thirty days."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browsing import AtBrowser, board_path
from tests.e2e.test_security import age_proofs
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


@pytest.fixture(scope="module")
def filled(here: Site) -> Filled:
    return Filled(here)


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


def test_what_is_exported_is_the_same_after_it_was_imported_and_exported_again(
    chromium: Browser, here: Site, filled: Filled, tmp_path: Path
) -> None:
    at = AtBrowser(chromium, here, filled.lan.email).be(filled.lan).open(f"/t/{filled.team}/settings")
    page = at.page
    first = exported(page, "Xuất nhóm này", tmp_path / "first.zip")
    expect(page.get_by_text("Đã xuất xong")).to_be_visible()
    said = content(first)
    assert (said[0], said[1]) == (NAME, False)
    board, old = said[2], said[3]
    assert (board["name"], old["name"], old["archived"]) == ("Tuyển sinh", "Đã xong", True)
    tasks = [one for column in board["tasks"] for one in column]
    assert len(tasks) == 134
    assert [one["title"] for one in board["tasks"][0]] == ["Trên cùng", "=SUM(A1)"]
    assert board["tasks"][0][1]["checklist"] == [("Bước một", True), ("Bước hai", False)]
    assert board["tasks"][0][1]["comments"] == ["Chào cả nhà", "+84 908 000 000", "dòng 1\ndòng 2"]
    assert {one["title"] for one in tasks if one["closed"] or one["trashed"]} == {"Đã đóng", "Đã bỏ"}
    tables(first)
    history(first, filled)

    at.open("/settings/leave")
    page.get_by_label("Chọn tệp ZIP đã xuất").set_input_files(tmp_path / "first.zip")
    expect(page.get_by_label("Tên nhóm mới")).to_have_value(NAME)
    page.get_by_role("button", name="Bắt đầu nhập").click()
    expect(page.get_by_text("Đã nhập xong.")).to_be_visible()
    expect(page.get_by_text("Đã nhập 2 dự án, 134 công việc.")).to_be_visible()
    page.get_by_role("link", name="Mở nhóm").click()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    assert filled.team not in page.url
    page.get_by_role("link", name="Cài đặt").click()
    second = content(exported(page, "Xuất nhóm này", tmp_path / "second.zip"))
    assert sorted(second[2:], key=lambda one: one["name"]) == sorted(said[2:], key=lambda one: one["name"])
    assert second[:2] == said[:2]
    at.close()


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


def test_an_export_asks_who_it_is_and_all_spaces_go_into_one_file(
    chromium: Browser, here: Site, filled: Filled, tmp_path: Path
) -> None:
    an = Person(here, "an").sign_in()
    filled.lan.let_in(an, filled.team, "guest")
    other = an.found_team(NAME)
    at = AtBrowser(chromium, here, an.email).be(an).open("/settings/leave")
    age_proofs(here, an)
    page = at.page
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Xuất tất cả").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("heading", name="Xác nhận đây là bạn")).to_be_visible()
        expect(dialog.get_by_label("Mã trong thư")).to_be_focused()
        dialog.get_by_label("Mã trong thư").fill(str(here.wait_for_mail(an.email)["code"]))
        page.keyboard.press("Enter")
    downloading.value.save_as(tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        heads = {
            name: json.loads(archive.read(name)) for name in archive.namelist() if name.endswith("/team.json")
        }
        assert b"Tuy" not in b"".join(archive.read(name) for name in archive.namelist()), (
            "not a guest's to read"
        )
    assert set(heads) == {"Trường nghề Hoa Sen/team.json", "Trường nghề Hoa Sen 2/team.json"}
    assert {head["team"]["id"]: head["whole"] for head in heads.values()} == {filled.team: False, other: True}
    at.close()


def test_an_export_can_be_stopped_and_says_what_to_do_when_it_fails(
    chromium: Browser, here: Site, filled: Filled
) -> None:
    at = AtBrowser(chromium, here, filled.lan.email).be(filled.lan).open(f"/t/{filled.team}/settings")
    page = at.page
    page.route(
        "**/texts", lambda route: route.fulfill(status=403, json={"code": "not_allowed", "detail": "Không."})
    )
    page.get_by_role("button", name="Xuất nhóm này").click()
    expect(page.get_by_text("Chưa xuất được: Không. Chưa có tệp nào được lưu; hãy thử lại.")).to_be_visible()
    page.unroute("**/texts")
    held: list[Any] = []
    page.route("**/texts", lambda route: held.append(route))
    page.get_by_role("button", name="Xuất nhóm này").click()
    expect(page.get_by_text("Đang đọc Tuyển sinh")).to_be_visible()
    page.get_by_role("button", name="Huỷ", exact=True).click()
    held[0].continue_()
    expect(page.get_by_text("Đã dừng. Chưa có tệp nào được lưu.")).to_be_visible()
    at.close()


def test_an_import_that_failed_goes_on_and_makes_nothing_twice(
    chromium: Browser, here: Site, filled: Filled, tmp_path: Path
) -> None:
    at = AtBrowser(chromium, here, filled.lan.email).be(filled.lan).open(f"/t/{filled.team}/settings")
    page = at.page
    said = content(exported(page, "Xuất nhóm này", tmp_path / "x.zip"))
    at.open("/settings/leave")
    (tmp_path / "broken.zip").write_bytes((tmp_path / "x.zip").read_bytes()[:5000])
    page.get_by_label("Chọn tệp ZIP đã xuất").set_input_files(tmp_path / "broken.zip")
    expect(page.get_by_role("alert")).to_contain_text("không phải là tệp ZIP")
    page.get_by_label("Chọn tệp ZIP đã xuất").set_input_files(tmp_path / "x.zip")
    page.get_by_label("Tên nhóm mới").fill("Nhập lại")
    count = {"sent": 0}

    def fail_second(route: Any) -> None:
        """The second batch reaches the server, and its answer is lost for a refusal."""
        count["sent"] += 1
        if count["sent"] == 2:
            route.fetch()
            route.fulfill(status=409, json={"code": "archived", "detail": "Gián đoạn."})
        else:
            route.continue_()

    page.route("**/entries", fail_second)
    page.get_by_role("button", name="Bắt đầu nhập").click()
    expect(page.get_by_role("alert")).to_contain_text("Đang nhập thì gặp lỗi: Gián đoạn.")
    expect(page.get_by_text(re.compile("Đã nhập 1 dự án, [1-9]"))).to_be_visible()
    page.get_by_role("button", name="Nhập tiếp").click()
    expect(page.get_by_text("Đã nhập xong.")).to_be_visible()
    page.get_by_role("link", name="Mở nhóm").click()
    expect(page.get_by_role("heading", name="Nhập lại")).to_be_visible()
    page.get_by_role("link", name="Cài đặt").click()
    again = content(exported(page, "Xuất nhóm này", tmp_path / "y.zip"))
    assert sorted(again[2:], key=lambda one: one["name"]) == sorted(said[2:], key=lambda one: one["name"])
    at.close()


def erase(page: Page, name: str, when: str) -> None:
    page.get_by_role("button", name="Xóa nhóm…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(when).check()
    yes = dialog.get_by_role("button", name="Xóa nhóm")
    expect(yes).to_be_disabled()
    dialog.get_by_label("Gõ tên nhóm để xác nhận").fill(name[:-1])
    expect(yes).to_be_disabled()
    dialog.get_by_label("Gõ tên nhóm để xác nhận").fill(name)
    yes.click()


def test_a_team_is_put_down_for_erasing_called_off_and_erased_at_once(
    chromium: Browser, here: Site, tmp_path: Path
) -> None:
    lan, binh = Person(here, "lan").sign_in(), Person(here, "binh").sign_in()
    team = lan.found_team("Nhóm thử")
    lan.let_in(binh, team, "member")
    project, _ = lan.open_project(team)
    at = AtBrowser(chromium, here, lan.email).be(lan).open(f"/t/{team}/settings")
    page = at.page
    erase(page, "Nhóm thử", "Sau 30 ngày")
    expect(page.get_by_text("Nhóm này sẽ bị xóa vào")).to_be_visible()
    other = AtBrowser(chromium, here, binh.email).be(binh).open(board_path(project))
    expect(other.page.get_by_text("Nhóm này sẽ bị xóa vào")).to_be_visible()
    expect(other.page.get_by_role("button", name="Hủy việc xóa")).to_have_count(0)
    page.get_by_role("button", name="Hủy việc xóa").click()
    expect(page.get_by_text("Nhóm này sẽ bị xóa vào")).to_have_count(0)

    erase(page, "Nhóm thử", "Ngay bây giờ")
    page.get_by_role("button", name="Xóa vĩnh viễn").click()
    expect(page.get_by_role("heading", name="Giấy chứng nhận đã xóa nhóm")).to_be_visible()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Tải giấy chứng nhận").click()
    downloading.value.save_as(tmp_path / "certificate.json")
    page.get_by_role("link", name="Kiểm tra một giấy chứng nhận").click()
    page.get_by_label("Chọn tệp biên nhận").set_input_files(tmp_path / "certificate.json")
    expect(page.get_by_text("Biên nhận thật, còn nguyên vẹn.")).to_be_visible()
    expect(page.get_by_text("Chứng nhận đã xóa nhóm Nhóm thử")).to_be_visible()
    page.get_by_label("hoặc dán nội dung vào đây").fill(
        (tmp_path / "certificate.json").read_text().replace('"members": 2', '"members": 3')
    )
    expect(page.get_by_text("Chữ ký không khớp")).to_be_visible()
    other.open(f"/t/{team}")
    expect(other.page.get_by_role("heading", name="Không có trang này")).to_be_visible()
    for one in (at, other):
        one.close()
