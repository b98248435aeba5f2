"""Moving work on a board by mouse, by keys and by menu; each move reaches the server."""

from itertools import pairwise

from playwright.sync_api import Browser, expect

from tests.e2e.browsing import AtBrowser, board_path
from tests.e2e.planned import Planned, faults_of, middle, settled
from tests.site import Site


def test_a_card_is_dragged_by_mouse(desk: AtBrowser, planned: Planned) -> None:
    desk.card("Việc B").drag_to(desk.column("Danh sách 2"), steps=8)
    settled(desk, planned, 2, ["B"])
    # Onto the upper edge of another card: above it.
    desk.card("Việc C").drag_to(desk.card("Việc A"), target_position={"x": 40, "y": 4}, steps=8)
    settled(desk, planned, 1, ["C", "A"])


def test_a_card_is_carried_by_keys_and_closed(desk: AtBrowser, planned: Planned) -> None:
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("Shift+ArrowUp")
    settled(desk, planned, 1, ["B", "A", "C"])
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("Shift+ArrowRight")
    settled(desk, planned, 2, ["A"])
    desk.page.keyboard.press("c")
    expect(desk.card("Việc A")).to_have_count(0)
    desk.page.get_by_role("button", name="Hoàn tác").first.click()
    expect(desk.card("Việc A")).to_be_visible()
    desk.all_saved()
    assert "closed_at" not in planned.lan.board(planned.project)["task"][planned.tasks[0]]


def test_a_card_is_moved_by_its_menu(desk: AtBrowser, planned: Planned) -> None:
    card = desk.card("Việc C")
    card.hover()
    card.get_by_role("button", name="Thao tác với công việc Việc C").click()
    desk.page.get_by_role("menuitem", name="Chuyển đến…").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label("Danh sách").select_option("Danh sách 3")
    dialog.get_by_role("button", name="Chuyển", exact=True).click()
    settled(desk, planned, 3, ["C"])


def test_a_quick_flick_of_the_mouse_moves_a_card(desk: AtBrowser, planned: Planned) -> None:
    faults = faults_of(desk.page)
    desk.card("Việc A").drag_to(desk.column("Danh sách 3"), steps=1)
    settled(desk, planned, 3, ["A"])
    desk.card("Việc C").drag_to(desk.card("Việc B"), target_position={"x": 40, "y": 4}, steps=2)
    settled(desk, planned, 1, ["C", "B"])
    # A drag is no click, and it asks for nothing the page's policy refuses.
    assert desk.page.url.endswith(board_path(planned.project))
    assert faults == []


def test_a_card_put_back_or_let_go_with_escape_stays(desk: AtBrowser, planned: Planned) -> None:
    page = desk.page
    card = desk.card("Việc A")
    box = middle(card)
    for end in (lambda: page.mouse.move(*box), lambda: page.keyboard.press("Escape")):
        page.mouse.move(*box)
        page.mouse.down()
        page.mouse.move(*middle(desk.column("Danh sách 2")), steps=5)
        expect(page.locator(".carried")).to_be_visible()
        end()
        page.mouse.up()
        expect(page.locator(".carried")).to_have_count(0)
        settled(desk, planned, 1, ["A", "B", "C"])
        assert page.url.endswith(board_path(planned.project))
    card.get_by_role("link").click()
    expect(page.get_by_role("complementary", name="Việc A")).to_be_visible()


def test_a_list_is_moved_by_its_header(desk: AtBrowser, planned: Planned) -> None:
    header = desk.column("Danh sách 1").get_by_role("heading")
    header.drag_to(desk.column("Danh sách 2"), target_position={"x": 250, "y": 20}, steps=6)
    expect(desk.page.locator("[data-list] h2")).to_have_text(["Danh sách 2", "Danh sách 1", "Danh sách 3"])
    desk.all_saved()
    board = planned.lan.board(planned.project)["list"]
    assert sorted(planned.lists, key=lambda id: board[id]["position"])[:2] == planned.lists[1::-1]


def test_a_task_is_described_ticked_dated_and_talked_about(desk: AtBrowser, planned: Planned) -> None:
    page = desk.page
    desk.card("Việc A").get_by_role("link").click()
    panel = page.get_by_role("complementary", name="Việc A")
    panel.get_by_text("Thêm mô tả").click()
    panel.get_by_role("textbox").filter(has_not_text="Việc A").last.wait_for()
    page.keyboard.type("Theo mẫu của Sở, xem https://example.vn/mau")
    panel.get_by_role("button", name="Lưu").click()
    expect(panel.get_by_role("link", name="https://example.vn/mau")).to_be_visible()
    panel.get_by_role("button", name="Thêm việc").click()
    page.keyboard.type("Gọi cho phụ huynh")
    page.keyboard.press("Enter")
    panel.get_by_role("checkbox", name="Gọi cho phụ huynh").check()
    panel.get_by_label("Hạn").fill("2027-01-15")
    panel.get_by_placeholder("Viết bình luận…").fill("Mai em gửi bản nháp")
    panel.get_by_role("button", name="Gửi bình luận").click()
    expect(panel.get_by_text("Mai em gửi bản nháp")).to_be_visible()
    desk.all_saved()
    task = planned.lan.board(planned.project)["task"][planned.tasks[0]]
    texts = planned.lan.texts(planned.project, planned.tasks[0])
    assert task["due"] == "2027-01-15"
    assert [item["done"] for item in task["checklist"].values()] == [True]
    assert texts["description"][planned.tasks[0]]["text"].startswith("Theo mẫu")
    assert [c["text"] for c in texts["comment"].values()] == ["Mai em gửi bản nháp"]


