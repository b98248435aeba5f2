"""One picture of a window, as small as WebP makes it."""

import base64
import os
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

CLIENT = Path(__file__).parents[2] / "client"
QUALITY = 80  # of WebP, of 100
LOOKS = os.environ.get("GUIDE_LOOKS")  # a folder for the same pages wide and narrow, by day and by night


class Album:
    """The pictures of one guide in one language."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder, self.language = folder, language
        folder.mkdir(parents=True, exist_ok=True)

    def take(
        self, page: Page, name: str, width: int, height: int, when: Locator, at: Locator | None = None
    ) -> None:
        """The window as it stands once `when` is there and it has come to rest; scrolled to `at`, if given."""
        page.set_viewport_size({"width": width, "height": height})
        expect(when.first).to_be_visible()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(400)
        if at is not None:
            at.first.evaluate("one => one.scrollIntoView({block: 'start'})")
            page.wait_for_timeout(100)
        taken = page.context.new_cdp_session(page).send(
            "Page.captureScreenshot", {"format": "webp", "quality": QUALITY}
        )
        to = self.folder / f"{name}.webp"
        to.write_bytes(base64.b64decode(taken["data"]))
        print(f"{to.stat().st_size / 1024:6.1f} KiB  {to.relative_to(CLIENT)}")
        if LOOKS:
            self.look(page, name)

    def look(self, page: Page, name: str) -> None:
        for width, height in ((1440, 900), (390, 844)):
            for scheme in ("light", "dark"):
                page.set_viewport_size({"width": width, "height": height})
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                page.wait_for_timeout(200)
                folder = self.folder.relative_to(CLIENT).parts[1]
                page.screenshot(path=f"{LOOKS}/{folder}-{name}-{self.language}-{width}-{scheme}.png")
        page.emulate_media(color_scheme="light")
