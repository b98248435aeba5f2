"""A copy is taken, work goes on, a team is erased, and all is restored to new tables that a server is pointed at."""

import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.local.engine import start_engine
from chalicelib.store.log import Entry
from chalicelib.store.state import entries_after, trimmed
from infra.failover import fates
from infra.failover.fates import FATES
from infra.failover.places import STANDING
from infra.failover.status import NAMES
from tests.engine_rows import every_row, tables
from tests.factors.protected import PASSWORD, Protected, by_password
from tests.failover.operated import Operated, command, operated
from tests.people import Person, new_op
from tests.site import ROOT, Site

pytestmark = pytest.mark.slow
TASKS = 2000
AFTER_ALL = 10**14
FAR_BEHIND = 2000  # entries, from which on a browser reads anew (client/src/data/replica.ts)
CHANGED = "bèo dạt mây trôi 9"


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


def test_a_restore_opens_every_body_and_brings_no_erased_team_back(two: Operated, tmp_path: Path) -> None:
    alice, charlie = (Person(two.leader, name).sign_in() for name in ("alice", "charlie"))
    team, gone = alice.found_team(), charlie.found_team("Xoá")
    project, lists = alice.open_project(team)
    hidden, _ = charlie.open_project(gone)
    filled(two, project, TASKS)
    good = alice.board(project)
    hoa, lan = Protected(two.leader).with_password(), Person(two.leader, "lan").sign_in()
    copy = tmp_path / "copies" / "first"
    assert "Would copy" in two.says("restore", "--save", str(copy), "--dry-run")
    assert not copy.exists()
    said = two.says("restore", "--save", str(copy))
    assert "pages are left out" in said
    assert "holds a copy already" in two.refuses("restore", "--save", str(copy))

    alice.add_task(project, lists[0], "sau bản sao")
    lost = change(alice, project, lists[0], copied := head(alice, project))
    knew = head(alice, project)
    assert lost["after"] == copied < knew
    charlie.put(f"/teams/{gone}/erasure", {"name": "Xoá", "at_once": True})
    hoa.with_password(CHANGED)
    lan.post(
        "/consents", {"action": "withdrawn"} | {key: lan.get("/terms")[key] for key in ("version", "hash")}
    )
    typed = ("restore", "--from", str(copy), "--as", "izwork-r1-")
    assert f"; {', '.join(fates.STOOD)} stay as they are; without 1" in two.says(*typed, "--dry-run")
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
        taken_back_stays_so(pointed, hoa, lan)
        known_to_a_browser(pointed, alice, project, lost, knew)
    finally:
        pointed.stop()
    two.says("restore", "--save", str(tmp_path / "copies" / "second"))
    another_machine(two, tmp_path, (alice, project, good), (charlie, gone, hidden), hoa)


def taken_back_stays_so(site: Site, hoa: Person, lan: Person) -> None:
    """Since the copy one changed a password, another took the consent to the terms back: neither returns."""
    again = Person(site, hoa.name, hoa.email)
    assert by_password(again, PASSWORD).status_code == 403
    assert by_password(again, CHANGED).status_code == 201
    back = Person(site, lan.name, lan.email).sign_in()
    assert back.get("/me")["terms"]["answer"] == "withdrawn"


def head(by: Person, project: str) -> int:
    return int(by.get(f"{project}/entries", params={"after": 2**40})["seq"])


def change(by: Person, project: str, in_list: str, after: int) -> dict[str, Any]:
    """A change as an outbox sends it; what to send again when the reply is lost."""
    task = {"id": secrets.token_hex(6), "list": in_list, "title": "một lần"}
    sent = {"after": after, "ops": [{"op": new_op(), "method": "POST", "path": "/tasks", "body": task}]}
    assert by.post(f"{project}/entries", sent)["results"][0]["status"] == 200
    return sent


def known_to_a_browser(site: Site, of: Person, project: str, lost: dict[str, Any], knew: int) -> None:
    """A browser knew more than the copy. What it sends again is taken once; what it asks for shows that it is behind."""
    person = Person(site, of.name, of.email).sign_in()
    task = lost["ops"][0]["body"]["id"]
    assert task not in person.board(project)["task"]
    taken = [person.post(f"{project}/entries", lost)["results"][0]["seq"] for _ in range(2)]
    assert taken[0] == taken[1], "accepted before, but not in the copy: it is taken anew, and once"
    assert task in person.board(project)["task"]
    in_list = next(iter(person.board(project)["list"]))
    new = change(person, project, in_list, knew)
    again = [person.post(f"{project}/entries", new)["results"][0]["seq"] for _ in range(2)]
    stands = [op["op"] for entry in person.get(f"{project}/entries", params={"after": AFTER_ALL})["entries"]
              for op in entry["ops"]]  # fmt: skip
    assert (again[0], stands.count(new["ops"][0]["op"])) == (again[1], 1), "known by what a browser knew"
    assert head(person, project) - knew > FAR_BEHIND, "so it reads the board anew"


def another_machine(
    two: Operated,
    tmp_path: Path,
    kept: tuple[Person, str, object],
    lost: tuple[Person, str, str],
    hoa: Person,
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
        assert "1 that were erased stay erased" in ran.stdout
        teams = {row["team"] for row in every_row(tables(engine.url).Table("izwork-key"))}
        assert lost[1] not in teams
        assert {row["team"] for row in every_row(tables(engine.url).Table("izwork-erased"))} == {lost[1]}
        site = Site(tmp_path / "on", IZWORK_ENGINE=engine.url, IZWORK_KEYS=str(data / "keys")).start()
        try:
            read(site, *kept)
            erased(site, *lost)
            assert by_password(Person(site, hoa.name, hoa.email)).status_code == 201, "as in the copy"
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
    assert after > AFTER_ALL, "the log goes on where no browser has been"
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


def test_of_every_table_it_is_decided_what_a_restore_makes_of_it() -> None:
    """Whoever adds a table says in fates.py whether it is restored, stands or begins anew, and why."""
    assert set(FATES) == set(NAMES)
    assert {name for name, fate in FATES.items() if fate.becomes == "standing"} == STANDING
    assert all(len(fate.why.split()) > 1 for fate in FATES.values())


@pytest.mark.parametrize("gap_at", [1, 2, 3, 4])
def test_memory_spans_no_gap_that_a_restore_left(gap_at: int) -> None:
    """Its places are counted, so what it keeps must follow on without a gap; what is before is read from the log."""
    seqs = [*range(1, gap_at), *range(AFTER_ALL, AFTER_ALL + 5 - gap_at)]
    kept = trimmed(tuple(Entry(seq, []) for seq in seqs))
    assert [one.seq for one in kept] == [seq for seq in seqs if seq >= AFTER_ALL]
    newest = kept[-1].seq
    assert entries_after("team", kept, newest, newest - 1) == [kept[-1]]
