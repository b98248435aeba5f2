"""A team is erased at the screen, with and without thirty days, and its certificate is checked there."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.e2e.browsing import AtBrowser, board_path
from tests.people import Person
from tests.site import Site


def erase(page: Page, name: str, when: str) -> None:
    page.get_by_role("button", name="Xoá nhóm…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(when).check()
    yes = dialog.get_by_role("button", name="Xoá nhóm")
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
    expect(page.get_by_text("Nhóm này sẽ bị xoá vào")).to_be_visible()
    other = AtBrowser(chromium, here, binh.email).be(binh).open(board_path(project))
    expect(other.page.get_by_text("Nhóm này sẽ bị xoá vào")).to_be_visible()
    expect(other.page.get_by_role("button", name="Huỷ việc xoá")).to_have_count(0)
    page.get_by_role("button", name="Huỷ việc xoá").click()
    expect(page.get_by_text("Nhóm này sẽ bị xoá vào")).to_have_count(0)

    erase(page, "Nhóm thử", "Ngay bây giờ")
    page.get_by_role("button", name="Xoá vĩnh viễn").click()
    expect(page.get_by_role("heading", name="Giấy chứng nhận đã xoá nhóm")).to_be_visible()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Tải giấy chứng nhận").click()
    downloading.value.save_as(tmp_path / "certificate.json")
    page.get_by_role("link", name="Kiểm tra một giấy chứng nhận").click()
    page.get_by_label("Chọn tệp biên nhận").set_input_files(tmp_path / "certificate.json")
    expect(page.get_by_text("Biên nhận thật, còn nguyên vẹn.")).to_be_visible()
    expect(page.get_by_text("Chứng nhận đã xoá nhóm Nhóm thử")).to_be_visible()
    page.get_by_label("hoặc dán nội dung vào đây").fill(
        (tmp_path / "certificate.json").read_text().replace('"members": 2', '"members": 3')
    )
    expect(page.get_by_text("Chữ ký không khớp")).to_be_visible()
    other.open(f"/t/{team}")
    expect(other.page.get_by_role("heading", name="Không có trang này")).to_be_visible()
    for one in (at, other):
        one.close()
