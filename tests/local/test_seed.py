"""The demo: everything it promises is there, for the people who are told to sign in."""

import os
import subprocess
import sys

import pytest

from chalicelib.local.seed.school import DOMAIN, PEOPLE, PLANS, TEAM
from tests.people import Person
from tests.site import ROOT, Site

pytestmark = pytest.mark.slow


def test_a_school_at_work(site: Site) -> None:
    command = [sys.executable, "-m", "chalicelib.local.seed"]
    ran = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PORT": str(site.port)}, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    owner = Person(site, PEOPLE[0][0], f"{PEOPLE[0][0]}@{DOMAIN}")
    assert owner.email in ran.stdout
    owner.sign_in()
    teams = [team for team in owner.get("/teams")["teams"] if team["name"] == TEAM]
    assert (len(teams), teams[0]["role"]) == (1, "owner")
    team = owner.get(f"/teams/{teams[0]['id']}")
    assert [member["name"] for member in team["members"]] == [name for _, name in PEOPLE]
    assert {project["name"] for project in team["projects"]} == {plan.name for plan in PLANS}
    tasks, comments, titles = 0, 0, set()
    for project in team["projects"]:
        path = f"/teams/{team['id']}/projects/{project['id']}"
        board, texts = owner.board(path), owner.texts(path)
        tasks += len(board["task"])
        comments += len(texts["comment"])
        titles |= {task["title"] for task in board["task"].values()}
        assert len(board["label"]) == 5
        assert any("due" in task for task in board["task"].values())
        assert any("checklist" in task for task in board["task"].values())
        assert len(texts["description"]) > len(board["task"]) / 2
    assert tasks == len(titles) == 400
    assert comments > 300
