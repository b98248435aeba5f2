"""`python -m tests.guide [product|desk]`: the pictures of the guides, taken anew from the running app and the running desk.

In both languages, by day; each as wide and high as its guide's types.ts says. Build the client first.
"""

import socket
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.desk.desk import Desk
from tests.e2e.conftest import CHROMIUM, QUIET
from tests.guide import desk, product
from tests.site import Site


def main() -> None:
    assert CHROMIUM is not None, "no Chromium on this machine: apt-get install chromium"
    asked = sys.argv[1:] or ["product", "desk"]
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        # By a name, as a real site is: an address alone has no passkeys.
        site = Site(Path(data) / "data", IZWORK_SITE=f"http://localhost:{port}").start(port)
        beside = Desk(site).start()
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
            for language in ("vi", "en"):
                if "product" in asked:
                    product.take(browser, site, beside, language)
                if "desk" in asked:
                    desk.take(browser, site, beside, language)
            browser.close()
        finally:
            beside.stop()
            site.stop()


if __name__ == "__main__":
    main()
