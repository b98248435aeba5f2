"""The abuse desk's rows of the table of the desk's doors."""

from tests.desk.desk import Agent
from tests.desk.row import DeskRow
from tests.people import Person

_made: dict[str, dict[str, str]] = {}


def fresh(agent: Agent) -> dict[str, str]:
    """A new report on a task, and its team."""
    lan = Person(agent.desk.site, "lan").sign_in()
    team = lan.found_team()
    project, (first, *_) = lan.open_project(team)
    attached = [{"kind": "title", "task": lan.add_task(project, first, "Mời"), "text": "Mời"}]
    made = lan.post(f"{project}/reports", {"reason": "spam", "attached": attached})
    return {"case": str(made["id"]), "team": team}


def reported(agent: Agent) -> dict[str, str]:
    """One that nobody decides, for all rows that only look."""
    site = agent.desk.site.url
    if site not in _made:
        _made[site] = fresh(agent)
    return _made[site]


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
        fresh,
    ),
    DeskRow("GET", D + "teams/{team}/restriction", "abuse", ids=reported),
    DeskRow("DELETE", D + "teams/{team}/restriction", "abuse", 409, ids=reported),
    DeskRow("PUT", D + "teams/{team}/suspension", "abuse", 409, lambda _: {}, reported),
    DeskRow("DELETE", D + "teams/{team}/suspension", "abuse", 409, ids=reported),
    DeskRow("GET", D + "appeals", "abuse"),
    DeskRow("GET", D + "appeals/{case}", "abuse", 404),
    DeskRow("PUT", D + "appeals/{case}/answer", "abuse", 404, lambda _: {"grant": True, "words": "Được"}),
]
