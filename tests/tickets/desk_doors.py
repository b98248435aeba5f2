"""Who passes the desk's doors to tickets."""

from tests.desk.desk import Agent
from tests.desk.row import DeskRow
from tests.people import Person
from tests.tickets.shared import ask_support, share

ANSWERING = "support finance"
ONE = "/desk/tickets/{case}"


def a_ticket(agent: Agent) -> dict[str, str]:
    """One about a payment, which either role answers."""
    return {"case": ask_support(Person(agent.desk.site, "lan").sign_in(), topic="payment")}


def shown(agent: Agent) -> dict[str, str]:
    lan = Person(agent.desk.site, "lan").sign_in()
    project, _ = lan.open_project(lan.found_team())
    ticket = ask_support(lan)
    return {"case": ticket, "view": share(lan, project, ticket)}


TICKETS = [
    DeskRow("GET", "/desk/tickets", ANSWERING),
    DeskRow("GET", ONE, ANSWERING, ids=a_ticket),
    DeskRow("POST", ONE + "/entries", ANSWERING, 201, lambda _: {"text": "Mời bạn thử lại."}, ids=a_ticket),
    DeskRow("PUT", ONE + "/closure", ANSWERING, ids=a_ticket),
    DeskRow("POST", ONE + "/views/{view}/looks", "support", 201, ids=shown),
]
