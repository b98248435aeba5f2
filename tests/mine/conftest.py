"""The site of all tests, with its store open to this process as to a job, and somebody in it."""

import pytest

from chalicelib import settings
from tests.mine.site import beside
from tests.people import Person
from tests.site import Site


@pytest.fixture
def lan(site: Site, monkeypatch: pytest.MonkeyPatch) -> Person:
    told = beside(site)
    monkeypatch.setattr(settings, "current", lambda: told)
    return Person(site, "lan").sign_in()
