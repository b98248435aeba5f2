"""The status page as people meet it: without signing in, in both languages, on a phone, and when nothing answers."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.engine_rows import engine_url, tables
from tests.site import Site
from tests.waiting import PATIENCE

pytestmark = pytest.mark.browser
TOKYO, OSAKA = "ap-northeast-1", "ap-northeast-3"
TOLD = "**/api/v1/status"


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Site]:
    """A site with a week's record of two Regions, one of which had an incident three days ago."""
    site = Site(tmp_path_factory.mktemp("status") / "data", IZWORK_REGIONS=f"{TOKYO},{OSAKA}").start()
    looks = tables(engine_url(site)).Table("izwork-look")
    now = datetime.now(UTC)
    for region in (TOKYO, OSAKA):
        for back in range(7):
            day = now - timedelta(days=back)
            bad = 34 if (region, back) == (TOKYO, 3) else 0
            row = {"minute": int(day.timestamp() // 60), "fit": 1440 - bad, "unfit": bad}
            looks.put_item(Item={"kind": f"{region}/day", "at": f"{day:%Y-%m-%d}"} | row)
    begun = now - timedelta(days=3)
    row = {"minute": int(begun.timestamp() // 60) + 33, "part": "write"}
    looks.put_item(Item={"kind": f"{TOKYO}/incident", "at": f"{begun:%Y-%m-%dT%H:%MZ}"} | row)
    yield site
    site.stop()


@pytest.fixture
def page(chromium: Browser, recorded: Site) -> Iterator[Page]:
    """A Vietnamese phone."""
    context = chromium.new_context(
        base_url=recorded.url, locale="vi-VN", viewport={"width": 390, "height": 844}, service_workers="block"
    )
    context.set_default_timeout(PATIENCE * 1000)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on(
        "console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None
    )
    yield opened
    context.close()
    assert not faults


def test_it_says_how_it_is_and_was(page: Page) -> None:
    page.goto("/status")
    expect(page.get_by_role("status")).to_contain_text("Đang hoạt động bình thường.")
    tokyo, osaka = page.get_by_role("article").all()
    expect(tokyo.get_by_role("heading")).to_have_text("Tokyo")
    expect(tokyo.get_by_role("img")).to_have_attribute(
        "aria-label", "90 ngày qua: Hoạt động 99,66% thời gian có số liệu"
    )
    expect(osaka.get_by_role("img")).to_have_attribute(
        "aria-label", "90 ngày qua: Hoạt động 100% thời gian có số liệu"
    )
    assert tokyo.locator(".frame").count() == 90, "each day has its frame"
    assert tokyo.locator(".good").count() == 7, "a day that nobody told of is never shown as fit"
    tokyo.get_by_text("Những ngày có sự cố (1)").click()
    expect(tokyo.get_by_text("34 phút có sự cố")).to_be_visible()
    expect(page.get_by_text("Không ghi được vào kho dữ liệu.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_it_speaks_both_languages_and_remembers_which(page: Page) -> None:
    page.goto("/status")
    expect(page.get_by_role("heading", name="Diễn tập khôi phục")).to_be_visible()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Recovery drills")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Everything works.")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.reload()
    expect(page.get_by_role("heading", name="Recovery drills")).to_be_visible()


def test_every_drill_stands_there_with_its_figures(page: Page) -> None:
    page.goto("/status")
    kept = page.request.get("/api/v1/status").json()["drills"]
    rows = page.get_by_role("row")
    expect(rows).to_have_count(1 + len(kept))
    newest = rows.nth(1)
    for figure in (kept[0]["acknowledged"], kept[0]["refused"]):
        expect(newest).to_contain_text(f"{figure:,}".replace(",", "."))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_fault_is_told_by_more_than_colour(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/status")
    expect(page.get_by_role("status").locator(".mark")).to_have_text("✓")
    bad = page.get_by_role("article").first.locator("rect[fill^=url]")
    expect(bad).to_have_count(1)


def test_when_nothing_answers_it_says_so_and_keeps_what_it_knew(page: Page) -> None:
    page.clock.install()
    page.goto("/status")
    expect(page.get_by_role("status")).to_contain_text("Đang hoạt động bình thường.")
    page.route(TOLD, lambda route: route.abort())
    page.clock.run_for(31_000)
    expect(page.get_by_role("status")).to_contain_text("Không liên lạc được với IZwork từ đây.")
    expect(page.get_by_text("Số liệu bên dưới lấy lúc")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(2)


@pytest.mark.parametrize("change", [{"at": 0}, None])
def test_an_answer_of_the_past_or_a_broken_one_is_no_good_news(
    page: Page, change: dict[str, int] | None
) -> None:
    """What CloudFront kept for when neither Region answers; what a proxy says in our place."""
    body = page.request.get("/api/v1/status").json() | (change or {})

    def answer(route: object) -> None:
        route.fulfill(status=200 if change else 502, json=body if change else {"message": "bad gateway"})  # type: ignore[attr-defined]

    page.route(TOLD, answer)
    page.goto("/status")
    expect(page.get_by_role("status")).to_contain_text("Không liên lạc được với IZwork từ đây.")


def test_a_region_that_is_unfit_says_so_and_one_that_serves_says_who_fails(page: Page) -> None:
    body = page.request.get("/api/v1/status").json()
    page.route(TOLD, lambda route: route.fulfill(status=503, json=body | {"now": "unfit", "regions": None}))
    page.goto("/status")
    expect(page.get_by_role("status")).to_contain_text("Đang có sự cố")
    expect(page.get_by_text("Hiện chưa đọc được số liệu.")).to_be_visible()
    body["regions"][0]["incidents"][0]["ended"] = None
    page.unroute(TOLD)
    page.route(TOLD, lambda route: route.fulfill(json=body))
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("IZwork vẫn phục vụ bạn.")
    expect(page.get_by_role("article").first).to_contain_text("Đang có sự cố")
