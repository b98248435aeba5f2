"""What reads people's mail before them: scanners that open each link, by hand or in a browser that runs scripts and
presses whatever can be pressed.
"""

from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Browser, Error, Page

PLAIN = ("HEAD", "GET", "OPTIONS", "POST")
# What is pressed of one page at most, and how long a script is waited for (milliseconds).
PRESSES, PATIENCE = 6, 400
AGENT = "Mozilla/5.0 (compatible; LinkScanner/1.0)"


def opens(url: str, method: str) -> list[str]:
    """Ask for the address as it stands in the mail, the secret as a query too; the cookies it was given."""
    bare = url.partition("#")
    kept = []
    with httpx.Client(headers={"User-Agent": AGENT}, follow_redirects=True) as robot:
        for address in (bare[0], f"{bare[0]}?{bare[2]}"):
            kept += robot.request(method, address).headers.get_list("set-cookie")
        kept += [f"{name}={value}" for name, value in robot.cookies.items()]
    return kept


def visits(chromium: Browser, url: str, faults: list[str]) -> list[str]:
    """Open it in a fresh browser, press every link and every button, look at what comes; the cookies it was given.

    `faults` gathers what the content security policy stopped: a page of ours has nothing to stop.
    """
    context = chromium.new_context(locale="vi-VN")
    context.set_default_timeout(3_000)
    try:
        page = context.new_page()
        page.on("console", lambda said: "Content Security Policy" in said.text and faults.append(said.text))
        for number in range(PRESSES):
            page.goto("about:blank")
            page.goto(url)
            page.wait_for_timeout(PATIENCE)
            if not press(page, number, urlsplit(url).netloc):
                break
        return [cookie["name"] for cookie in context.cookies()]
    finally:
        context.close()


def press(page: Page, number: int, host: str) -> bool:
    """Press the number-th thing of the page that can be pressed, and wait; False when there are not so many."""
    things = page.locator(
        f'a[href^="/"], a[href*="{host}"], button:enabled, input[type=submit], [role=button]'
    )
    if number >= things.count():
        return False
    try:
        things.nth(number).click()
        page.wait_for_timeout(PATIENCE)
    except Error:
        pass  # it went away or is covered: a robot presses the next one
    return True
