"""Putting teams on plans, as the operator does beside a running site; and time that passes for a team."""

import subprocess
import sys
import time
from typing import Any

from tests.engine_rows import rewrite, rows
from tests.people import Person
from tests.site import ROOT, Site

# A server remembers a team's plan for a minute; who looks at its plan makes it look again.


def finance(site: Site, *command: str) -> subprocess.CompletedProcess[str]:
    """One command of the operator's."""
    return subprocess.run(
        [sys.executable, "-m", "infra.finance", "--data", str(site.data), *command],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def put_on(site: Site, owner: Person, team: str, plan: str, *more: str) -> None:
    """Grant the team a plan and let the site know of it."""
    ran = finance(site, "grant", team, plan, *more)
    assert ran.returncode == 0, ran.stderr
    assert owner.get(f"/teams/{team}/plan")["name"] == plan


def terms(site: Site, team: str) -> list[dict[str, Any]]:
    return [row for row in rows(site, "term") if row["team"] == team]


def let_pass(site: Site, team: str, days: float) -> None:
    """As if the team's terms were so many days older."""
    by = int(days * 24 * 3600 * 1000)
    for row in terms(site, team):
        times = {name: int(row[name]) - by for name in ("from_at", "ends_at") if name in row}
        rewrite(site, "term", row, **times)


def store(site: Site, team: str, size: int) -> None:
    """As if the team's pages took so many bytes, measured just now."""
    rewrite(site, "usage", {"team": team}, bytes=size, measured_at=int(time.time() * 1000))
