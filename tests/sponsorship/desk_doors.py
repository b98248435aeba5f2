"""The rows of the desk's doors that are about sponsorship. Each request is about an application of its own."""

from tests.desk.desk import Agent, signed_in
from tests.desk.row import DeskRow
from tests.people import Person
from tests.sponsorship.applying import applied, shown

ALL = "/desk/sponsorships"
ONE = ALL + "/{case}"
WORDS = {"words": "Xin gửi thêm quyết định thành lập."}
REFUSAL = {"verdict": "refuse", "words": "Chưa đủ giấy tờ."}
_others: dict[str, Agent] = {}


def waiting(agent: Agent) -> dict[str, str]:
    """A new application with one document."""
    lan = Person(agent.desk.site, "lan").sign_in()
    team = lan.found_team()
    id = applied(lan, team)
    return {"case": id, "file": shown(lan, team, id)["files"][0]["id"]}


def proposed(agent: Agent) -> dict[str, str]:
    """… that somebody else proposed to refuse."""
    found, desk = waiting(agent), agent.desk
    if desk.url not in _others:
        _others[desk.url] = signed_in(desk, "reviewer", name="khac")
    made = _others[desk.url].post(f"{ALL}/{found['case']}/proposals", REFUSAL)
    return found | {"number": str(made["proposal"]["number"])}


SPONSORSHIP = [
    DeskRow("GET", ALL, "reviewer"),
    DeskRow("GET", ONE, "reviewer", ids=waiting),
    DeskRow("PUT", ONE + "/review", "reviewer", ids=waiting),
    DeskRow("GET", ONE + "/files/{file}", "reviewer", ids=waiting),
    DeskRow("POST", ONE + "/questions", "reviewer", 201, lambda _: WORDS, ids=waiting),
    DeskRow("POST", ONE + "/notes", "reviewer", 201, lambda _: WORDS, ids=waiting),
    DeskRow("POST", ONE + "/proposals", "reviewer", 201, lambda _: REFUSAL, ids=waiting),
    DeskRow("PUT", ONE + "/proposals/{number}/confirmation", "reviewer", ids=proposed),
    DeskRow("DELETE", ONE + "/proposals/{number}", "reviewer", ids=proposed),
]
