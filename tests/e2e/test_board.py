"""Moving work on a board: by mouse, by touch, by keys and by menu; each move reaches the server."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

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
    expect(desk.page.locator(".carried, .dragging, .held, .gap")).to_have_count(0)
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


@pytest.fixture
def phone(chromium: Browser, here: Site, planned: Planned) -> Iterator[AtBrowser]:
    at = AtBrowser(
        chromium,
        here,
        planned.lan.email,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    at.be(planned.lan).open(board_path(planned.project))
    expect(at.card("Việc A")).to_be_visible()
    yield at
    at.close()


def test_a_card_is_moved_by_touch_on_a_phone(phone: AtBrowser, planned: Planned) -> None:
    faults = faults_of(phone.page)
    finger = Finger(phone.page)
    finger.rest(*middle(phone.card("Việc C")))
    x, y = middle(phone.card("Việc A"))
    finger.move(x, y - 25)
    # It is under the finger, and what is under it is no part of the page.
    assert middle(phone.page.locator(".carried")) == pytest.approx((x, y - 25), abs=2)
    assert phone.page.evaluate("document.documentElement.scrollHeight") <= 844
    finger.lift()
    settled(phone, planned, 1, ["C", "A", "B"])
    # Neither the menu nor the task has opened.
    expect(phone.page.get_by_role("menu")).to_have_count(0)
    assert phone.page.url.endswith(board_path(planned.project))
    assert faults == []


def test_a_card_is_carried_by_touch_to_a_list_beyond_the_edge(phone: AtBrowser, planned: Planned) -> None:
    finger = Finger(phone.page)
    x, y = middle(phone.card("Việc A"))
    finger.rest(x, y)
    finger.move(385, y)
    # The board goes on by itself while the card is held at its edge.
    expect(phone.column("Danh sách 2").get_by_role("heading")).to_be_in_viewport(ratio=0.8)
    finger.move(200, y)
    finger.lift()
    settled(phone, planned, 2, ["A"])


def test_a_list_is_carried_by_touch(phone: AtBrowser, planned: Planned) -> None:
    finger = Finger(phone.page)
    x, y = middle(phone.column("Danh sách 1").get_by_role("heading"))
    finger.rest(x, y)
    finger.move(385, y)
    expect(phone.column("Danh sách 2").get_by_role("heading")).to_be_in_viewport(ratio=0.8)
    finger.move(300, y)
    finger.lift()
    expect(phone.page.locator("[data-list] h2").first).to_have_text("Danh sách 2")
    expect(phone.page.locator(".carried, .held, .gap")).to_have_count(0)


def test_a_card_is_carried_by_touch_down_a_long_list(phone: AtBrowser, planned: Planned) -> None:
    fill(phone, planned, 60)
    finger = Finger(phone.page)
    finger.rest(*middle(phone.card("Việc A")))
    x, bottom = middle(phone.column("Danh sách 1").get_by_role("button", name="Thêm công việc").last)
    finger.move(x, bottom - 40)
    # Its own element has left the page by then: only what is near the screen is in it.
    expect(phone.card("Việc A")).to_have_count(0)
    expect(phone.card("Việc 60")).to_be_in_viewport(ratio=1, timeout=15_000)
    phone.page.wait_for_timeout(300)  # until it stands still
    finger.lift()
    expect(phone.page.locator("[data-task] > a").last).to_have_text("Việc A")
    phone.all_saved()
    assert planned.lan.tasks_in(planned.project, planned.lists[0])[-1] == planned.tasks[0]


def test_a_swipe_scrolls_and_moves_nothing(phone: AtBrowser, planned: Planned) -> None:
    fill(phone, planned, 30)
    before = planned.lan.tasks_in(planned.project, planned.lists[0])
    finger = Finger(phone.page)
    finger.put(190, 600)
    finger.move(190, 250)
    finger.lift()
    expect(phone.card("Việc A")).not_to_be_in_viewport()
    finger.put(300, 400)
    finger.move(60, 400)
    finger.lift()
    # Sideways it goes on by one list, and rests on it.
    expect(phone.column("Danh sách 2").get_by_role("heading")).to_be_in_viewport(ratio=1)
    expect(phone.page.locator(".carried")).to_have_count(0)
    assert planned.lan.tasks_in(planned.project, planned.lists[0]) == before
    assert phone.page.url.endswith(board_path(planned.project))


def test_a_tap_opens_the_card(phone: AtBrowser) -> None:
    phone.page.touchscreen.tap(*middle(phone.card("Việc B")))
    expect(phone.page.get_by_role("complementary", name="Việc B")).to_be_visible()


class Finger:
    """One finger on the screen, as the browser's own touch events."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.touch = page.context.new_cdp_session(page)
        self.at = (0.0, 0.0)

    def send(self, kind: str, *points: tuple[float, float]) -> None:
        self.touch.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]}
        )

    def put(self, x: float, y: float) -> None:
        self.at = (x, y)
        self.send("touchStart", self.at)

    def rest(self, x: float, y: float) -> None:
        """Until what is under it lifts; long enough for a long press to be seen as one."""
        self.put(x, y)
        self.page.wait_for_timeout(700)
        expect(self.page.locator(".carried")).to_be_visible()

    def move(self, x: float, y: float, steps: int = 10) -> None:
        from_x, from_y = self.at
        for step in range(1, steps + 1):
            self.at = (from_x + (x - from_x) * step / steps, from_y + (y - from_y) * step / steps)
            self.send("touchMove", self.at)
            self.page.wait_for_timeout(16)

    def lift(self) -> None:
        self.send("touchEnd")


def middle(of: Locator) -> tuple[float, float]:
    box = of.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def fill(at: AtBrowser, planned: Planned, upto: int) -> None:
    """Numbered tasks under the three, and the page shows them."""
    for number in range(4, upto + 1):
        planned.lan.add_task(planned.project, planned.lists[0], f"Việc {number}")
    at.page.reload()
    expect(at.column("Danh sách 1").locator(".count")).to_have_text(str(upto))


def faults_of(page: Page) -> list[str]:
    """What the console complains of from here on."""
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    return faults


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
