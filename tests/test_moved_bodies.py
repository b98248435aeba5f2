"""A sealed body that somebody moves to another place in the tables does not open there."""

import select
from collections.abc import Iterator
from typing import Any

import pytest

from tests.doors import problem
from tests.engine_rows import engine_url, every_row, tables
from tests.people import Person
from tests.site import Site

SECRET = "Lương của giám đốc"


class Archive:
    """Two teams; alice's with several projects that each hold a secret, and a server that has read none of it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.alice, self.charlie = (Person(site, name).sign_in() for name in ("alice", "charlie"))
        self.team, self.other = self.alice.found_team(SECRET), self.charlie.found_team("Nhóm khác")
        self.projects = [self.filled(self.alice, self.team, SECRET) for _ in range(4)]
        self.foreign = self.filled(self.charlie, self.other, "của charlie")
        site.stop()
        site.start(site.port)
        self.dynamo = tables(engine_url(site))

    @staticmethod
    def filled(by: Person, team: str, title: str) -> str:
        project, lists = by.open_project(team)
        for number in range(3):
            by.add_task(project, lists[0], f"{title} {number}")
        return project

    def table(self, name: str) -> Any:
        return self.dynamo.Table(f"izwork-{name}")

    def entry(self, path: str, seq: int) -> dict[str, Any]:
        space = path.removeprefix("/teams/").replace("/projects/", "/")
        return dict(self.table("log").get_item(Key={"space": space, "seq": seq})["Item"])

    def move(self, table: str, taken: dict[str, Any], to: dict[str, Any], field: str = "body") -> None:
        """Put the sealed field of one row into another."""
        self.table(table).put_item(Item=to | {field: taken[field]})


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    site = Site(tmp_path_factory.mktemp("moved") / "data").start()
    yield Archive(site)
    site.stop()


def refuses_whole(by: Person, paths: list[str]) -> None:
    for path in paths:
        answer = by.ask("GET", path)
        assert (answer.status_code, problem(answer)) == (500, "broken"), path
        assert SECRET not in answer.text
        assert "của charlie" not in answer.text


def test_faults_are_logged_to_stderr_alone(archive: Archive) -> None:
    """Whoever reads the address from stdout may stop reading: a full pipe must not stop the server."""
    project = archive.projects[3]
    row = archive.entry(project, 2)
    archive.table("log").put_item(Item=row | {"body": b"nothing that was ever sealed"})
    refuses_whole(archive.alice, reads(project))
    archive.table("log").put_item(Item=row)
    assert archive.site.process is not None
    assert not select.select([archive.site.process.stdout], [], [], 0.2)[0]


def reads(project: str) -> list[str]:
    return [f"{project}/board", f"{project}/entries?after=0", f"{project}/feed", f"{project}/search?q=giam"]


def test_to_another_seq(archive: Archive) -> None:
    project = archive.projects[0]
    second, third = archive.entry(project, 2), archive.entry(project, 3)
    archive.move("log", second, to=third)
    refuses_whole(archive.alice, reads(project))
    archive.table("log").put_item(Item=third)
    assert SECRET in archive.alice.ask("GET", f"{project}/board").text


def test_to_another_space_of_the_same_team(archive: Archive) -> None:
    taken, target = archive.entry(archive.projects[1], 2), archive.entry(archive.projects[2], 2)
    archive.move("log", taken, to=target)
    refuses_whole(archive.alice, reads(archive.projects[2]))


def test_to_another_team(archive: Archive) -> None:
    """Someone who can write rows copies alice's work into his own project."""
    archive.move("log", archive.entry(archive.projects[1], 2), to=archive.entry(archive.foreign, 2))
    refuses_whole(archive.charlie, reads(archive.foreign))


def test_with_one_bit_changed(archive: Archive) -> None:
    row = archive.entry(archive.projects[3], 2)
    body = bytearray(row["body"].value)
    body[-20] ^= 1
    archive.table("log").put_item(Item=row | {"body": bytes(body)})
    refuses_whole(archive.alice, reads(archive.projects[3]))


def test_an_accounts_body_to_another_account(archive: Archive) -> None:
    mine, theirs = (
        next(row for row in every_row(archive.table("account")) if row["id"] == person.get("/me")["id"])
        for person in (archive.charlie, archive.alice)
    )
    archive.move("account", theirs, to=mine)
    answer = archive.charlie.ask("GET", "/me")
    assert (answer.status_code, problem(answer)) == (500, "broken")
    assert archive.alice.email not in answer.text
    archive.table("account").put_item(Item=mine)


def test_a_seat_alone_lets_nobody_in(archive: Archive) -> None:
    """The clear table of seats only leads to a team; the team's own sealed log says who is a member."""
    archive.table("seat").put_item(Item={"account": archive.charlie.get("/me")["id"], "team": archive.team})
    assert [one["id"] for one in archive.charlie.get("/teams")["teams"]] == [archive.other]
    assert archive.charlie.ask("GET", f"/teams/{archive.team}").status_code == 404


def test_a_teams_key_to_another_team(archive: Archive) -> None:
    """Last, and after a cold start: keys stay in memory for a while."""
    theirs = {"team": archive.other, "version": 1}
    taken = archive.table("key").get_item(Key={"team": archive.team, "version": 1})["Item"]
    archive.move("key", taken, to=theirs, field="wrapped")
    archive.site.stop()
    archive.site.start(archive.site.port)
    refuses_whole(archive.charlie, ["/teams", f"/teams/{archive.other}", f"{archive.foreign}/board"])
    assert SECRET in archive.alice.ask("GET", f"/teams/{archive.team}").text