def test_nothing_is_wider_than_a_phone(chromium: Browser, here: Site, planned: Planned) -> None:
    long_word = "Nghiêngngảnghễnhngãng" * 6
    planned.lan.add_task(planned.project, planned.lists[0], long_word)
    phone = AtBrowser(chromium, here, planned.lan.email, viewport={"width": 390, "height": 844}).be(
        planned.lan
    )
    team = board_path(planned.project).partition("/p/")[0]
    for path in (
        "/",
        team,
        f"{team}/mine",
        f"{team}/members",
        f"{team}/settings",
        f"{team}/feed",
        "/settings",
        "/terms",
        board_path(planned.project),
    ):
        phone.open(path)
        phone.page.wait_for_load_state("networkidle")
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390, path
    phone.close()


def test_a_task_added_under_a_filter_is_what_the_filter_shows(desk: AtBrowser, planned: Planned) -> None:
    page = desk.page
    page.get_by_role("button", name="Của tôi").click()
    expect(desk.card("Việc A")).to_have_count(0)
    desk.add_task("Danh sách 2", "Việc của chính tôi")
    page.keyboard.press("Escape")
    desk.all_saved()
    me = planned.lan.get(planned.project.partition("/projects")[0])["me"]
    added = [
        t for t in planned.lan.board(planned.project)["task"].values() if t["title"].endswith("chính tôi")
    ]
    assert [list(task["assignees"]) for task in added] == [[me]]
    # Nothing that is added is overdue: it is said where it is.
    page.get_by_role("button", name="Của tôi").click()
    page.get_by_role("button", name="Lọc").click()
    page.get_by_role("menuitemcheckbox", name="Quá hạn").click()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("Không quá hạn")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Đã thêm “Không quá hạn”")).to_be_visible()
    page.get_by_role("button", name="Bỏ bộ lọc").click()
    expect(desk.card("Không quá hạn")).to_be_visible()


def test_an_archived_board_says_so_takes_nothing_new_and_is_brought_back(
    desk: AtBrowser, planned: Planned
) -> None:
    page = desk.page
    planned.lan.put(f"{planned.project}/archive")
    page.reload()
    expect(page.get_by_text("Dự án này đã được lưu trữ")).to_be_visible()
    expect(desk.card("Việc A")).to_be_visible()
    expect(page.get_by_role("button", name="Thêm công việc")).to_have_count(0)
    expect(page.get_by_role("button", name="Thêm danh sách")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    for key in ("n", "e", "m", "c", "Delete", "Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.get_by_role("link", name="Việc B").click()
    panel = page.get_by_role("complementary", name="Việc B")
    expect(panel.get_by_role("button", name="Việc B", exact=True)).to_be_disabled()
    expect(panel.get_by_role("button", name="Hoàn thành")).to_be_disabled()
    expect(panel.get_by_label("Viết bình luận…")).to_be_disabled()
    page.keyboard.press("Escape")
    assert planned.stands(1)[:3] == ["A", "B", "C"]
    page.get_by_role("button", name="Mở lại").click()
    desk.add_task("Danh sách 1", "Lại làm tiếp")
    desk.all_saved()
    assert planned.stands(1)[:3] == ["A", "B", "C"]


def test_every_tab_can_be_read_on_the_narrowest_phone(
    chromium: Browser, here: Site, planned: Planned
) -> None:
    phone = AtBrowser(chromium, here, planned.lan.email, viewport={"width": 320, "height": 640}).be(
        planned.lan
    )
    board = board_path(planned.project)
    for path in (board, board.partition("/p/")[0] + "/settings"):
        phone.open(path)
        expect(phone.page.locator("nav a[aria-current] span").last).to_be_in_viewport(ratio=0.9)
        boxes = [
            span.bounding_box() or {} for span in phone.page.locator("nav a:has(svg) span:visible").all()
        ]
        assert len(boxes) >= 4
        for before, after in pairwise(boxes):
            assert before["x"] + before["width"] <= after["x"], path
    phone.close()
