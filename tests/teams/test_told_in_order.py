"""What a team consists of is told in one order, whatever process tells it and whatever it read it from."""

from pathlib import Path
from typing import Any

import pytest

from tests.engine_rows import rows
from tests.people import Person
from tests.site import Site
from tests.waiting import eventually


def ids(team: dict[str, Any]) -> dict[str, list[str]]:
    return {kind: [one["id"] for one in team[kind]] for kind in ("members", "projects", "links")}


@pytest.mark.slow
def test_the_first_stay_first_when_a_new_process_reads_the_pages(tmp_path: Path) -> None:
    """In memory records stand as they came, in pages by their ids."""
    site = Site(tmp_path / "data").start()
    try:
        lan = Person(site, "lan").sign_in()
        team = lan.found_team()
        members = [lan.get(f"/teams/{team}")["me"]]
        members += [lan.bring(Person(site, f"m{n}").sign_in(), team, "member") for n in range(6)]
        projects = [lan.open_project(team, f"Dự án {n}", lists=1)[0].rpartition("/")[2] for n in range(6)]
        links = [lan.post(f"/teams/{team}/links", {"role": "member"})["id"] for _ in range(6)]
        before = ids(lan.get(f"/teams/{team}"))
        assert before == {"members": members, "projects": projects, "links": links}
        for number in range(120):
            lan.patch(f"/teams/{team}", {"name": f"Tên {number}"})
        eventually(lambda: any(row["set"].startswith(team) for row in rows(site, "page")), "no pages")
        site.stop()
        site.start(site.port)
        assert ids(lan.get(f"/teams/{team}")) == before
    finally:
        site.stop()
