"""The site of all tests, with its store open to this process as to a job and to the desk, and somebody in it."""

import pytest

from chalicelib import settings
from chalicelib.store import desk_key, signing
from tests.mine.site import beside
from tests.people import Person
from tests.site import Site
from tests.tickets.shown import Shown


@pytest.fixture
def lan(site: Site, monkeypatch: pytest.MonkeyPatch) -> Person:
    told = beside(site)
    desk_key.connect_file(site.data / "keys" / "desk.key")
    signing.connect_file(site.data / "keys" / "receipt.key")
    monkeypatch.setattr(settings, "current", lambda: told)
    return Person(site, "lan").sign_in()


@pytest.fixture
def shown(lan: Person) -> Shown:
    return Shown(lan)
