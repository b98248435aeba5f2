"""Where the keyboard stands after something closes: never nowhere. And what it undoes."""

from playwright.sync_api import expect

from tests.e2e.browsing import AtBrowser, board_path
from tests.e2e.planned import Planned, settled


def test_closing_a_task_gives_the_focus_back_to_its_card(desk: AtBrowser) -> None:
    page = desk.page
    panel = page.get_by_role("complementary", name="Việc B")
    for leave in (
        lambda: page.keyboard.press("Escape"),
        lambda: panel.get_by_role("button", name="Đóng bảng công việc").click(),
    ):
        desk.card("Việc B").get_by_role("link").click()
        expect(panel).to_be_focused()
        leave()
        expect(panel).to_have_count(0)
        expect(desk.card("Việc B").get_by_role("link")).to_be_focused()
    # From the board's own place too: the panel was left by a click on nothing.
    desk.card("Việc C").get_by_role("link").click()
    expect(page.get_by_role("complementary")).to_be_focused()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")
    expect(desk.card("Việc C").get_by_role("link")).to_be_focused()


def test_closing_a_task_and_going_back_does_not_open_it_again(desk: AtBrowser, planned: Planned) -> None:
    page = desk.page
    page.goto("/help")
    page.goto(board_path(planned.project))
    for name in "AB":
        desk.card(f"Việc {name}").get_by_role("link").click()
        expect(page.get_by_role("complementary")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("complementary")).to_have_count(0)
    page.go_back()
    expect(page).to_have_url(f"{desk.site.url}/help")


def test_escape_from_a_new_task_stays_at_the_last_one_added(desk: AtBrowser) -> None:
    page = desk.page
    page.keyboard.press("ArrowDown")
    page.keyboard.press("n")
    page.keyboard.type("Việc D")
    page.keyboard.press("Enter")
    expect(desk.card("Việc D")).to_be_visible()
    page.keyboard.press("Escape")
    expect(desk.card("Việc D").get_by_role("link")).to_be_focused()


def test_z_undoes_what_was_just_told(desk: AtBrowser, planned: Planned) -> None:
    page = desk.page
    page.keyboard.press("ArrowDown")
    page.keyboard.press("c")
    expect(desk.card("Việc B")).to_have_count(0)
    page.keyboard.press("z")
    expect(desk.card("Việc B").get_by_role("link")).to_be_focused()
    settled(desk, planned, 1, ["A", "B", "C"])
    # Once: it was taken back, and is not done again.
    page.keyboard.press("z")
    settled(desk, planned, 1, ["A", "B", "C"])


def test_other_teams_can_be_gone_to_from_a_board_that_was_opened_by_its_address(
    desk: AtBrowser, planned: Planned
) -> None:
    planned.lan.found_team("Nhóm thứ hai")
    desk.page.reload()
    desk.page.get_by_role("button", name="Chuyển nhóm hoặc dự án").click()
    desk.page.get_by_role("menuitem", name="Nhóm thứ hai").click()
    expect(desk.page.get_by_role("heading", name="Nhóm thứ hai")).to_be_visible()


def test_throwing_an_open_task_away_closes_it_and_undo_brings_it_back(
    desk: AtBrowser, planned: Planned
) -> None:
    page = desk.page
    desk.card("Việc B").get_by_role("link").click()
    page.get_by_role("complementary").get_by_role("button", name="Thao tác khác").click()
    page.get_by_role("menuitem", name="Bỏ vào thùng rác").click()
    expect(page.get_by_role("complementary")).to_have_count(0)
    expect(desk.card("Việc C").get_by_role("link")).to_be_focused()
    page.get_by_role("button", name="Hoàn tác").click()
    settled(desk, planned, 1, ["A", "B", "C"])


def test_a_task_opened_from_what_is_done_closes_to_what_is_done(desk: AtBrowser, planned: Planned) -> None:
    page = desk.page
    planned.lan.put(f"{planned.project}/tasks/{planned.tasks[0]}/closure")
    page.get_by_role("link", name="Đã hoàn thành").click()
    page.get_by_role("link", name="Việc A").click()
    expect(page.get_by_role("complementary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{desk.site.url}{board_path(planned.project)}/closed")


def test_going_back_stands_where_one_was(desk: AtBrowser, planned: Planned) -> None:
    page = desk.page
    for n in range(30):
        planned.lan.add_task(planned.project, planned.lists[0], f"Việc số {n}")
    page.goto(board_path(planned.project).partition("/p/")[0] + "/feed")
    page.get_by_role("link", name="Việc số 3", exact=True).scroll_into_view_if_needed()
    top = page.evaluate("document.getElementById('content').scrollTop")
    assert top > 100
    page.get_by_role("link", name="Việc số 3", exact=True).click()
    expect(page.get_by_role("complementary", name="Việc số 3", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Việc số 3", exact=True)).to_be_in_viewport()
    assert page.evaluate("document.getElementById('content').scrollTop") == top
