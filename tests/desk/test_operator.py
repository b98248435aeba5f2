"""python -m infra.desk: the operator appoints, lists and lets go, on a site that runs."""

import subprocess
import sys

import pytest

from tests.desk.desk import Agent, Desk
from tests.people import good
from tests.site import ROOT


def typed(desk: Desk, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "infra.desk", "--data", str(desk.data), "--origin", desk.origin, *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_an_agent_is_appointed_comes_in_by_the_link_and_is_let_go(the_desk: Desk) -> None:
    agent = Agent(the_desk, "support", "abuse")
    link = typed(the_desk, "appoint", agent.email, "support", "abuse").stdout.splitlines()[-1]
    assert link.startswith(f"{the_desk.origin}/desk#")
    agent.id, _, agent.token = link.partition("#")[2].partition(".")
    assert agent.id in typed(the_desk, "list").stdout
    good(agent.enrol())
    assert agent.get("/desk/me")["roles"] == ["abuse", "support"]
    (line,) = (one for one in typed(the_desk, "list").stdout.splitlines() if one.startswith(agent.id))
    assert line.split()[1:3] == ["in", "office"]
    assert line.endswith("abuse, support")
    assert agent.id in typed(the_desk, "end", agent.email).stdout
    assert agent.ask("GET", "/desk/me").status_code == 401


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("appoint", "nobody", "support"), "no e-mail address"),
        (("appoint", "lan@izwork.example", "owner"), "invalid choice"),
        (("end", "nobody@izwork.example"), "no such agent"),
    ],
)
def test_what_cannot_be_done_is_said(the_desk: Desk, words: tuple[str, ...], why: str) -> None:
    ran = typed(the_desk, *words)
    assert ran.returncode != 0
    assert why in ran.stderr
