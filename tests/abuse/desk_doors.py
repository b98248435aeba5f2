"""The abuse desk's rows of the table of the desk's doors."""

from tests.desk.desk import Agent
from tests.desk.row import DeskRow
from tests.people import Person

_cast: dict[str, tuple[Person, str, str, str]] = {}


def reported(agent: Agent) -> dict[str, str]:
    """A new report on a task of a team that stands for all rows."""
    site = agent.desk.site
    if site.url not in _cast:
        lan = Person(site, "lan").sign_in()
        team = lan.found_team()
        project, (first, *_) = lan.open_project(team)
        _cast[site.url] = (lan, team, project, lan.add_task(project, first, "Mời"))
    lan, _, project, task = _cast[site.url]
    attached = [{"kind": "title", "task": task, "text": "Mời"}]
    return {"case": str(lan.post(f"{project}/reports", {"reason": "spam", "attached": attached})["id"])}


def team(agent: Agent) -> dict[str, str]:
    reported(agent)
    return {"team": _cast[agent.desk.site.url][1]}


D = "/desk/"
ABUSE_DESK = [
    DeskRow("GET", D + "reports", "abuse"),
    DeskRow("GET", D + "reports/{case}", "abuse", ids=reported),
    DeskRow(
        "POST",
        D + "reports/{case}/decisions",
        "abuse",
        200,
        lambda _: {"act": "dismiss", "reason": "other"},
        reported,
    ),
    DeskRow("GET", D + "teams/{team}/restriction", "abuse", ids=team),
    DeskRow("DELETE", D + "teams/{team}/restriction", "abuse", 409, ids=team),
    DeskRow("PUT", D + "teams/{team}/suspension", "abuse", 409, lambda _: {}, team),
    DeskRow("DELETE", D + "teams/{team}/suspension", "abuse", 409, ids=team),
    DeskRow("GET", D + "appeals", "abuse"),
    DeskRow("GET", D + "appeals/{case}", "abuse", 404),
    DeskRow("PUT", D + "appeals/{case}/answer", "abuse", 404, lambda _: {"grant": True, "words": "Được"}),
]
