"""One site for the tests that only need a site, and the people who use it."""

from collections.abc import Iterator
from typing import Any

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

from tests.desk.desk import Desk
from tests.people import Person
from tests.site import Site

# With several workers a file stays whole, for its people and sites. These share more: the emulator of AWS, and the
# archive for Lambda, which two cannot make at once.
TOGETHER = {"cloud": "cloud", "local/test_package.py": "archive", "local/test_cold_start.py": "archive"}


# Minutes each, on one worker: begun last, the others would wait for them at the end.
LONGEST = ("tests/cloud/", "tests/test_doors.py", "tests/test_openapi.py", "tests/promises/test_mutations.py")


# What a browser does within one gesture depends on what else two cores have to do. These alone are asked once more,
# told as "rerun" and listed by name; red twice is red. What is kept, sealed or refused is held by tests that are not.
IN_A_BROWSER = "tests/e2e/"


class FileByFile(LoadScopeScheduling):
    """Files in the order they are collected: the longest first, many short ones last."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0].removeprefix("tests/")
        return TOGETHER.get(file.partition("/")[0]) or TOGETHER.get(file, file)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    for item in items:
        if item.nodeid.startswith(IN_A_BROWSER):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FileByFile:
    config.option.loadscopereorder = False
    return FileByFile(config, log)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    running = Site(tmp_path_factory.mktemp("site") / "data").start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def the_desk(site: Site) -> Iterator[Desk]:
    """The desk of IZwork's own people, beside the site."""
    running = Desk(site).start()
    yield running
    running.stop()


class Cast:
    """alice owns a team, dana is its admin, bob a member, gus a guest of one project; charlie owns another
    team; nobody is signed out."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.alice, self.dana, self.bob, self.gus, self.charlie = (
            Person(site, name).sign_in() for name in ("alice", "dana", "bob", "gus", "charlie")
        )
        self.nobody = Person(site, "nobody")
        self.team = self.alice.found_team()
        self.project, self.lists = self.alice.open_project(self.team)
        self.hidden, _ = self.alice.open_project(self.team, "Kín")
        self.members = {"alice": self.alice.get(f"/teams/{self.team}")["me"]}
        self.members["dana"] = self.alice.bring(self.dana, self.team, "admin")
        self.members["bob"] = self.alice.bring(self.bob, self.team, "member")
        admitted = [self.project.rpartition("/")[2]]
        self.members["gus"] = self.alice.bring(self.gus, self.team, "guest", admitted)
        self.other_team = self.charlie.found_team("Nhóm khác")
        self.other_project, self.other_lists = self.charlie.open_project(self.other_team)


@pytest.fixture(scope="session")
def cast(site: Site) -> Cast:
    return Cast(site)


@pytest.fixture
def desk(cast: Cast) -> tuple[Person, str, list[str]]:
    """alice and a fresh project of her team: (alice, project path, list ids)."""
    project, lists = cast.alice.open_project(cast.team, "Mới")
    return cast.alice, project, lists
