"""A site whose mail goes to a relay, and its store as a job in a process of its own sees it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib import settings
from chalicelib.store import desk_key, keys, tables
from tests.engine_rows import engine_url
from tests.notices.relay import Relay
from tests.site import Site
from tests.waiting import clear_of_the_minute


@pytest.fixture
def relay() -> Iterator[Relay]:
    with Relay() as running:
        yield running


@pytest.fixture
def relayed(tmp_path: Path, relay: Relay, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A running site that hands its mail to `relay`. What this process runs of the product works on the site's store."""
    clear_of_the_minute()
    site = Site(tmp_path / "data", IZWORK_SMTP=f"127.0.0.1:{relay.port}").start()
    told = settings.read(
        {
            "IZWORK_MODE": "local", "IZWORK_SITE": site.url, "IZWORK_MAIL": "mailbox", "IZWORK_SMS": "mailbox",
            "IZWORK_ENGINE": engine_url(site), "IZWORK_KEYS": str(site.data / "keys"),
            "IZWORK_SMTP": f"127.0.0.1:{relay.port}",
        }
    )  # fmt: skip
    monkeypatch.setattr(settings, "current", lambda: told)
    tables.connect(told.engine)
    keys.connect_files(site.data / "keys")
    desk_key.connect_file(site.data / "keys" / "desk.key")
    yield site
    site.stop()
