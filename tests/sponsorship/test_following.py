"""What follows by itself: mails without content, reminders, the 90 days, and a plan that ends and loses nothing."""

import re

import pytest

from tests.billing.plans import let_pass as let_plan_pass
from tests.billing.plans import terms
from tests.desk.desk import Agent, Desk, signed_in
from tests.engine_rows import rows
from tests.people import Person
from tests.site import Site
from tests.sponsorship.applying import SAID, applied, attach, begin, path, shown
from tests.sponsorship.reviewing import at, decide, let_pass, minute


@pytest.fixture(scope="module")
def mai(the_desk: Desk) -> Agent:
    return signed_in(the_desk, "reviewer", name="mai")


@pytest.fixture(scope="module")
def quan(the_desk: Desk) -> Agent:
    return signed_in(the_desk, "reviewer", name="quan")


@pytest.fixture
def lan(site: Site) -> Person:
    return Person(site, "lan").sign_in()


@pytest.fixture
def team(lan: Person) -> str:
    return lan.found_team("Nhóm Hoa Sen")


def told(person: Person) -> list[str]:
    """The subjects of what was mailed about sponsorship, oldest first, from where such mails wait to be looked at."""
    return [
        one["subject"] for one in reversed(person.site.mails(person.email)) if "tài trợ" in one["subject"]
    ]


def told_of(site: Site, person: Person, subject: str) -> dict[str, str]:
    """The mail that the next minute brings."""
    return next(one for one in site.mails(person.email) if one["subject"] == subject)
