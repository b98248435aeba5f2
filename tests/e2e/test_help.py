"""The guide as people use it: found without accents, in both languages, on a phone, signed in or not, offline."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browsing import AtBrowser
from tests.e2e.planned import Planned
from tests.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def visitor(chromium: Browser, here: Site) -> Iterator[AtBrowser]:
    """Somebody on a phone who is not signed in."""
    at = AtBrowser(chromium, here, "khach@example.vn", viewport={"width": 390, "height": 844})
    said: list[str] = []
    at.page.on(
        "console", lambda one: said.append(one.text) if "Content Security Policy" in one.text else None
    )
    yield at
    at.close()
    assert not said


def test_found_without_accents_and_opened_from_the_sign_in_page(visitor: AtBrowser) -> None:
    page = visitor.open("/").page
    page.get_by_role("link", name="Hướng dẫn").click()
    expect(page.get_by_role("heading", name="Hướng dẫn", level=1)).to_be_visible()
    page.get_by_role("searchbox", name="Tìm trong hướng dẫn").fill("thung rac")
    first = page.get_by_role("main").get_by_role("listitem").first
    expect(first.locator("mark").first).to_have_text(re.compile("[Tt]hùng"))
    first.get_by_role("link", name="Thùng rác của dự án").click()
    expect(page).to_have_url(re.compile("/help/undo#trash$"))
    expect(page.get_by_role("heading", name="Hoàn tác và thùng rác", level=1)).to_be_attached()
    # It names the button as the app does.
    expect(page.locator("#trash").get_by_text("Bỏ vào thùng rác", exact=True)).to_be_in_viewport()
    expect(page).to_have_title("Hoàn tác và thùng rác · Hướng dẫn · IZwork")


def test_what_nobody_wrote_about_leads_to_contact(visitor: AtBrowser) -> None:
    page = visitor.open("/help").page
    page.get_by_role("searchbox").fill("xyzzy")
    expect(page.get_by_text("Không thấy mục nào.")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Liên hệ").click()
    expect(page.get_by_role("link", name="Support@izwork.com")).to_have_attribute(
        "href", "mailto:Support@izwork.com"
    )
    expect(page.get_by_role("link", name="(+84) 08 627 444 55")).to_be_visible()
    expect(page.get_by_text("không bao giờ xem, không chỉnh sửa")).to_be_visible()


def test_the_language_changes_where_one_is(visitor: AtBrowser) -> None:
    page = visitor.open("/help/tasks").page
    page.get_by_role("link", name="Chuyển bằng bàn phím").click()
    expect(page.get_by_role("heading", name="Chuyển bằng bàn phím")).to_be_in_viewport()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Moving by keyboard")).to_be_in_viewport()
    expect(page.get_by_text("Move to…")).to_be_visible()
    expect(page.get_by_role("img", name="An open task", exact=False)).to_have_attribute(
        "src", "/help/en/task.webp"
    )


def test_every_topic_fits_a_phone_and_every_picture_loads(visitor: AtBrowser) -> None:
    page = visitor.open("/help").page
    links = page.get_by_role("main").get_by_role("listitem").get_by_role("link")
    expect(links.first).to_be_visible()
    topics = [str(link.get_attribute("href")) for link in links.all()]
    assert len(topics) > 12
    pictures = 0
    for path in topics:
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 390, path
        for picture in page.locator("article img").all():
            picture.scroll_into_view_if_needed()
            page.wait_for_function(
                "one => one.complete && one.naturalWidth > 0", arg=picture.element_handle()
            )
            size = "one => [one.naturalWidth, one.naturalHeight, one.width / one.height]"
            wide, high, ratio = picture.evaluate(size)
            assert ratio == pytest.approx(wide / high, abs=0.02), "its place is as large as it is"
            pictures += 1
    assert pictures == 24


def test_one_who_is_signed_in_has_it_in_the_menu_and_beside_the_shortcuts(
    desk: AtBrowser, planned: Planned
) -> None:
    page = desk.page
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_role("link", name="Mở hướng dẫn").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", name="Hướng dẫn", level=1)).to_be_visible()
    page.go_back()
    expect(desk.card("Việc A")).to_be_visible()
    page.get_by_role("button", name="Tài khoản").click()
    page.get_by_role("menuitem", name="Hướng dẫn").click()
    page.get_by_role("main").get_by_role("link", name="Phím tắt").click()
    expect(page.get_by_text("Đưa công việc sang vị trí khác")).to_be_visible()


def test_it_is_there_without_a_network_with_the_pictures_seen_before(visitor: AtBrowser) -> None:
    page = visitor.open("/help/projects").page
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.reload()
    page.locator("article img").scroll_into_view_if_needed()
    page.wait_for_function("caches.open('guide').then(async kept => (await kept.keys()).length > 0)")
    visitor.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="Dự án và danh sách", level=1)).to_be_visible()
    page.locator("article img").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('article img').naturalWidth > 0")
    page.get_by_role("searchbox").fill("phim tat")
    page.get_by_role("main").get_by_role("link", name="Mọi phím tắt").click()
    expect(page.get_by_role("heading", name="Phím tắt", level=1)).to_be_attached()


def test_a_topic_that_is_not_there_says_so(visitor: AtBrowser) -> None:
    page = visitor.open("/help/nothing").page
    expect(page.get_by_role("heading", name="Không có trang này")).to_be_visible()
