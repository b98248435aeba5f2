"""People at their browsers: the system's Chromium against a site of its own. Without one these tests skip."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.desk.desk import Desk
from tests.e2e.browsing import AtBrowser, board_path
from tests.e2e.planned import Planned
from tests.site import Site
from tests.waiting import PATIENCE

CHROMIUM = next(
    filter(
        None,
        (shutil.which(n) for n in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")),
    ),
    None,
)
CLIENT = Path(__file__).parents[2] / "client" / "dist" / "index.html"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)

# Playwright's own five seconds are too few where several browsers and servers share two cores.
expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Ended with these tests: while it lives, its event loop runs in this thread and no other can be started."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: the browser tests need one (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def here(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Site]:
    """A site with its client, for browsers."""
    assert CLIENT.exists(), "build the client first: make setup"
    running = Site(tmp_path_factory.mktemp("browsers") / "data").start()
    yield running
    running.stop()


@pytest.fixture(scope="package")
def open_desk(here: Site) -> Iterator[Desk]:
    """The desk of IZwork's own people, beside that site."""
    running = Desk(here).start()
    yield running
    running.stop()


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
