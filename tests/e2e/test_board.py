"""Moving work on a board: by mouse, by touch, by keys and by menu; each move reaches the server."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browsing import AtBrowser, board_path
from tests.people import Person
from tests.site import Site


class Planned:
    """lan's project with three tasks in its first list."""

    def __init__(self, here: Site) -> None:
        self.lan = Person(here, "lan").sign_in()
        self.project, self.lists = self.lan.open_project(self.lan.found_team())
        self.tasks = [self.lan.add_task(self.project, self.lists[0], f"Việc {name}") for name in "ABC"]

    def stands(self, list_number: int) -> list[str]:
        board = self.lan.board(self.project)["task"]
        return [board[id]["title"][-1] for id in self.lan.tasks_in(self.project, self.lists[list_number - 1])]


@pytest.fixture
def planned(here: Site) -> Planned:
    return Planned(here)


@pytest.fixture
def desk(chromium: Browser, here: Site, planned: Planned) -> Iterator[AtBrowser]:
    at = AtBrowser(chromium, here, planned.lan.email, viewport={"width": 1440, "height": 900})
    at.be(planned.lan).open(board_path(planned.project))
    expect(at.card("Việc A")).to_be_visible()
    yield at
    at.close()


def settled(desk: AtBrowser, planned: Planned, list_number: int, wanted: list[str]) -> None:
    """The screen and the server agree on a list."""
    expect(desk.column(f"Danh sách {list_number}").locator("[data-task] > a")).to_have_text(
        [f"Việc {name}" for name in wanted]
    )
    desk.all_saved()
    assert planned.stands(list_number) == wanted


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


def test_a_card_is_moved_by_touch_on_a_phone(chromium: Browser, here: Site, planned: Planned) -> None:
    phone = AtBrowser(
        chromium,
        here,
        planned.lan.email,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    phone.be(planned.lan).open(board_path(planned.project))
    expect(phone.card("Việc A")).to_be_visible()
    carry_by_touch(phone.page, phone.card("Việc C").bounding_box(), phone.card("Việc A").bounding_box())
    settled(phone, planned, 1, ["C", "A", "B"])
    phone.close()


def carry_by_touch(page: Page, start: dict[str, float] | None, end: dict[str, float] | None) -> None:
    """A finger rests on one thing until it lifts, carries it above the other, and lets go."""
    assert start is not None
    assert end is not None
    touch = page.context.new_cdp_session(page)
    x, y, top = start["x"] + 60, start["y"] + start["height"] / 2, end["y"] + 3

    def send(kind: str, at: float | None) -> None:
        points = [] if at is None else [{"x": x, "y": at}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", y)
    page.wait_for_timeout(900)
    for step in range(1, 11):
        send("touchMove", y + (top - y) * step / 10)
        page.wait_for_timeout(30)
    page.wait_for_timeout(100)
    send("touchEnd", None)


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
