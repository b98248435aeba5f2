"""Moving work on a phone with a finger: what rests is carried, what sweeps scrolls, what taps opens."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browsing import AtBrowser, board_path
from tests.e2e.planned import Planned, faults_of, middle, settled
from tests.site import Site


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
    # The board goes on by itself while the card is held at its edge, up to its last list.
    last = phone.column("Danh sách 3")
    expect(last.get_by_role("heading")).to_be_in_viewport(ratio=0.8)
    finger.move(200, y)
    expect(last.locator(".gap")).to_be_visible()
    finger.lift()
    settled(phone, planned, 3, ["A"])


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
    expect(phone.card("Việc 60")).to_be_in_viewport(ratio=1)
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


def fill(at: AtBrowser, planned: Planned, upto: int) -> None:
    """Numbered tasks under the three, and the page shows them."""
    for number in range(4, upto + 1):
        planned.lan.add_task(planned.project, planned.lists[0], f"Việc {number}")
    at.page.reload()
    expect(at.column("Danh sách 1").locator(".count")).to_have_text(str(upto))
