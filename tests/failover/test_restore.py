"""A copy is taken, work goes on, a team is erased, and all is restored to new tables that a server is pointed at."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.local.engine import start_engine
from tests.engine_rows import every_row, tables
from tests.failover.operated import Operated, command, operated
from tests.people import Person
from tests.site import ROOT, Site

pytestmark = pytest.mark.slow
TASKS = 2000
# As a closed team will be erased: through the store, in a process of its own.
ERASE = """
import sys; from pathlib import Path; from chalicelib.store import keys, tables
tables.connect(sys.argv[1], background=False); keys.connect_files(Path(sys.argv[2])); keys.erase(sys.argv[3])
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operated]:
    with operated(tmp_path_factory.mktemp("restored")) as running:
        yield running


def filled(two: Operated, project: str, count: int) -> None:
    """Entries of a project, beside the servers: a request for each would take minutes."""
    _, _, team, _, id = project.split("/")
    call = "import sys; from tests.bench.restore import fill; fill(*sys.argv[1:])"
    typed = [sys.executable, "-c", call, two.engine.url, str(two.data / "keys"), f"{team}/{id}={count}"]
    subprocess.run(typed, cwd=ROOT, check=True)


def erase(two: Operated, team: str) -> None:
    subprocess.run(
        [sys.executable, "-c", ERASE, two.engine.url, str(two.data / "keys"), team], cwd=ROOT, check=True
    )


def test_a_restore_opens_every_body_and_brings_no_erased_team_back(two: Operated, tmp_path: Path) -> None:
    alice, charlie = (Person(two.leader, name).sign_in() for name in ("alice", "charlie"))
    team, gone = alice.found_team(), charlie.found_team("Xoá")
    project, lists = alice.open_project(team)
    hidden, _ = charlie.open_project(gone)
    filled(two, project, TASKS)
    good = alice.board(project)
    copy = tmp_path / "copies" / "first"
    assert "Would copy" in two.says("restore", "--save", str(copy), "--dry-run")
    assert not copy.exists()
    said = two.says("restore", "--save", str(copy))
    assert "pages are left out" in said
    assert "holds a copy already" in two.refuses("restore", "--save", str(copy))

    alice.add_task(project, lists[0], "sau bản sao")
    erase(two, gone)
    typed = ("restore", "--from", str(copy), "--as", "izwork-r1-")
    assert "key stays as it is" in two.says(*typed, "--dry-run")
    assert "is what stands" in two.refuses("restore", "--from", str(copy), "--as", "izwork-")
    said = two.says(*typed)
    print(said)
    assert "IZWORK_TABLES=izwork-r1- IZWORK_STANDING=izwork-" in said
    two.says(*typed)  # said again: the same rows over the same
    shared = {"IZWORK_ENGINE": two.engine.url, "IZWORK_KEYS": str(two.data / "keys")}
    pointed = Site(tmp_path / "r1", IZWORK_TABLES="izwork-r1-", IZWORK_STANDING="izwork-", **shared).start()
    try:
        read(pointed, alice, project, good)
        erased(pointed, charlie, gone, hidden)
    finally:
        pointed.stop()
    two.says("restore", "--save", str(tmp_path / "copies" / "second"))
    another_machine(two, tmp_path, (alice, project, good), (charlie, gone, hidden))


def another_machine(
    two: Operated, tmp_path: Path, kept: tuple[Person, str, object], lost: tuple[Person, str, str]
) -> None:
    """Machine and key table are gone: the older copy, on a new engine, beside the newer one's list of erased teams."""
    data = tmp_path / "new"
    engine = start_engine(data)
    try:
        shutil.copytree(two.data / "keys", data / "keys")
        where = ("--data", str(data), "--endpoint", engine.url)
        ran = command(
            *where, "restore", "--from", str(tmp_path / "copies/first"), "--as", "izwork-", "--keys"
        )
        assert ran.returncode == 0, ran.stderr
        assert "1 erased teams stay erased" in ran.stdout
        teams = {row["team"] for row in every_row(tables(engine.url).Table("izwork-key"))}
        assert lost[1] not in teams
        assert {row["team"] for row in every_row(tables(engine.url).Table("izwork-erased"))} == {lost[1]}
        site = Site(tmp_path / "on", IZWORK_ENGINE=engine.url, IZWORK_KEYS=str(data / "keys")).start()
        try:
            read(site, *kept)
            erased(site, *lost)
        finally:
            site.stop()
    finally:
        engine.stop()


def read(site: Site, of: Person, project: str, good: object) -> None:
    """People sign in with their own address, see all that the copy held, and write on."""
    person = Person(site, of.name, of.email).sign_in()
    assert person.board(project) == good
    entries, after = [], 0
    while page := person.get(f"{project}/entries", params={"after": after})["entries"]:
        entries, after = entries + page, page[-1]["seq"]
    assert after == TASKS + 1
    assert sum(len(entry["ops"]) for entry in entries) == TASKS + 1, "every body opens"
    in_list = next(iter(person.board(project)["list"]))
    person.add_task(project, in_list, "đi tiếp")


def erased(site: Site, of: Person, team: str, project: str) -> None:
    """Nothing of the team is shown."""
    person = Person(site, of.name, of.email).sign_in()
    for path in (f"/teams/{team}", f"{project}/board", f"{project}/entries?after=0"):
        answer = person.ask("GET", path)
        assert answer.status_code == 404, path
        assert "Xoá" not in answer.text


def test_a_copy_cut_short_is_not_restored(two: Operated, tmp_path: Path) -> None:
    two.says("restore", "--save", str(tmp_path / "copy"))
    (tmp_path / "copy" / "whole").unlink()
    assert "cut short" in two.refuses("restore", "--from", str(tmp_path / "copy"), "--as", "izwork-r2-")
    assert "holds no copy" in two.refuses("restore", "--from", str(tmp_path), "--as", "izwork-r2-")
    assert "needs --as" in two.refuses("restore", "--from", str(tmp_path / "copy"))
