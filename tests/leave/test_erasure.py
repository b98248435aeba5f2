"""A team is erased: who may ask for it, what holds until then, and that nothing is left then, in any process."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.doors import problem
from tests.engine_rows import every_row, tables
from tests.failover.operated import Operated, operated
from tests.people import Person, new_id, new_op
from tests.site import ROOT

DAY = 24 * 3600 * 1000
NAME = "Trường nghề Hoa Sen"
# As the minute's job does it in a Region: its content key opens nothing, so whatever needs one fails.
RUN = """
import sys, time; from pathlib import Path
from chalicelib.web.frontdoor import connect; connect()
from chalicelib.leave import erasure
from chalicelib.accounts import seat
from chalicelib.store import ending, keys
erasure.now = lambda: int(time.time() * 1000) + {days} * 24 * 3600 * 1000
keys._trio = keys._trio._replace(content=keys.FileWrapper(bytes(32)))
{broken}
print(erasure.carry_out_due())
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operated]:
    with operated(tmp_path_factory.mktemp("erased")) as running:
        yield running


class Team:
    """alice's team with bob and a guest, a project with a task, a join link and an invitation."""

    def __init__(self, two: Operated) -> None:
        self.two = two
        site = two.leader
        self.alice, self.bob, self.gus = (Person(site, name).sign_in() for name in ("alice", "bob", "gus"))
        self.id = self.alice.found_team(NAME)
        self.path = f"/teams/{self.id}"
        self.alice.let_in(self.bob, self.id, "member")
        self.alice.let_in(self.gus, self.id, "guest")
        self.project, self.lists = self.alice.open_project(self.id)
        self.task = self.alice.add_task(self.project, self.lists[0], "Việc bí mật")
        self.token = self.alice.post(f"{self.path}/links", {"role": "member"})["url"].partition("#")[2]

    def erase(self, by: Person | None = None, **more: Any) -> Any:
        return (by or self.alice).ask("PUT", f"{self.path}/erasure", {"name": NAME} | more)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows that are about this team."""
        names = {"log": "space", "page": "set", "pending": "space"}
        field = names.get(table, "team")
        found = every_row(tables(self.two.engine.url).Table(f"izwork-{table}"))
        return [row for row in found if str(row[field]).startswith(self.id)]

    def run(self, broken: str = "", days: int = 31) -> subprocess.CompletedProcess[str]:
        """One run of the job in a process of its own, so many days later. (To the sites' own jobs it is not due.)"""
        given = {
            "IZWORK_MODE": "local", "IZWORK_ENGINE": self.two.engine.url, "IZWORK_SITE": "http://x.vn",
            "IZWORK_KEYS": str(self.two.data / "keys"), "IZWORK_MAIL": "mailbox", "IZWORK_SMS": "mailbox",
        }  # fmt: skip
        kept = {name: value for name, value in os.environ.items() if not name.startswith("IZWORK_")}
        return subprocess.run(
            [sys.executable, "-c", RUN.replace("{broken}", broken).replace("{days}", str(days))],
            cwd=ROOT, env=kept | given, capture_output=True, text=True, timeout=120,
        )  # fmt: skip

    def doors(self) -> list[tuple[str, str, Any]]:
        return [
            ("GET", self.path, None),
            ("GET", f"{self.path}/feed", None),
            ("GET", f"{self.project}/board", None),
            ("GET", f"{self.project}/texts", None),
            ("GET", f"{self.project}/entries?after=0", None),
            ("GET", f"{self.project}/search?q=b%C3%AD", None),
            ("PATCH", self.path, {"name": "Lại đây"}),
            ("POST", f"{self.project}/tasks", {"id": new_id(), "title": "x", "list": self.lists[0]}),
            ("POST", f"{self.path}/exports", None),
            ("PUT", f"{self.path}/erasure", {"name": NAME}),
            ("DELETE", f"{self.path}/erasure", None),
            ("DELETE", f"{self.path}/members/{new_id()}", None),
        ]


@pytest.fixture
def team(two: Operated) -> Team:
    return Team(two)


def at(person: Person, site: Any) -> Person:
    """The same person's browser at another Region, still signed in."""
    other = Person(site, person.name, person.email)
    other.cookies = dict(person.cookies)
    return other


def test_only_its_owner_who_types_its_name_erases_a_team(team: Team) -> None:
    assert problem(team.erase(team.bob)) == "not_allowed"
    for typed in ("Trường nghề", NAME.upper(), NAME + " 2"):
        answer = team.alice.ask("PUT", f"{team.path}/erasure", {"name": typed, "at_once": True})
        assert (answer.status_code, answer.json()["field"]) == (422, "name"), typed
    assert "erases_at" not in team.alice.get(team.path)
    assert team.rows("erasure") == []


def test_until_then_it_is_read_and_exported_and_nobody_comes_in(team: Team) -> None:
    due = team.erase().json()["erases_at"]
    assert abs(due - time.time() * 1000 - 30 * DAY) < 60_000
    for person in (team.alice, team.bob, team.gus):
        assert person.get(team.path)["erases_at"] == due
    assert team.bob.board(team.project)["task"]
    assert team.bob.ask("POST", f"{team.path}/exports").status_code == 201
    op = {"op": new_op(), "method": "PATCH", "path": f"/tasks/{team.task}", "body": {"title": "x"}}
    for method, path, body in (
        ("POST", f"{team.project}/tasks", {"id": new_id(), "title": "x", "list": team.lists[0]}),
        ("POST", f"{team.project}/entries", {"after": 0, "ops": [op]}),
        ("PATCH", team.path, {"name": "x"}),
        ("POST", f"{team.path}/links", {"role": "member"}),
        ("POST", f"{team.path}/projects", {"id": new_id(), "name": "x"}),
    ):
        assert problem(team.alice.ask(method, path, body)) == "team_closing", path
    newcomer = Person(team.two.leader, "mới").sign_in()
    for path in ("/joinings", "/joinings/preview"):
        body = {"token": team.token} | ({"name": "Mới"} if path == "/joinings" else {})
        assert problem(newcomer.ask("POST", path, body)) == "invitation_over"
    mail = team.two.leader.mails(team.gus.email)[0]
    assert "sắp bị xoá" in mail["subject"]
    assert NAME not in mail["text"] + mail["subject"]
    assert team.erase().json()["erases_at"] == due, "said again it comes no later"
    assert team.run(days=29).stdout == "0\n", "it is not due"
    assert team.bob.board(team.project)["task"]
    team.alice.delete(f"{team.path}/erasure")


def test_its_owner_calls_it_off_and_all_goes_on(team: Team) -> None:
    team.erase()
    assert problem(team.bob.ask("DELETE", f"{team.path}/erasure")) == "not_allowed"
    team.alice.delete(f"{team.path}/erasure")
    assert (team.rows("erasure"), team.rows("certificate")) == ([], [])
    assert "erases_at" not in team.bob.get(team.path)
    team.alice.add_task(team.project, team.lists[0])
    assert "không bị xoá nữa" in team.two.leader.mails(team.bob.email)[0]["subject"]
    Person(team.two.leader, "mới").sign_in().post("/joinings", {"token": team.token, "name": "Mới"})
    team.alice.delete(f"{team.path}/erasure")  # said again
    verbs = [item["verb"] for item in team.alice.get(f"{team.path}/feed")["items"]]
    assert verbs.count("team.keep") == 1
    assert verbs.count("team.erase") == 1


def test_erased_at_once_every_door_is_shut_in_a_process_that_remembers_it_too(
    team: Team, tmp_path: Path
) -> None:
    elsewhere = [at(person, team.two.standby) for person in (team.alice, team.bob, team.gus)]
    for person in elsewhere[:2]:
        assert person.board(team.project)["task"], "this process has keys and records in memory"
        assert person.get(team.path)["name"] == NAME
    newcomer = Person(team.two.standby, "mới").sign_in()
    assert newcomer.post("/joinings/preview", {"token": team.token})["team"]["name"] == NAME
    answer = team.erase(at_once=True)
    assert answer.status_code == 200, answer.text
    for person in [*elsewhere, team.alice, team.bob, team.gus]:
        for method, path, body in team.doors():
            shut = person.ask(method, path, body)
            assert (shut.status_code, problem(shut)) == (404, "not_found"), (person.name, method, path)
        assert person.get("/teams") == {"teams": []}
    assert problem(newcomer.ask("POST", "/joinings/preview", {"token": team.token})) == "invitation_over"
    assert problem(newcomer.ask("POST", "/joinings", {"token": team.token, "name": "M"})) == "invitation_over"
    assert {table: team.rows(table) for table in ("key", "seat", "page", "pending", "erasure")} == {
        "key": [], "seat": [], "page": [], "pending": [], "erasure": [],
    }  # fmt: skip
    assert {bytes(row["body"].value) for row in team.rows("log")} == {b"gone"}
    assert {row["space"] for row in team.rows("log")} == {team.id}, "the project's entries are gone"
    certified(team, tmp_path)


def certified(team: Team, folder: Path) -> None:
    """The owner holds a certificate, whoever was a member none; it verifies without a network."""
    assert team.bob.get("/me/certificates") == {"certificates": []}
    (signed,) = team.alice.get("/me/certificates")["certificates"]
    told = signed["receipt"]
    assert (told["team"], told["name"], told["members"], told["projects"]) == (team.id, NAME, 3, 1)
    assert told["asked_at"] <= told["keys_deleted_at"] <= told["content_deleted_at"]
    file, keys = folder / "certificate.json", folder / "receipt-keys.json"
    keys.write_text(json.dumps(team.alice.get("/.well-known/receipt-keys.json")))

    def verified(text: str) -> subprocess.CompletedProcess[str]:
        file.write_text(text)
        command = [sys.executable, "-m", "chalicelib.consent.verify", str(file)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={"PATH": ""})

    genuine = verified(json.dumps(signed))
    assert genuine.returncode == 0, genuine.stderr
    assert f"team {team.id} ({NAME}) of 3 members" in genuine.stdout
    assert verified(json.dumps(signed).replace('"members": 3', '"members": 2')).returncode == 1
    assert "đã được xoá" in team.two.leader.mails(team.alice.email)[0]["subject"]


def test_what_is_due_is_carried_out_by_the_job_without_a_key_and_after_crashes(team: Team) -> None:
    other = Team(team.two)
    team.erase()
    stops = (
        "ending.close = lambda team: 1 / 0",
        "ending.keys.erase = lambda team: 1 / 0",
        "seat.give_up = lambda account, team: 1 / 0",
        "ending.clear = lambda space, until: 1 / 0",
    )
    for broken in stops:
        assert team.run(broken).stdout == "0\n", broken
        assert len(team.rows("erasure")) == 1, "the next run goes on"
        if "close" not in broken:
            assert team.bob.ask("GET", team.path).status_code == 404, "unreadable from the first step on"
    assert problem(team.alice.ask("DELETE", f"{team.path}/erasure")) == "not_found"
    assert team.run("ending.clear = lambda space, until, c=ending.clear: c(space, 0)").stdout == "0\n"
    (signed,) = team.alice.get("/me/certificates")["certificates"]
    assert signed["receipt"]["content_deleted_at"] == ""
    ran = team.run()
    assert ran.stdout == "1\n", ran.stderr
    assert team.run().stdout == "0\n"
    assert [team.rows(table) for table in ("key", "seat", "page", "erasure")] == [[], [], [], []]
    assert other.bob.board(other.project)["task"], "another team is as it was"


def test_calling_off_too_late_changes_nothing(team: Team) -> None:
    team.erase()
    team.run("ending.close = lambda team: 1 / 0")
    assert problem(team.alice.ask("DELETE", f"{team.path}/erasure")) == "not_found"
    assert len(team.rows("erasure")) == 1
    assert len(team.rows("certificate")) == 1
