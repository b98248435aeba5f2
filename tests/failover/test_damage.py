"""A team is damaged, and taken back to a seq by the operator: through the doors of two servers, by people who were
there all the time."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.engine_rows import tables
from tests.failover.damage import WRONG
from tests.failover.operated import Operated, operated
from tests.people import Person, new_id, new_op
from tests.site import ROOT

pytestmark = pytest.mark.slow
TASKS, LONG = 150, 4000


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operated]:
    with operated(tmp_path_factory.mktemp("damaged")) as running:
        yield running


def batch(by: Person, project: str, ops: list[dict[str, Any]], after: int = 0) -> Any:
    answer = by.post(f"{project}/entries", {"after": after, "ops": ops})
    assert all(one["status"] < 300 for one in answer["results"]), answer["results"]
    return answer


def filled(by: Person, project: str, in_list: str) -> list[str]:
    """Enough for many pages in both sets; texts that do not compress away, in digits that make no word."""
    ids = [new_id() for _ in range(TASKS)]
    for start in range(0, TASKS, 25):
        some = ids[start : start + 25]
        made = [
            {"op": new_op(), "method": "POST", "path": "/tasks",
             "body": {"id": id, "title": f"Việc {id} {os.urandom(90).hex()}", "list": in_list, "due": "2026-12-01"}}
            for id in some
        ]  # fmt: skip
        batch(by, project, made)
        described = [
            {"op": new_op(), "method": "PUT", "path": f"/tasks/{id}/description",
             "body": {"text": os.urandom(LONG).hex(), "base": 0}}
            for id in some
        ]  # fmt: skip
        batch(by, project, described)
        for id in some[:20]:
            by.patch(f"{project}/tasks/{id}", {"due": "2026-12-24"})
    return ids


def damage(two: Operated, team: str, space: str, what: str) -> dict[str, int]:
    command = [
        sys.executable,
        "-m",
        "tests.failover.damage",
        two.engine.url,
        str(two.data / "keys"),
        team,
        space,
        what,
    ]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr
    return dict(json.loads(ran.stdout))


def seen(by: Person, project: str, team: str) -> list[Any]:
    """Every field of everything."""
    view = by.get(f"/teams/{team}")
    return [
        by.board(project),
        by.texts(project),
        {name: part for name, part in view.items() if name != "seq"},
    ]


def test_a_damaged_team_is_taken_back_to_a_seq_field_by_field(two: Operated) -> None:
    alice = Person(two.leader, "alice").sign_in()
    team = alice.found_team()
    project, lists = alice.open_project(team)
    id = project.rpartition("/")[2]
    space = f"{team}/{id}"
    there = Person(two.standby, "alice", alice.email)
    there.cookies = alice.cookies
    tasks = filled(alice, project, lists[0])
    good = seen(alice, project, team)
    assert good == seen(there, project, team)
    stood = alice.get(f"{project}/entries", params={"after": 0})["seq"]
    assert alice.get(f"{project}/search", params={"q": tasks[0]})["tasks"]

    # Wrong entries that both servers read, remember and may page; then pages and entries that do not open.
    wrong = damage(two, team, space, "entries")["wrong"]
    for one in (alice, there):
        assert WRONG in json.dumps(seen(one, project, team)[:2], ensure_ascii=False)
        assert one.get(f"{project}/search", params={"q": WRONG})["tasks"]
    high = stood + wrong
    assert damage(two, team, space, "pages")["mangled"] >= 4
    assert there.ask("GET", f"{project}/board").status_code == 500

    refused = two.refuses("rebuild", team, "--to", f"{id}={stood}", "--to", "team=2")
    assert "read-only on" in refused
    two.says("read-only", "on")
    shown = two.says("rebuild", team)
    assert "do not open" in shown
    assert f"{id}: seq {high + 1}" in shown
    dry = two.says("rebuild", team, "--to", f"{id}={stood}", "--dry-run")
    assert f"Would take {id} back to {stood}: {wrong + 1} of" in dry
    assert "Nothing was changed" in two.refuses("rebuild", team, "--to", f"{id}={high + 9}")
    typed = ("rebuild", team, "--to", f"{id}={stood}", "--to", "team=2")
    said = two.says(*typed)
    print(said)
    assert f"{id} stands as at {stood}" in said
    assert f"{space}/!{high + 2}" in said
    for one in (alice, there):
        assert seen(one, project, team) == good, "100 % of fields, in a server that knew the wrong ones"
    again = two.says(*typed)
    assert "set aside …" not in again
    two.says("read-only", "off")

    shown = two.says("rebuild", team)
    assert "do not open" not in shown
    for one in (alice, there):
        assert seen(one, project, team) == good
        assert not one.get(f"{project}/search", params={"q": WRONG})["tasks"]
        assert one.get(f"{project}/search", params={"q": tasks[0]})["tasks"]
    resync(alice, project, stood, high)
    retried(alice, there, project, lists[0], high)
    assert alice.get(f"{project}/feed")["items"][0]["seq"] > high
    assert there.get(f"/teams/{team}/feed")["items"]
    before = alice.get(f"{project}/feed", params={"before": high + 2})["items"]
    assert max(item["seq"] for item in before) <= stood, "what was set aside is no activity"
    kept = tables(two.engine.url).Table("izwork-log").query(
        KeyConditionExpression="#s = :s", ExpressionAttributeNames={"#s": "space"},
        ExpressionAttributeValues={":s": f"{space}/!{high + 2}"},
    )["Items"]  # fmt: skip
    assert [int(row["seq"]) for row in kept] == list(range(stood + 1, high + 2)), "nothing is lost"


def resync(by: Person, project: str, stood: int, high: int) -> None:
    """Whoever is behind, at, or past what was set aside meets the entry that says so; numbers never go back."""
    for after in (stood - 1, stood, high - 1, high, high + 1):
        answer = by.get(f"{project}/entries", params={"after": after})
        assert answer["seq"] == high + 2
        assert [one["seq"] for one in answer["entries"]] == list(range(after + 1, high + 3)), "no gap"
        last = answer["entries"][-1]
        assert (last["seq"], last["back"]) == (high + 2, stood)
        assert all(one["ops"] == [] for one in answer["entries"] if one["seq"] > stood)


def retried(alice: Person, there: Person, project: str, in_list: str, high: int) -> None:
    """A change that is sent again with the high seq its browser knew stands once."""
    op = {
        "op": new_op(),
        "method": "POST",
        "path": "/tasks",
        "body": {"id": new_id(), "title": "Một lần", "list": in_list},
    }
    first = batch(alice, project, [op], after=high)["results"][0]["seq"]
    for by in (there, alice):
        assert batch(by, project, [op], after=high)["results"][0]["seq"] == first
    entries = alice.get(f"{project}/entries", params={"after": high})["entries"]
    assert sum(one["op"] == op["op"] for entry in entries for one in entry["ops"]) == 1


def test_every_space_goes_back_to_a_time(two: Operated) -> None:
    alice = Person(two.leader, "alice").sign_in()
    team = alice.found_team("Theo giờ")
    project, lists = alice.open_project(team)
    task = alice.add_task(project, lists[0], "Trước")
    at = max(op["at"] for op in alice.get(f"{project}/entries", params={"after": 0})["entries"][-1]["ops"])
    alice.patch(f"{project}/tasks/{task}", {"title": "Sau"})
    alice.patch(f"/teams/{team}", {"name": "Sau"})
    moment = datetime.fromtimestamp((at + 1) / 1000, UTC).isoformat()
    dry = two.says("rebuild", team, "--before", moment, "--dry-run")
    assert f"Would take {project.rpartition('/')[2]} back to 2: 1 of 3" in dry
    assert "Would take team back to 2: 1 of 3" in dry
    assert alice.get(f"/teams/{team}")["name"] == "Sau", "a dry run changes nothing"
    assert "There is no team" in two.refuses("rebuild", "T" * 22)
