"""The desk's own guide: every page of it on a phone, with its pictures, in both languages, and none of it for others."""

import pytest
from playwright.sync_api import Browser, expect

from tests.desk.desk import Desk
from tests.e2e.at_desk import AtDesk
from tests.e2e.test_desk_abuse import fits

pytestmark = pytest.mark.browser
PICTURES = 10


def test_every_page_fits_a_phone_and_every_picture_loads(chromium: Browser, open_desk: Desk) -> None:
    at = AtDesk(chromium, open_desk, viewport={"width": 390, "height": 844}).enrol("reviewer")
    said: list[str] = []
    at.page.on(
        "console", lambda one: said.append(one.text) if "Content Security Policy" in one.text else None
    )
    at.section("Hướng dẫn")
    links = at.page.get_by_role("main").get_by_role("listitem").get_by_role("link")
    expect(links.first).to_be_visible()
    topics = [str(link.get_attribute("href")) for link in links.all()]
    pictures = 0
    for path in topics:
        at.open(path)
        expect(at.page.get_by_role("heading", level=1)).to_be_visible()
        fits(at.page)
        for one in at.page.locator("article img").all():
            one.scroll_into_view_if_needed()
            handle = one.element_handle()
            at.page.wait_for_function("one => one.complete && one.naturalWidth > 0", arg=handle)
            assert "/assets/desk/" in str(one.get_attribute("src"))
            wide, high, ratio = one.evaluate(
                "one => [one.naturalWidth, one.naturalHeight, one.width / one.height]"
            )
            assert ratio == pytest.approx(wide / high, abs=0.02), "its place is as large as it is"
            pictures += 1
    assert pictures == PICTURES
    assert not said
    at.close()


def test_read_on_in_english_and_to_the_work_itself(chromium: Browser, open_desk: Desk) -> None:
    at = AtDesk(chromium, open_desk).enrol("abuse")
    at.section("Hướng dẫn")
    at.page.get_by_role("main").get_by_role("link", name="Xử lý vi phạm").click()
    expect(at.page.get_by_role("heading", name="Tạm ngưng cần hai người")).to_be_visible()
    at.button("English").click()
    expect(at.page.get_by_role("heading", name="A suspension takes two")).to_be_visible()
    at.page.get_by_role("link", name="The log →").click()
    expect(at.page.get_by_role("heading", name="Who can read it")).to_be_visible()
    at.page.get_by_role("link", name="← Abuse").click()
    at.page.get_by_role("main").get_by_role("link", name="Reports", exact=True).click()
    expect(at.page.get_by_role("heading", name="Reports of abuse")).to_be_visible()
    at.open("/desk/guide/nowhere")
    expect(at.page.get_by_role("main").get_by_role("link", name="Guide")).to_be_visible()
    at.close()
