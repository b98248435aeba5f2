"""Races and robots, thousands of them: 10,000 tries of one token at two servers of one engine, and 1,000 visits by link
scanners. Prints how many got in; anything but one and none is a fault.
"""

import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from tests.people import Person, new_op
from tests.site import Site

RACES = int(os.environ.get("BENCH_RACES", "10000"))
VISITS = int(os.environ.get("BENCH_ROBOTS", "1000"))
THREADS = 24
BATCH = 125  # visits to the links of one mailing, which are good for ten minutes


def at_once(urls: Sequence[str], path: str, body: dict[str, str], headers: dict[str, str], times: int) -> Counter[int]:  # fmt: skip
    """The same write `times` times, by turns at each server; how often each status was the answer."""
    clients = [httpx.Client(base_url=f"{url}/api/v1", timeout=60, limits=httpx.Limits(max_connections=THREADS)) for url in urls]  # fmt: skip

    def post(number: int) -> int:
        given = headers | {"Idempotency-Key": new_op()}
        return clients[number % len(clients)].post(path, json=body, headers=given).status_code

    with ThreadPoolExecutor(THREADS) as pool:
        found = Counter(pool.map(post, range(times)))
    for client in clients:
        client.close()
    return found


def races(folder: Path) -> None:
    from chalicelib.local.engine import start_engine
    from tests.accounts.test_sign_in import Try

    engine = start_engine(folder)
    shared = {"IZWORK_ENGINE": engine.url, "IZWORK_KEYS": str(folder / "keys")}
    sites = [Site(folder / name, **shared).start() for name in ("one", "other")]
    try:
        person = Person(sites[0], "lan").sign_in()
        asked = Try(person)
        cookie = {"Cookie": "; ".join(f"{k}={v}" for k, v in person.cookies.items())}
        found = at_once([site.url for site in sites], asked.path, {"token": asked.token}, cookie, RACES)
        print(f"{RACES:6} tries of one token at two servers: {found[201]} signed in; statuses {dict(found)}")
    finally:
        for site in sites:
            site.stop()
        engine.stop()


def visits(folder: Path) -> None:
    from playwright.sync_api import sync_playwright

    from tests.e2e import robots
    from tests.e2e.conftest import CHROMIUM, QUIET
    from tests.e2e.test_robots import Mailed

    if CHROMIUM is None:
        print("no Chromium on this machine: no robots")
        return
    site = Site(folder / "robots").start()
    try:
        cookies, faults, unspent = Counter[str](), list[str](), 0
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
            for first in range(0, VISITS, BATCH):
                mailed = Mailed(site)
                before = mailed.kept()
                for number in range(first, min(first + BATCH, VISITS)):
                    url = mailed.links[number // 4 % len(mailed.links)]
                    scripted = number % 4 == 3
                    cookies.update(robots.visits(browser, url, faults) if scripted else robots.opens(url, robots.PLAIN[number % 4]))  # fmt: skip
                unspent += mailed.kept() == before
                mailed.still_works()
            browser.close()
        batches = -(-VISITS // BATCH)
        print(f"{VISITS:6} visits by link scanners: cookies {dict(cookies)}, nothing spent in {unspent} of {batches} mailings, stopped by CSP: {len(faults)}")  # fmt: skip
    finally:
        site.stop()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        races(Path(folder))
        visits(Path(folder))


if __name__ == "__main__":
    main()
