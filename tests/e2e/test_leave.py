"""A team leaves at the screen: exported to a file, and made again from it."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browsing import AtBrowser
from tests.e2e.exported import NAME, Filled, content, exported, history, tables
from tests.e2e.test_security import age_proofs
from tests.people import Person
from tests.site import Site


@pytest.fixture(scope="module")
def filled(here: Site) -> Filled:
    return Filled(here)


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
        dialog.get_by_label("Mã trong thư").fill(str(here.mails(an.email)[0]["code"]))
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
