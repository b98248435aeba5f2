"""One site for the tests that only need a site, and the people who use it."""

from collections.abc import Iterator

import pytest

from tests.desk.desk import Desk
from tests.people import Person
from tests.site import Site


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With several workers (make test) a file stays whole, for its people and sites; tests/cloud does, for its emulator."""
    if not config.pluginmanager.hasplugin("xdist"):
        return
    for item in items:
        file = item.path.relative_to(config.rootpath / "tests")
        item.add_marker(pytest.mark.xdist_group("cloud" if file.parts[0] == "cloud" else str(file)))


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
